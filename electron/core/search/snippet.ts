import { oneLine } from '#shared/one-line.ts'
import type { Phrase } from './query.ts'
import { fold, placesOfFolded, tokenize, type Token } from './tokenize.ts'

export type TextRange = [start: number, end: number]

/** A piece of a text around what was found; `ranges` are UTF-16 offsets into it. */
export type Snippet = { readonly snippet: string; readonly ranges: TextRange[] }

/** How many characters are shown before the first hit and after it. */
const before = 40
const after = 120

const latin = /\p{Script=Latin}/u

/** Where the phrases stand in a text, in order and without overlap; null unless every one of them does. */
export function findPhrases(text: string, phrases: readonly Phrase[]): TextRange[] | null {
  // Letters alone are cheaper to look for than words, and rarer.
  const faces = phrases.filter((phrase) => phrase.tokens.length === 0)
  const letters = faces.length === 0 ? '' : fold(text)
  if (!faces.every(({ words }) => letters.includes(words))) return null
  let tokens: readonly Token[] | undefined
  const ranges: TextRange[] = []
  for (const phrase of phrases) {
    const before = ranges.length
    // One by one: a text may hold more of them than a call takes arguments.
    for (const range of placesIn(text, phrase, () => (tokens ??= tokenize(text)))) ranges.push(range)
    if (ranges.length === before) return null
  }
  return merge(ranges)
}

function* placesIn(text: string, phrase: Phrase, tokensOf: () => readonly Token[]): Iterable<TextRange> {
  if (phrase.tokens.length === 0) yield* placesOfFolded(text, phrase.words)
  // Letters that stand for their sound are in few texts themselves, and taking one apart is what costs.
  else if (phrase.sounds === undefined || latin.test(text)) yield* occurrences(text, tokensOf(), phrase)
  if (phrase.sounds === undefined) return
  for (const { 0: found, index } of text.matchAll(phrase.sounds.pattern)) yield [index, index + found.length]
}

/** Cuts the text around the first range, or its beginning where there is none; line breaks become spaces. */
export function cutSnippet(text: string, ranges: readonly TextRange[]): Snippet {
  const [first = [0, 0]] = ranges
  const start = boundary(text, Math.max(0, first[0] - before))
  const end = boundary(text, Math.min(text.length, first[1] + after))
  const head = start > 0 ? '…' : ''
  const shift = head.length - start
  return {
    snippet: `${head}${text.slice(start, end).replace(/\s/gu, ' ')}${end < text.length ? '…' : ''}`,
    ranges: ranges.filter((range) => range[1] <= end).map(([from, to]) => [from + shift, to + shift]),
  }
}

function occurrences(text: string, tokens: readonly Token[], phrase: Phrase): TextRange[] {
  const found: TextRange[] = []
  for (let at = 0; at + phrase.tokens.length <= tokens.length; at += 1) {
    if (!phrase.tokens.every((wanted, offset) => matches(tokens[at + offset], wanted, phrase, offset))) continue
    const start = tokens[at]?.start ?? 0
    const end = tokens[at + phrase.tokens.length - 1]?.end ?? 0
    // The index knows only tokens: what stands between them is compared here, so that 1.2 is not found in "1 2".
    const written = text.slice(start, end)
    const words = written === phrase.words ? written : oneLine(fold(written))
    if (phrase.open ? words.startsWith(phrase.words) : words === phrase.words) found.push([start, end])
  }
  return found
}

function matches(token: Token | undefined, wanted: string, phrase: Phrase, offset: number): boolean {
  if (token === undefined) return false
  const last = offset === phrase.tokens.length - 1
  return phrase.open && last ? token.text.startsWith(wanted) : token.text === wanted
}

function merge(ranges: readonly TextRange[]): TextRange[] {
  const merged: TextRange[] = []
  for (const [start, end] of ranges.toSorted((one, other) => one[0] - other[0])) {
    const last = merged.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

/** Moves an offset out of the middle of a surrogate pair. */
function boundary(text: string, offset: number): number {
  return /[\uDC00-\uDFFF]/.test(text[offset] ?? '') ? offset - 1 : offset
}
