/** A key, and how it is to be looked for. */
export type IndexedKey = { readonly text: string; readonly caseSensitive: boolean }

/** What a text holds of a key: nothing, its letters, or those as a word of their own. */
export type Found = 0 | 1 | 2

/** Many keys, found in one walk over a text. */
export type KeyIndex = {
  /** The number under which a key is found. */
  readonly numberOf: (key: IndexedKey) => number
  readonly size: () => number
  readonly find: (text: string, onFound: (number: number, found: Found) => void) => void
}

/** Letters of scripts that put no space between words: there every place is the edge of a word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const letter = /[\p{L}\p{M}\p{N}_]/u

/** `fold` brings letters that count as one, such as traditional and simplified ones, to one of them. */
export function createKeyIndex(fold: (text: string) => string): KeyIndex {
  const numbers = new Map<string, number>()
  const exact = createBuckets()
  const folded = createBuckets()
  const lower = (text: string) => fold(text.toLowerCase())

  return {
    numberOf({ text, caseSensitive }) {
      const words = caseSensitive ? fold(text) : lower(text)
      const name = `${caseSensitive ? 'A' : 'a'}${words}`
      const known = numbers.get(name)
      if (known !== undefined) return known
      const number = numbers.size
      numbers.set(name, number)
      ;(caseSensitive ? exact : folded).add(words, number)
      return number
    },
    size: () => numbers.size,
    find(text, onFound) {
      if (folded.size() > 0) folded.find(lower(text), onFound)
      if (exact.size() > 0) exact.find(fold(text), onFound)
    },
  }
}

type Buckets = {
  readonly add: (words: string, number: number) => void
  readonly size: () => number
  readonly find: KeyIndex['find']
}

/** Keys by their first two letters; the few of one letter by that. */
function createBuckets(): Buckets {
  const byStart = new Map<string, { readonly words: string; readonly number: number }[]>()
  let count = 0
  return {
    add(words, number) {
      const start = words.slice(0, 2)
      const bucket = byStart.get(start)
      if (bucket) bucket.push({ words, number })
      else byStart.set(start, [{ words, number }])
      count += 1
    },
    size: () => count,
    find(text, onFound) {
      for (let at = 0; at < text.length; at += 1) {
        for (const start of [text.slice(at, at + 2), text.slice(at, at + 1)]) {
          for (const { words, number } of byStart.get(start) ?? []) {
            if (text.startsWith(words, at)) onFound(number, isWord(text, at, at + words.length) ? 2 : 1)
          }
          if (start.length < 2) break
        }
      }
    },
  }
}

/** Whether what stands there is not a part of a longer word, where words have edges. */
function isWord(text: string, start: number, end: number): boolean {
  return !joins(text[start - 1], text[start]) && !joins(text[end - 1], text[end])
}

function joins(one: string | undefined, other: string | undefined): boolean {
  return isSpaced(one) && isSpaced(other)
}

function isSpaced(character: string | undefined): boolean {
  return character !== undefined && letter.test(character) && !unspaced.test(character)
}
