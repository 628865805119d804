import { Temporal } from 'temporal-polyfill'
import type { LocalDate, MilestoneFields, Occurrence, OccurrenceSense, Recurrence } from '#shared/model/milestone.ts'
import { addDays, byDate, daysBetween } from './local-date.ts'
import { fromLunar, isLunarUnsure, leapMonthOf, daysInLunarMonth, lunarEveOf, toLunar } from './lunar.ts'

/** Calendar days, both included. */
export type DateRange = { readonly from: LocalDate; readonly to: LocalDate }

/** What of a milestone decides when it comes round. */
export type Recurring = Pick<MilestoneFields, 'start' | 'recurrences' | 'countFrom'>

/**
 * Every day in a range on which a milestone comes round, oldest first, its first day included. One that is known to the
 * month or the year alone has no day to come round on.
 */
export function occurrencesIn({ start, recurrences, countFrom }: Recurring, range: DateRange): Occurrence[] {
  if (start.precision !== 'day' || range.to < start.date) return []
  const later = { from: range.from > start.date ? range.from : addDays(start.date, 1), to: range.to }
  const found: Occurrence[] = []
  if (start.date >= range.from) found.push({ date: start.date, sense: { kind: 'first' }, unsure: false })
  for (const recurrence of recurrences) found.push(...rounds(start.date, recurrence, countFrom, later))
  const known = new Set<string>()
  return found
    .filter(({ date, sense }) => {
      const key = `${date} ${JSON.stringify(sense)}`
      return !known.has(key) && known.add(key)
    })
    .toSorted(byDate)
}

/** The number of a day as the person counts, where the first day is `countFrom`. */
export function dayCount(start: LocalDate, countFrom: 0 | 1, date: LocalDate): number {
  return daysBetween(start, date) + countFrom
}

function rounds(start: LocalDate, recurrence: Recurrence, countFrom: 0 | 1, range: DateRange): Occurrence[] {
  switch (recurrence.kind) {
    case 'yearly':
      return yearly(start, recurrence.feb29, range)
    case 'monthly':
      return monthly(start, recurrence.monthEnd, range)
    case 'weekly':
      return everyDays(start, 7, range, (count) => ({ kind: 'weeks', count }))
    case 'every-days': {
      const { days } = recurrence
      return everyDays(start, days, range, (count) => ({ kind: 'days', count: count * days }))
    }
    case 'day-counts':
      return dayCounts(start, recurrence, countFrom, range)
    case 'lunar-yearly':
      return lunarYearly(start, recurrence, range)
    case 'lunar-eve':
      return lunarEves(range)
  }
}

function within(date: LocalDate, range: DateRange): boolean {
  return date >= range.from && date <= range.to
}

function yearly(start: LocalDate, feb29: 'feb28' | 'mar1' | 'skip', range: DateRange): Occurrence[] {
  const first = Temporal.PlainDate.from(start)
  const found: Occurrence[] = []
  for (let year = yearOf(range.from); year <= yearOf(range.to); year += 1) {
    const count = year - first.year
    // Temporal clamps 29 February to the 28th where a year has none.
    const clamped = first.with({ year })
    const isMoved = clamped.day !== first.day
    if (isMoved && feb29 === 'skip') continue
    const date = (isMoved && feb29 === 'mar1' ? clamped.add({ days: 1 }) : clamped).toString()
    if (within(date, range)) found.push({ date, sense: { kind: 'years', count }, unsure: false })
  }
  return found
}

function monthly(start: LocalDate, monthEnd: 'clamp' | 'skip', range: DateRange): Occurrence[] {
  const first = Temporal.PlainDate.from(start)
  const found: Occurrence[] = []
  const from = Math.max(1, first.until(range.from, { largestUnit: 'month' }).months)
  for (let count = from; ; count += 1) {
    // Always from the first day: adding to an already shortened one would lose the 31st for good.
    const date = first.add({ months: count })
    if (date.toString() > range.to) return found
    if (monthEnd === 'skip' && date.day !== first.day) continue
    if (within(date.toString(), range))
      found.push({ date: date.toString(), sense: { kind: 'months', count }, unsure: false })
  }
}

function everyDays(
  start: LocalDate,
  days: number,
  range: DateRange,
  senseOf: (count: number) => OccurrenceSense,
): Occurrence[] {
  const found: Occurrence[] = []
  const last = Math.floor(daysBetween(start, range.to) / days)
  for (let count = Math.ceil(daysBetween(start, range.from) / days); count <= last; count += 1) {
    found.push({ date: addDays(start, count * days), sense: senseOf(count), unsure: false })
  }
  return found
}

function dayCounts(
  start: LocalDate,
  { counts, every }: Extract<Recurrence, { kind: 'day-counts' }>,
  countFrom: 0 | 1,
  range: DateRange,
): Occurrence[] {
  const lowest = dayCount(start, countFrom, range.from)
  const highest = dayCount(start, countFrom, range.to)
  const wanted = new Set(counts.filter((count) => count >= lowest && count <= highest))
  if (every !== null) {
    for (let count = Math.ceil(Math.max(lowest, 1) / every) * every; count <= highest; count += every) wanted.add(count)
  }
  return [...wanted].map((count) => ({
    date: addDays(start, count - countFrom),
    sense: { kind: countFrom === 1 ? 'day-number' : 'days', count },
    unsure: false,
  }))
}

function lunarYearly(
  start: LocalDate,
  { on, leapMonth, shortMonth }: Extract<Recurrence, { kind: 'lunar-yearly' }>,
  range: DateRange,
): Occurrence[] {
  const firstYear = toLunar(start).year
  const found: Occurrence[] = []
  for (let year = toLunar(range.from).year; year <= toLunar(range.to).year; year += 1) {
    const hasLeap = leapMonthOf(year) === on.month
    const leaps = !hasLeap || leapMonth === 'ordinary' ? [false] : leapMonth === 'both' ? [false, true] : [true]
    for (const leap of leaps) {
      const length = daysInLunarMonth({ year, month: on.month, leap })
      if (on.day > length && shortMonth === 'skip') continue
      const date = fromLunar({ year, month: on.month, day: Math.min(on.day, length), leap })
      if (date === null || !within(date, range)) continue
      found.push({ date, sense: { kind: 'lunar-years', count: year - firstYear }, unsure: isLunarUnsure(date) })
    }
  }
  return found
}

function lunarEves(range: DateRange): Occurrence[] {
  const found: Occurrence[] = []
  for (let year = toLunar(range.from).year; year <= toLunar(range.to).year; year += 1) {
    const date = lunarEveOf(year)
    if (within(date, range)) found.push({ date, sense: { kind: 'eve' }, unsure: false })
  }
  return found
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4))
}
