import type { Language } from '#shared/languages.ts'
import type { LocalDate } from '#shared/model/milestone.ts'

/** The day of a moment, as the language writes it. */
export function dayIn(language: Language, at: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone }).format(at)
}

/** A day of the calendar, as the language writes it. */
export function dateIn(language: Language, date: LocalDate): string {
  return dayIn(language, Date.parse(date), 'UTC')
}
