import type { AgendaEntry } from '#shared/model/agenda.ts'
import type { LocalDate, Milestone, MilestoneStart, OccurrenceSense } from '#shared/model/milestone.ts'

/** One line of the timeline: how a day began, or how it came round. */
type TimelineEntry = Pick<AgendaEntry, 'milestoneId' | 'title' | 'emoji'> & {
  readonly start: MilestoneStart
  readonly sense: OccurrenceSense
}

type TimelineYear = { readonly year: string; readonly entries: readonly TimelineEntry[] }

/** Repeats that come so often that a line for each would bury the others. */
const tooOften = new Set<OccurrenceSense['kind']>(['months', 'weeks'])

/** What came until today by years, the latest first. A day that is known to the year stands before the months of it. */
export function timelineOf(
  days: readonly Milestone[],
  came: readonly AgendaEntry[],
  today: LocalDate,
): readonly TimelineYear[] {
  const firsts = days
    .filter(({ start }) => start.date <= today)
    .map(({ id, title, emoji, start }) => ({ milestoneId: id, title, emoji, start, sense: { kind: 'first' as const } }))
  const repeats = came
    .filter(({ sense }) => sense.kind !== 'first' && !tooOften.has(sense.kind))
    .map(({ date, ...entry }) => ({ ...entry, start: { date, precision: 'day' as const, time: null, zone: null } }))
  const rank = { year: 0, month: 1, day: 2 } as const
  const all = [...firsts, ...repeats].toSorted(
    (left, right) =>
      right.start.date.localeCompare(left.start.date) || rank[right.start.precision] - rank[left.start.precision],
  )
  return [...Map.groupBy(all, ({ start }) => start.date.slice(0, 4))].map(([year, entries]) => ({ year, entries }))
}
