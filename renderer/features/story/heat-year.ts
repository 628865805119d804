import type { LocalDate } from '#shared/model/milestone.ts'
import { placeInWeek, shiftDate } from '#renderer/i18n/calendar-days.ts'

/** A year as weeks side by side: seven rows of days, null where a week reaches out of the year. */
export type HeatYear = {
  readonly weeks: number
  readonly rows: readonly (readonly (LocalDate | null)[])[]
  /** The first day of each month and the week it falls into. */
  readonly months: readonly { readonly date: LocalDate; readonly week: number }[]
}

/** Lays a year out; `begins` is the day that weeks begin with, 1 for Monday. */
export function layOutYear(year: number, begins: number): HeatYear {
  const first = dateIn(year, '01-01')
  const ahead = placeInWeek(first, begins)
  const days = dateIn(year + 1, '01-01')
  const dates: LocalDate[] = []
  for (let date = first; date < days; date = shiftDate(date, 1)) dates.push(date)
  const weeks = Math.ceil((ahead + dates.length) / 7)
  return {
    weeks,
    rows: Array.from({ length: 7 }, (_, row) =>
      Array.from({ length: weeks }, (_, week) => dates[week * 7 + row - ahead] ?? null),
    ),
    months: dates.flatMap((date, index) =>
      date.endsWith('-01') ? [{ date, week: Math.floor((ahead + index) / 7) }] : [],
    ),
  }
}

/** The day that a key leads to within its year; null for other keys and at its edges. */
export function keyInYear(key: string, date: LocalDate): LocalDate | null {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1 }
  const year = Number(date.slice(0, 4))
  if (key === 'Home') return dateIn(year, '01-01')
  if (key === 'End') return dateIn(year, '12-31')
  const step = steps[key]
  if (step === undefined) return null
  const next = shiftDate(date, step)
  return next.slice(0, 4) === date.slice(0, 4) ? next : null
}

/** How dark a count is among all others, 1 to 4, so that one long night does not make every other day look pale. */
export function shadesOf(counts: readonly number[]): (count: number) => 0 | 1 | 2 | 3 | 4 {
  const sorted = counts.filter((count) => count > 0).toSorted((one, other) => one - other)
  const bounds = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(sorted.length * share)] ?? 0)
  const most = sorted.at(-1) ?? 0
  return (count) => {
    if (count === 0) return 0
    // Where all days are alike, they are as dark as the rest.
    const [low = 0, middle = 0, high = 0] = bounds
    if (count >= high || count === most) return 4
    return count >= middle ? 3 : count >= low ? 2 : 1
  }
}

function dateIn(year: number, monthDay: string): LocalDate {
  return `${String(year).padStart(4, '0')}-${monthDay}`
}
