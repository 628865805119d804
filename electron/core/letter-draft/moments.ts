import type { Timestamp } from '#shared/model/ids.ts'
import type { LocalDate } from '#shared/model/milestone.ts'

/** Moments as a history is dated by, for somebody in this zone. */
export type Moments = {
  readonly date: (at: Timestamp) => LocalDate
  /** With the time of day, to the minute. */
  readonly full: (at: Timestamp) => string
}

export function momentsIn(timeZone: string): Moments {
  // The Swedish order is the one that sorts; making a formatter is what costs.
  const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const full = (at: Timestamp) => formatter.format(at)
  return { full, date: (at) => full(at).slice(0, 10) }
}
