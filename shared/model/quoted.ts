import { excerpt } from '../excerpt.ts'
import type { Quote } from './draft.ts'

/** Characters of a message that are quoted at most. */
const longest = 1_000

/** The words of a message as a quote takes them. */
export function quotable(text: string): string {
  return excerpt(text.trim(), longest)
}

/** Words under the quote that they answer, in Markdown: this is what is stored, sent and exported. */
export function withQuote(text: string, quote: Pick<Quote, 'author' | 'text'> | null): string {
  if (quote === null) return text
  const lines = [...quote.text.split('\n'), `— ${quote.author}`].map((line) => `> ${line}`.trimEnd())
  return [lines.join('\n'), text].filter((part) => part !== '').join('\n\n')
}

/** Takes a text apart that `withQuote` put together; null where it does not begin with a quote. */
export function readQuote(
  text: string,
): { readonly author: string; readonly quote: string; readonly text: string } | null {
  const [head = '', ...rest] = text.split('\n\n')
  const lines = head.split('\n')
  const last = lines.pop() ?? ''
  if (!last.startsWith('> — ') || lines.length === 0 || !lines.every((line) => line.startsWith('>'))) return null
  const quote = lines.map((line) => line.replace(/^> ?/, '')).join('\n')
  return { author: last.slice(4), quote, text: rest.join('\n\n') }
}
