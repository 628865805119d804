import type { StampedEntry } from './stamped-text.ts'

/** Who said what: `author` is null for what the app itself tells. */
export type SaidLine = { readonly author: string | null; readonly text: string }

const longestName = 120
const beforeColon = /^([^\n]{1,120}?):(?:[ \n\u200e]|$)/
const quotes = /["“”„«»]/

/**
 * Parts each entry into its sender and words. A sender is what stands before the first colon, but what a name is shows
 * only over the whole file: a line such as `Ann changed the subject to "x: y"` has none.
 */
export function splitSenders(entries: readonly StampedEntry[]): SaidLine[] {
  const counts = new Map<string, number>()
  for (const { text } of entries) {
    const name = beforeColon.exec(text)?.[1]
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const known = new Set([...counts].flatMap(([name, count]) => (count === 1 && quotes.test(name) ? [] : [name])))
  return entries.map(({ text }) => {
    const name = knownSender(text, known)
    if (name === null) return { author: null, text }
    return { author: plainName(name), text: text.slice(name.length + 1).replace(/^ /, '') }
  })
}

/** The shortest known name that a colon follows; words may hold more of them. */
function knownSender(text: string, known: ReadonlySet<string>): string | null {
  const line = text.slice(0, longestName + 1)
  for (let end = line.indexOf(':'); end !== -1; end = line.indexOf(':', end + 1)) {
    if (known.has(line.slice(0, end))) return line.slice(0, end)
  }
  return null
}

/** Names come wrapped in invisible marks of direction, and with a tilde where they are not in the phone's contacts. */
function plainName(name: string): string {
  return name.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/^~[\s\u00a0]+/, '')
}
