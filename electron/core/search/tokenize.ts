import { simplify } from './simplify.ts'

/**
 * Which tokens a text gives. Entries can only be taken out of the index with the tokens they were put in, so any
 * change of what `tokenize` answers, be it by newer Unicode tables of the runtime, needs a new version and a migration
 * that rebuilds the index.
 */
export const tokenizerVersion = 1

/** One searchable token and the [start, end) UTF-16 range of the text that it came from. */
export type Token = { readonly text: string; readonly start: number; readonly end: number }

/** A folded character: part of a word, a mark that can only go on with one, a token of its own as stored, or nothing. */
type Piece = { readonly character: string; readonly kind: 'word' | 'mark' | 'token' | 'gap'; readonly stored: string }

// Scripts written without spaces, where any run of characters may be looked for. Hangul is among them because its
// particles join the word: somebody who looks for 한국 means 한국어를 too.
const single =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u
const word = /^[\p{L}\p{N}]$/u
const mark = /^\p{M}$/u
// Symbols, and the marks that make names: C#, 100%, alice@example.com. Modifiers (backtick, accents) only decorate.
const symbol = /^(?:[\p{So}\p{Sm}\p{Sc}]|[#%&@])$/u
// Whatever belongs to the character before it: combining marks, half-width voicing marks, conjoining Hangul letters.
const joined = /[\p{M}\uFF9E\uFF9F\u1160-\u11FF]/u

// Says only whether a symbol is drawn in colour; the same heart is typed with and without.
const presentation = /[\uFE0E\uFE0F]/g

// Nearly all text is made of the same few thousand single code units.
const known: (readonly Piece[] | undefined)[] = []

/** Splits a text into the tokens that are searched: see `tokenizerVersion`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let current = ''
  let start = 0
  let end = 0
  const closeWord = () => {
    if (current !== '') tokens.push({ text: current, start, end })
    current = ''
  }
  for (let index = 0; index < text.length;) {
    const next = clusterEnd(text, index)
    for (const { character, kind, stored } of piecesOf(text, index, next)) {
      if (kind === 'word' || (kind === 'mark' && current !== '')) {
        if (current === '') start = index
        current += character
        end = next
        continue
      }
      closeWord()
      if (kind === 'token') tokens.push({ text: stored, start: index, end: next })
    }
    index = next
  }
  closeWord()
  return tokens
}

/** The text as the index stores it: its tokens, divided by spaces. */
export function indexText(text: string): string {
  let joinedTokens = ''
  for (const token of tokenize(text)) joinedTokens += joinedTokens === '' ? token.text : ` ${token.text}`
  return joinedTokens
}

/** Folds like the tokens are folded: width, case, traditional to simplified. */
export function fold(text: string): string {
  let result = ''
  for (let index = 0; index < text.length;) {
    const next = clusterEnd(text, index)
    for (const { character } of piecesOf(text, index, next)) result += character
    index = next
  }
  return result
}

/** Every place of a folded run of letters in a text, as [start, end) of the text as it is written. */
export function placesOfFolded(text: string, wanted: string): [start: number, end: number][] {
  let folded = ''
  // Where in the text each unit of the folded one begins, and the end.
  const starts: number[] = []
  const ends: number[] = []
  for (let index = 0; index < text.length;) {
    const next = clusterEnd(text, index)
    for (const { character } of piecesOf(text, index, next)) {
      folded += character
      for (let unit = 0; unit < character.length; unit += 1) {
        starts.push(index)
        ends.push(next)
      }
    }
    index = next
  }
  const places: [number, number][] = []
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    places.push([starts[at] ?? 0, ends[at + wanted.length - 1] ?? text.length])
  }
  return places
}

/** The end of the character that starts here, with all that belongs to it. */
function clusterEnd(text: string, start: number): number {
  const first = text.codePointAt(start) ?? 0
  let end = start + (first > 0xffff ? 2 : 1)
  while (end < text.length) {
    const code = text.codePointAt(end) ?? 0
    if (code < 0x300 || (code >= 0x3400 && code < 0xa000)) break
    const character = String.fromCodePoint(code)
    if (!joined.test(character)) break
    end += character.length
  }
  return end
}

function piecesOf(text: string, start: number, end: number): readonly Piece[] {
  if (end - start > 1) return analyse(text.slice(start, end))
  const code = text.charCodeAt(start)
  return (known[code] ??= analyse(text.charAt(start)))
}

function analyse(cluster: string): Piece[] {
  const folded = cluster.normalize('NFKC').toLowerCase().replace(presentation, '').replaceAll('\u2019', "'")
  return Array.from(folded, (character) => toPiece(simplify(character)))
}

function toPiece(character: string): Piece {
  // The engine drops symbols, and letters that its Unicode tables are too old for, which lie beyond the first plane:
  // these tokens are stored as two private-use letters.
  if (symbol.test(character)) return { character, kind: 'token', stored: disguise(character) }
  if (single.test(character)) {
    return { character, kind: 'token', stored: character.length > 1 ? disguise(character) : character }
  }
  if (word.test(character)) return { character, kind: 'word', stored: '' }
  return { character, kind: mark.test(character) ? 'mark' : 'gap', stored: '' }
}

function disguise(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return String.fromCharCode(0xe000 + (code >> 10), 0xe800 + (code & 0x3ff))
}
