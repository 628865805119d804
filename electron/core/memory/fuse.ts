import type { Recalled } from './recall.ts'

/** As usual for joining ranks: the first few of either count most, and none alone outweighs what both found. */
const patience = 60

/**
 * Joins what words found and what meaning found, by rank alone, since their scores cannot be compared. The best possible
 * score is 1; what one of them alone found first has a half.
 */
export function fuse(byWords: readonly Recalled[], byMeaning: readonly Recalled[], limit: number): Recalled[] {
  const found = new Map<number, { readonly find: Recalled; score: number }>()
  for (const list of [byWords, byMeaning]) {
    for (const [rank, find] of list.entries()) {
      const score = (patience + 1) / (2 * (patience + 1 + rank))
      const known = found.get(find.messageId)
      if (known) known.score += score
      else found.set(find.messageId, { find, score })
    }
  }
  const near = new Set(byMeaning.map(({ messageId }) => messageId))
  return [...found.values()]
    .map(({ find, score }) => ({ ...find, score, byMeaning: near.has(find.messageId) }))
    .toSorted((one, other) => other.score - one.score || other.messageId - one.messageId)
    .slice(0, limit)
}
