import { isCalendarDay, type CalendarDay, type ClockTime } from './clock-time.ts'
import type { SourceTime } from './source-time.ts'

/** The moment that a calendar and a clock without a zone showed, taken in this machine's; null for no such day. */
export function wallTime(day: CalendarDay, clock: ClockTime, original: string): SourceTime | null {
  if (!isCalendarDay(day)) return null
  const date = new Date(day.year, day.month - 1, day.day, clock.hour, clock.minute, clock.second ?? 0)
  return {
    milliseconds: date.getTime(),
    original,
    precision: clock.second === null ? 'minute' : 'second',
    zoneKnown: false,
  }
}
