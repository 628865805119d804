import { simplify } from './simplify.ts'

/**
 * Which tokens a text gives. Entries can only be taken out of the index with the tokens they were put in, so any
 * change of what `tokenize` answers, be it by newer Unicode tables of the runtime, needs a new version and a migration
 * that rebuilds the index.
 */
export const tokenizerVersion = 1

/** One searchable token and the [start, end) UTF-16 range of the text that it came from. */
export type Token = { readonly text: string; readonly start: number; readonly end: number }

/** What one character is to the tokenizer: part of a word, a mark that can only go on with one, a token, or nothing. */
type CharacterKind = 'word' | 'mark' | 'single' | 'gap'

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

const kinds = new Map<string, CharacterKind>()

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
  const take = (character: string, from: number, to: number) => {
    const kind = kindOf(character)
    if (kind === 'word' || (kind === 'mark' && current !== '')) {
      if (current === '') start = from
      current += character
      end = to
      return
    }
    closeWord()
    if (kind === 'single') tokens.push({ text: storable(character), start: from, end: to })
  }
  for (let index = 0; index < text.length; ) {
    const next = clusterEnd(text, index)
    const characters = folded(text, index, next)
    if (characters.length === 1) take(characters, index, next)
    else for (const character of characters) take(character, index, next)
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
  for (let index = 0; index < text.length; ) {
    const next = clusterEnd(text, index)
    result += folded(text, index, next)
    index = next
  }
  return result
}

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

function folded(text: string, start: number, end: number): string {
  const first = text.charCodeAt(start)
  if (end - start === 1) {
    if (first < 0x80) return first >= 0x41 && first <= 0x5a ? String.fromCharCode(first + 32) : (text[start] ?? '')
    if (first >= 0x4e00 && first <= 0x9fff) return simplify(text[start] ?? '')
  }
  const plain = text.slice(start, end).normalize('NFKC').toLowerCase().replace(presentation, '')
  let result = ''
  for (const character of plain) result += simplify(character === '\u2019' ? "'" : character)
  return result
}

function kindOf(character: string): CharacterKind {
  const known = kinds.get(character)
  if (known) return known
  const kind = judge(character)
  kinds.set(character, kind)
  return kind
}

function judge(character: string): CharacterKind {
  if (single.test(character) || symbol.test(character)) return 'single'
  if (word.test(character)) return 'word'
  return mark.test(character) ? 'mark' : 'gap'
}

/**
 * Symbols, and letters beyond the first plane, are stored as two private-use letters: the engine drops symbols, and
 * what its Unicode tables are too old for.
 */
function storable(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code <= 0xffff && !symbol.test(character)) return character
  return String.fromCharCode(0xe000 + (code >> 10), 0xe800 + (code & 0x3ff))
}
