/**
 * The signs of all vectors of one index, in memory: comparing them takes a few milliseconds for a hundred thousand, where
 * the vectors themselves would take a second. What is removed from the vault may stay here; whoever reads the vectors of
 * the candidates notices.
 */
export type SignTable = {
  readonly add: (id: number, signs: Uint8Array) => void
  /** Ids of those with the fewest different signs, in no order; a few more than `most` where several differ as much. */
  readonly nearest: (signs: Uint8Array, most: number) => number[]
}

/** An empty table for vectors with so many words of 32 signs. */
export function createSignTable(words: number): SignTable {
  let table = new Uint32Array(words * 1_024)
  const ids: number[] = []

  return {
    add(id, signs) {
      const at = ids.length * words
      if (at + words > table.length) {
        const larger = new Uint32Array(table.length * 2)
        larger.set(table)
        table = larger
      }
      table.set(wordsOf(signs), at)
      ids.push(id)
    },
    nearest(signs, most) {
      const asked = wordsOf(signs)
      const distances = new Uint16Array(ids.length)
      const counts = new Uint32Array(words * 32 + 1)
      for (let row = 0, at = 0; row < ids.length; row += 1) {
        let distance = 0
        for (let word = 0; word < words; word += 1, at += 1) distance += ones((table[at] ?? 0) ^ (asked[word] ?? 0))
        distances[row] = distance
        counts[distance] = (counts[distance] ?? 0) + 1
      }
      let farthest = 0
      for (let room = most; farthest < counts.length; farthest += 1) {
        room -= counts[farthest] ?? 0
        if (room <= 0) break
      }
      return ids.filter((_, row) => (distances[row] ?? 0) <= farthest)
    },
  }
}

/** Read by copy: a blob need not begin where a word of four bytes may. */
function wordsOf(signs: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(signs).buffer)
}

/** How many bits of a word are set. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
