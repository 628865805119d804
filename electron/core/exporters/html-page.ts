import type { Language } from '#shared/languages.ts'
import { escapeHtml } from './html-words.ts'

/** A page that may show its own pictures and style, and where it is asked for run its own script; and nothing else. */
export type Page = {
  readonly title: string
  readonly language: Language
  /** The way from the page to the folder of all, as `../../`. */
  readonly toRoot: string
  readonly script?: { readonly path: string; readonly data: Readonly<Record<string, string>> }
}

/** Everything above what the page says. */
export function pageHead({ title, language, toRoot, script }: Page): string {
  // `file:` beside 'self': from a disk, not every browser takes the one for the other.
  const rules = [
    `default-src 'none'`,
    `img-src 'self' file:`,
    `media-src 'self' file:`,
    `style-src 'self' file:`,
    ...(script ? [`script-src 'self' file:`] : []),
    `base-uri 'none'`,
    `form-action 'none'`,
  ]
  const data = Object.entries(script?.data ?? {}).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${toRoot}style.css">${script ? `\n<script src="${toRoot}${script.path}"${data.join('')} defer></script>` : ''}
</head>
<body>
`
}

/** Everything below it. */
export const pageFoot = '</body>\n</html>\n'
