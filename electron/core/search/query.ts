import type { ConversationId } from '#shared/model/ids.ts'
import { oneLine } from '#shared/one-line.ts'
import { conversationToken } from './message-index.ts'
import { fold, tokenize } from './tokenize.ts'

/**
 * One thing that must be found: its tokens in a row, and how they stand in the text between first and last, folded. A
 * face made of marks has no tokens, and is found by its letters alone.
 */
export type Phrase = {
  readonly tokens: readonly string[]
  readonly words: string
  /** The last token may go on: somebody is still typing it. */
  readonly open: boolean
  /** What its letters may be in Chinese, where that was asked for. */
  readonly sounds?: Sounds
}

/**
 * Characters by their sound: for each way to part letters into syllables, which characters must be in a text, one of each
 * list; and the pattern that finds them in a row.
 */
export type Sounds = { readonly ways: readonly (readonly (readonly string[])[])[]; readonly pattern: RegExp }

/** Fewer marks beside words are how somebody writes, and not what they look for. */
const shortestFace = 3

/** Shorter beginnings of words match too much to be of use, and cost the most. */
const shortestPrefix = 3

/**
 * What was asked for: words all of which must occur, "quoted words" in a row, and a last word of three or more Latin
 * letters that may be the beginning of one. Chinese needs no spaces: each unbroken run is a phrase.
 */
export function parseQuery(query: string): Phrase[] {
  const phrases: Phrase[] = []
  const faces: Phrase[] = []
  for (const [, quoted, bare] of query.matchAll(/["“”「『]([^"“”」』]*)["“”」』]|([^\s"“”「」『』]+)/gu)) {
    const asked = quoted ?? bare ?? ''
    const tokens = tokenize(asked)
    const words = oneLine(fold(asked.slice(tokens[0]?.start, tokens.at(-1)?.end)))
    if (tokens.length > 0) phrases.push({ tokens: tokens.map(({ text }) => text), words, open: false })
    else if (words !== '') faces.push({ tokens: [], words, open: false })
  }
  const last = phrases.at(-1)
  if (last && /[\p{L}\p{M}]$/u.test(query) && goesOn(last)) phrases[phrases.length - 1] = { ...last, open: true }
  return [...phrases, ...(phrases.length === 0 ? faces : faces.filter(({ words }) => words.length >= shortestFace))]
}

/** The query in the engine's words, in some conversations or in all; empty where the index cannot tell. Tokens hold letters and digits alone, so that quoting them is enough. */
export function toMatch(phrases: readonly Phrase[], within: readonly ConversationId[] | null): string {
  const parts = phrases.flatMap(({ tokens, open, sounds }) => {
    if (tokens.length === 0) return []
    const spelled = `body : "${tokens.join(' ')}"${open ? ' *' : ''}`
    return [sounds === undefined ? spelled : `(${[spelled, ...sounds.ways.map(toSounding)].join(' OR ')})`]
  })
  if (within) parts.push(`conversation : (${within.map(conversationToken).join(' OR ')})`)
  return parts.join(' AND ')
}

/** The engine would walk each of a thousand phrases to its end; that the characters follow each other is seen in the text. */
function toSounding(way: readonly (readonly string[])[]): string {
  const all = way.map((characters) => `(${characters.map((character) => `"${character}"`).join(' OR ')})`)
  return `body : (${all.join(' AND ')})`
}

function goesOn(phrase: Phrase): boolean {
  const last = phrase.tokens.at(-1) ?? ''
  return last.length >= shortestPrefix && phrase.words.endsWith(last)
}
