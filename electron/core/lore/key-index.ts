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

/** As long as a key may be, in small letters and in whatever script it is read. */
const longestKey = 8_000

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

type BucketKey = {
  readonly words: string
  readonly number: number
  /** Where the longest other key stands that this one begins with; -1 for none. */
  readonly within: number
}

/** Keys by their first two letters; the few of one letter by that. */
function createBuckets(): Buckets {
  const byStart = new Map<string, Map<string, number>>()
  const ready = new Map<string, readonly BucketKey[]>()

  function bucketOf(start: string): readonly BucketKey[] {
    const known = ready.get(start)
    if (known) return known
    const bucket = inOrder(byStart.get(start) ?? new Map<string, number>())
    ready.set(start, bucket)
    return bucket
  }

  return {
    add(words, number) {
      const start = words.slice(0, 2)
      const keys = byStart.get(start) ?? new Map<string, number>()
      byStart.set(start, keys.set(words, number))
      ready.delete(start)
    },
    size: () => byStart.size,
    find(text, onFound) {
      const edges = edgesOf(text)
      const best = new Map<number, Found>()
      /** Keys that were found as words with all that they begin with: there is no more to find. */
      const settled = new Set<number>()
      for (let at = 0; at < text.length; at += 1) {
        const isStart = edges[at] === 1
        for (const start of [text.slice(at, at + 2), text.slice(at, at + 1)]) {
          const bucket = byStart.has(start) ? bucketOf(start) : []
          const longest = longestAt(text, at, bucket)
          let areWords = true
          for (let key = longest; key && !settled.has(key.number); key = bucket[key.within]) {
            const { words, number } = key
            const found = isStart && edges[at + words.length] === 1 ? 2 : 1
            const known = best.get(number) ?? 0
            if (found > known) {
              best.set(number, found)
              onFound(number, found)
            }
            areWords &&= best.get(number) === 2
            // What this key begins with was found where it was; only as a word of its own is there more to find.
            if (!isStart && known > 0) break
          }
          if (longest && isStart && areWords) settled.add(longest.number)
          if (start.length < 2) break
        }
      }
    },
  }
}

function inOrder(keys: ReadonlyMap<string, number>): BucketKey[] {
  const sorted: BucketKey[] = []
  for (const words of [...keys.keys()].toSorted(byLetters)) {
    let within = sorted.length - 1
    while (within >= 0 && !words.startsWith(sorted[within]?.words ?? '')) within = sorted[within]?.within ?? -1
    sorted.push({ words, number: keys.get(words) ?? -1, within })
  }
  return sorted
}

/**
 * The longest key that stands here. All that do begin the last key that does not come after the text, so that many keys
 * that begin alike take no longer than one.
 */
function longestAt(text: string, at: number, keys: readonly BucketKey[]): BucketKey | undefined {
  if (keys.length === 0) return undefined
  const words = text.slice(at, at + longestKey)
  let from = 0
  let to = keys.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((keys[middle]?.words ?? '') <= words) from = middle + 1
    else to = middle
  }
  let key = keys[from - 1]
  while (key && !words.startsWith(key.words)) key = keys[key.within]
  return key
}

function byLetters(one: string, other: string): number {
  return one < other ? -1 : 1
}

/** For every place in a text and its end, 1 where no word goes on across it. */
function edgesOf(text: string): Uint8Array {
  const edges = new Uint8Array(text.length + 1).fill(1)
  let wasSpaced = false
  for (let at = 0; at < text.length; at += 1) {
    const isSpaced = kindOf(text.charCodeAt(at)) === spaced
    if (isSpaced && wasSpaced) edges[at] = 0
    wasSpaced = isSpaced
  }
  return edges
}

/** What was found of each character: a book looks at the same few thousand again and again. */
const kinds = new Uint8Array(0x1_00_00)
const spaced = 1
const apart = 2

function kindOf(code: number): number {
  const known = kinds[code] ?? 0
  if (known !== 0) return known
  const character = String.fromCharCode(code)
  const kind = letter.test(character) && !unspaced.test(character) ? spaced : apart
  kinds[code] = kind
  return kind
}
