import type { Recalled } from './recall.ts'

/** What a find loses for each better one within so many messages: those beside it are likely of the same thing. */
const loss = 0.1
const reach = 2
/** More than these are not looked at for each that is asked for. */
const breadth = 5

/** The best finds, of which those that stand together do not take each other's room. */
export function spreadOut(ranked: readonly Recalled[], limit: number): Recalled[] {
  const left = ranked.slice(0, limit * breadth).map((find) => ({ find, score: find.score }))
  const chosen: Recalled[] = []
  while (chosen.length < limit && left.length > 0) {
    const best = left.reduce((top, one, index) => (one.score > (left[top]?.score ?? -Infinity) ? index : top), 0)
    const [taken] = left.splice(best, 1)
    if (!taken) break
    chosen.push(taken.find)
    for (const one of left) if (isBeside(one.find, taken.find)) one.score -= loss
  }
  return chosen
}

function isBeside(one: Recalled, other: Recalled): boolean {
  return one.conversationId === other.conversationId && Math.abs(one.depth - other.depth) <= reach
}
