import { Temporal } from 'temporal-polyfill'
import type { Timestamp } from '#shared/model/ids.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import { quarterMs } from './block.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const quartersADay = dayMs / quarterMs

/** Days and hours of a zone, by quarters of an hour since 1970. A day is a whole number, 0 for 1 January 1970. */
export type LocalQuarters = {
  readonly dayAndHour: (quarter: number) => { readonly day: number; readonly hour: number }
}

/** Asks what the clocks say once a day where they are not changed, since histories have millions of quarters. */
export function createLocalQuarters(zone: string): LocalQuarters {
  /** What is ahead of UTC on each UTC day, in milliseconds; null where that changes on it. */
  const aheadOn = new Map<number, number | null>()

  const aheadAt = (time: number): number =>
    Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6

  const ahead = (quarter: number): number => {
    const utcDay = Math.floor(quarter / quartersADay)
    let known = aheadOn.get(utcDay)
    if (known === undefined) {
      const morning = aheadAt(utcDay * dayMs)
      known = morning === aheadAt((utcDay + 1) * dayMs) ? morning : null
      aheadOn.set(utcDay, known)
    }
    return known ?? aheadAt(quarter * quarterMs)
  }

  return {
    dayAndHour: (quarter) => {
      const local = quarter * quarterMs + ahead(quarter)
      const day = Math.floor(local / dayMs)
      return { day, hour: Math.floor((local - day * dayMs) / hourMs) }
    },
  }
}

/** The date of a day by its number. */
export function dateOf(day: number): LocalDate {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** When a day begins and the next one does. */
export function spanOf(date: LocalDate, zone: string): { readonly from: Timestamp; readonly to: Timestamp } {
  const day = Temporal.PlainDate.from(date)
  const begins = (one: Temporal.PlainDate): number => one.toZonedDateTime(zone).epochMilliseconds
  return { from: begins(day), to: begins(day.add({ days: 1 })) }
}

/** Today for somebody in this zone. */
export function todayIn(zone: string, now: Timestamp): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** How many days there are from one to the other. */
export function daysFrom(first: LocalDate, last: LocalDate): number {
  return Temporal.PlainDate.from(first).until(last, { largestUnit: 'day' }).days
}
