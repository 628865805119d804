import { Temporal } from 'temporal-polyfill'
import type { LocalDate, LocalTime } from '#shared/model/milestone.ts'

/** Days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days
}

/** The calendar day so many days later. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** Whether this machine knows a zone; a day may have been written down on one that knows others. */
export function isZone(zone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).epochMilliseconds === 0
  } catch {
    return false
  }
}

/** The calendar day of a moment, for somebody in this zone. */
export function localDateAt(time: number, zone: string): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/**
 * The moment of a local day and time in a zone, in milliseconds. A time that the clocks jump over comes an hour later,
 * one that they pass twice is the first.
 */
export function momentOf(date: LocalDate, time: LocalTime, zone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds
}

/** The time of day of a moment, for somebody in this zone, to the minute. */
export function localTimeAt(time: number, zone: string): LocalTime {
  return Temporal.Instant.fromEpochMilliseconds(time)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' })
}

/** The same day of another year; null where that year has no 29 February. */
export function sameDayIn(date: LocalDate, year: number): LocalDate | null {
  const there = Temporal.PlainDate.from(date).with({ year }).toString()
  return there.slice(5) === date.slice(5) ? there : null
}

/** For sorting, the earliest first. */
export function byDate(left: { readonly date: LocalDate }, right: { readonly date: LocalDate }): number {
  return left.date < right.date ? -1 : left.date > right.date ? 1 : 0
}
