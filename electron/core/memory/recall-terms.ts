import { stemmer } from 'stemmer'
import type { Token } from '#core/search/tokenize.ts'
import { relatedTo } from './related-words.ts'
import { stopCharacters, stopWords } from './stop-words.ts'

/** One thing to look for: the forms of a word, or tokens in a row. */
export type RecallTerm = {
  readonly kind: 'word' | 'run'
  /** The stem, or the tokens with spaces between them as the index has them. */
  readonly text: string
  readonly weight: number
  /** As it was asked; null for what is only related to that. */
  readonly said: string | null
}

/** A text that is asked with, and how much its words count. */
export type WeighedText = { readonly text: string; readonly weight: number }

/** More than these add nothing and cost time. */
const mostTerms = 48
/** What two words in a row are worth beside each of them, and words that only mean something near. */
const pairWeight = 0.6
const relatedWeight = 0.3
/** Of characters alone, and of two of which one only carries grammar. */
const singleWeight = 0.5
const loosePairWeight = 0.4
const spaceless = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Co}]/u

/** What to look for, each once with its greatest weight: what was said first, then what is only related to it. */
export function recallTerms(texts: readonly WeighedText[], tokenize: (text: string) => Token[]): RecallTerm[] {
  const terms = new Map<string, RecallTerm>()
  const add = (term: RecallTerm) => {
    const known = terms.get(term.text)
    if (!known || known.weight < term.weight) terms.set(term.text, term)
  }
  for (const { text, weight } of texts) {
    let before: Token | null = null
    for (const token of tokenize(text)) {
      for (const term of spaceless.test(token.text) ? runTerms(token, before) : wordTerms(token, before)) {
        add({ ...term, weight: term.weight * weight })
      }
      before = token
    }
  }
  const { size } = terms
  const said = [...terms.values()].slice(0, mostTerms)
  for (const { text, kind, weight } of said) {
    for (const near of relatedTo(kind, text)) {
      if (!terms.has(near)) terms.set(near, { kind, text: near, weight: weight * relatedWeight, said: null })
    }
  }
  return [...said, ...[...terms.values()].slice(size)].slice(0, 2 * mostTerms)
}

function wordTerms({ text }: Token, before: Token | null): RecallTerm[] {
  if (stopWords.has(text)) return []
  const word: RecallTerm = { kind: 'word', text: stemOf(text), weight: 1, said: text }
  const follows = before !== null && !spaceless.test(before.text) && !stopWords.has(before.text)
  return follows ? [word, { kind: 'run', text: `${before.text} ${text}`, weight: pairWeight, said: null }] : [word]
}

function runTerms(token: Token, before: Token | null): RecallTerm[] {
  const isEmpty = stopCharacters.has(token.text)
  const single: RecallTerm[] = isEmpty ? [] : [{ kind: 'run', text: token.text, weight: singleWeight, said: null }]
  if (before === null || before.end !== token.start || !spaceless.test(before.text)) return single
  const isLoose = isEmpty || stopCharacters.has(before.text)
  if (isEmpty && stopCharacters.has(before.text)) return single
  return [
    ...single,
    {
      kind: 'run',
      text: `${before.text} ${token.text}`,
      weight: isLoose ? loosePairWeight : 1,
      said: isLoose ? null : `${before.text}${token.text}`,
    },
  ]
}

/** The stem of a word as the index has it. */
export function stemOf(word: string): string {
  return /^[a-z]+$/.test(word) ? stemmer(word) : word
}

/** How every word with this stem begins; null where too many others would begin so too. */
export function beginningOf(stem: string): string | null {
  const shortened = stem.replace(/[eiy]$/, '')
  const beginning = shortened.length >= 3 ? shortened : stem
  return beginning.length >= 3 && /^[a-z]+$/.test(beginning) ? beginning : null
}
