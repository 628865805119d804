import type { Language } from '#shared/languages.ts'

/** Moments in the person's language and zone. */
export type Stamps = {
  /** Day and time, down to the minute. */
  readonly full: (time: number) => string
  readonly time: (time: number) => string
  readonly date: (time: number) => string
  /** With the day of the week. */
  readonly day: (time: number) => string
  readonly month: (time: number) => string
  /** As `2026-11-24`, and as `2026-11`, for names and order. */
  readonly isoDay: (time: number) => string
  readonly isoMonth: (time: number) => string
  readonly number: (value: number) => string
}

/** Formatters are made once: each costs more than a thousand messages. */
export function createStamps(language: Language, timeZone: string): Stamps {
  const full = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long', timeStyle: 'short' })
  const time = new Intl.DateTimeFormat(language, { timeZone, timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long' })
  const day = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'full' })
  const month = new Intl.DateTimeFormat(language, { timeZone, year: 'numeric', month: 'long' })
  const iso = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  const number = new Intl.NumberFormat(language)
  return {
    full: (at) => full.format(at),
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    day: (at) => day.format(at),
    month: (at) => month.format(at),
    isoDay: (at) => iso.format(at),
    isoMonth: (at) => iso.format(at).slice(0, 7),
    number: (value) => number.format(value),
  }
}
