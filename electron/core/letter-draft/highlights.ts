import type { PlannedSession } from './history.ts'

/** Of a history, for those who do not want to pay for all of it. */
const share = 0.15

/**
 * The sessions that stand out, in their order: the first and the last of each month, those with something the person
 * marked, the longest and the warmest, up to a share of the whole.
 */
export function highlightsOf(sessions: readonly PlannedSession[]): PlannedSession[] {
  const room = share * sessions.reduce((sum, { tokens }) => sum + tokens, 0)
  const ranked = sessions.map((session, place) => ({ session, place, rank: rankOf(session) }))
  const edges = new Set(
    Object.values(Object.groupBy(ranked, ({ session: { from } }) => monthOf(from))).flatMap((month = []) => [
      month.at(0)?.place,
      month.at(-1)?.place,
    ]),
  )
  const chosen = new Set<number>()
  let taken = 0
  const ordered = ranked.toSorted(
    (left, right) => Number(edges.has(right.place)) - Number(edges.has(left.place)) || right.rank - left.rank,
  )
  // The very first time belongs to it whatever its length.
  for (const { session, place } of [...ranked.slice(0, 1), ...ordered]) {
    if (chosen.has(place) || (chosen.size > 0 && taken + session.tokens > room)) continue
    chosen.add(place)
    taken += session.tokens
  }
  return sessions.filter((_session, place) => chosen.has(place))
}

function rankOf({ messages, tokens }: PlannedSession): number {
  const marked = messages.some((message) => message.marked) ? 4 : 0
  const warmth = messages.reduce((sum, message) => sum + message.warmth, 0) / messages.length
  return marked + Math.min(2, warmth * 4) + Math.log10(tokens + 1) / 2
}

function monthOf(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 7)
}
