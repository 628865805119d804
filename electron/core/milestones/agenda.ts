import type { AgendaEntry, CalendarDay, DayPreview, DaySettings, Today } from '#shared/model/agenda.ts'
import type { LocalDate, Milestone } from '#shared/model/milestone.ts'
import { festivalsIn } from './festivals.ts'
import { addDays, byDate, daysBetween } from './local-date.ts'
import { toLunar } from './lunar.ts'
import { dayCount, occurrencesIn, type DateRange, type Recurring } from './recurrence.ts'

/** How far ahead the next days are looked for, and how many of them are told. */
const ahead = 370
const nextAtMost = 5

/** What of these milestones comes round in a range, oldest first. */
export function agendaOf(milestones: readonly Milestone[], range: DateRange): AgendaEntry[] {
  return milestones
    .flatMap((milestone) =>
      occurrencesIn(milestone, range).map((occurrence) => ({ ...occurrence, ...nameOf(milestone) })),
    )
    .toSorted(byDate)
}

/** The days of a calendar month, `month` from 1. */
export function monthOf(
  milestones: readonly Milestone[],
  settings: DaySettings,
  at: { readonly year: number; readonly month: number },
): CalendarDay[] {
  const first = `${at.year}-${String(at.month).padStart(2, '0')}-01`
  const next = at.month === 12 ? `${at.year + 1}-01-01` : `${at.year}-${String(at.month + 1).padStart(2, '0')}-01`
  const range = { from: first, to: addDays(next, -1) }
  const entries = agendaOf(milestones, range)
  const festivals = festivalsIn(settings.layers, range)
  return Array.from({ length: daysBetween(first, next) }, (_, index) => {
    const date = addDays(first, index)
    return {
      date,
      lunar: toLunar(date),
      festivals: festivals.filter((festival) => festival.date === date).map(({ id }) => id),
      entries: entries.filter((entry) => entry.date === date),
    }
  })
}

/** What a day is: counts that go on, what comes round, and what is next. */
export function todayOf(milestones: readonly Milestone[], settings: DaySettings, date: LocalDate): Today {
  const next: Today['next'] = []
  for (const entry of agendaOf(milestones, { from: addDays(date, 1), to: addDays(date, ahead) })) {
    if (next.length === nextAtMost) break
    next.push({ ...entry, inDays: daysBetween(date, entry.date) })
  }
  return {
    date,
    lunar: toLunar(date),
    showsLunar: settings.lunar,
    festivals: festivalsIn(settings.layers, { from: date, to: date }).map(({ id }) => id),
    counts: milestones
      .filter(({ start }) => start.precision === 'day' && start.date <= date)
      .map((milestone) => ({
        ...nameOf(milestone),
        start: milestone.start.date,
        countFrom: milestone.countFrom,
        days: dayCount(milestone.start.date, milestone.countFrom, date),
      }))
      .toSorted((left, right) => right.days - left.days),
    entries: agendaOf(milestones, { from: date, to: date }),
    next,
  }
}

/** How a day would come round, from a day on. */
export function previewOf(fields: Recurring, today: LocalDate): DayPreview {
  const next: DayPreview['next'] = []
  // Nearly always within a few years; lunar months that exist twice, and counts of thousands, take longer.
  for (let from = today, span = 400; next.length < nextAtMost && span < 20_000; span *= 3) {
    const to = addDays(from, span)
    next.push(...occurrencesIn(fields, { from, to }).slice(0, nextAtMost - next.length))
    from = addDays(to, 1)
  }
  return { lunar: toLunar(fields.start.date), daysSince: daysBetween(fields.start.date, today), next }
}

/** What a milestone is called wherever one of its days is shown. */
export function nameOf({ id, title, emoji, kind, companionId }: Milestone) {
  return { milestoneId: id, title, emoji, kind, companionId }
}

/** The same as one line of text, outside of the window. */
export function titleOf({ emoji, title }: Pick<Milestone, 'emoji' | 'title'>): string {
  return [emoji, title].filter(Boolean).join(' ')
}
