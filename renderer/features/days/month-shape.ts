import type { LocalDate } from '#shared/model/milestone.ts'
import { placeInWeek, shiftDate } from '#renderer/i18n/calendar-days.ts'

const dayMs = 86_400_000

/** Days from one calendar day to another; negative when `to` is earlier. */
export function daysFrom(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** The same day of another month, or its last where it is shorter. */
export function shiftMonth(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, last))
  return first.toISOString().slice(0, 10)
}

/** Days in rows of seven, with null where a week reaches out of the month. */
export function weeksOf<Day extends { readonly date: LocalDate }>(
  days: readonly Day[],
  begins: number,
): readonly (readonly (Day | null)[])[] {
  const [first] = days
  if (!first) return []
  const cells: (Day | null)[] = [...Array<null>(placeInWeek(first.date, begins)).fill(null), ...days]
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, index) => cells.slice(index * 7, index * 7 + 7))
}

/** The day that a key of a calendar leads to; null for other keys. */
export function keyTo(key: string, date: LocalDate, begins: number): LocalDate | null {
  const weekday = placeInWeek(date, begins)
  switch (key) {
    case 'ArrowLeft':
      return shiftDate(date, -1)
    case 'ArrowRight':
      return shiftDate(date, 1)
    case 'ArrowUp':
      return shiftDate(date, -7)
    case 'ArrowDown':
      return shiftDate(date, 7)
    case 'Home':
      return shiftDate(date, -weekday)
    case 'End':
      return shiftDate(date, 6 - weekday)
    case 'PageUp':
      return shiftMonth(date, -1)
    case 'PageDown':
      return shiftMonth(date, 1)
    default:
      return null
  }
}
