/**
 * Parts what has been weighed into groups that can be held one after another, in the order in which it came. What is
 * heavier than a group may be stands alone.
 */
export function inPasses<Key>(weights: ReadonlyMap<Key, number>, room: number): ReadonlySet<Key>[] {
  const passes: Set<Key>[] = []
  let left = 0
  for (const [key, weight] of weights) {
    if (weight > left || passes.length === 0) {
      passes.push(new Set())
      left = room
    }
    passes.at(-1)?.add(key)
    left -= weight
  }
  return passes
}

/** Bytes of JSON that are held at once where rows of many conversations lie mixed; larger files are read several times. */
export const heldBytes = 64 * 1024 ** 2
