/** A piece of an answer in which thoughts and tools stand as `<details>` blocks: plain words, or one block. */
export type AnswerPiece =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'block'
      readonly attributes: { readonly [name: string]: string }
      readonly summary: string
      readonly text: string
    }

const opening = /<details((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/g
const closing = '</details>'
const attribute = /([\w-]+)="([^"]*)"/g
const summary = /^\s*<summary>([^]*?)<\/summary>\n?/
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#39': "'",
  '#34': '"',
}

/** Cuts an answer at its `<details type=…>` blocks. A block without a type, or without an end, is words like any other. */
export function answerPieces(text: string): AnswerPiece[] {
  const pieces: AnswerPiece[] = []
  let words = 0
  for (const match of text.matchAll(opening)) {
    const attributes = attributesOf(match[1] ?? '')
    const start = match.index + match[0].length
    const end = text.indexOf(closing, start)
    // No later block can have an end either.
    if (end === -1) break
    if (match.index < words || !attributes['type']) continue
    if (match.index > words) pieces.push({ kind: 'words', text: text.slice(words, match.index) })
    const body = text.slice(start, end)
    const title = summary.exec(body)
    pieces.push({
      kind: 'block',
      attributes,
      summary: unescaped(title?.[1] ?? ''),
      text: unescaped(body.slice(title?.[0].length ?? 0)).trim(),
    })
    words = end + closing.length
  }
  if (words < text.length) pieces.push({ kind: 'words', text: text.slice(words) })
  return pieces
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null)
  for (const [, name, value] of text.matchAll(attribute)) if (name) attributes[name] = unescaped(value ?? '')
  return attributes
}

function unescaped(text: string): string {
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
}
