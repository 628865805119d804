import type { LocalDate } from '#shared/model/milestone.ts'

const dayMs = 86_400_000

/** The calendar day so many days later. */
export function shiftDate(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** The day of the week that weeks begin with in a language: 1 for Monday to 7 for Sunday. */
export function firstWeekday(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & {
    readonly getWeekInfo?: () => { readonly firstDay: number }
  }
  return locale.getWeekInfo?.().firstDay ?? 1
}

/** How many days a date is past the day that weeks begin with. */
export function placeInWeek(date: LocalDate, begins: number): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() - begins + 7) % 7
}
