import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgendaEntry, RunningCount } from '#shared/model/agenda.ts'
import type { Language } from '#shared/languages.ts'
import { lunarName } from '#shared/lunar-words.ts'
import type { LocalDate, LunarDay, MilestoneStart, OccurrenceSense } from '#shared/model/milestone.ts'
import { createFormats } from './format.ts'

/** The moment by which a calendar day is known where only its date is asked for. */
function noonOf(date: LocalDate): number {
  return Date.parse(`${date}T12:00:00Z`)
}

/** Whether all that a day is today is the number that its count has reached, which then is said already. */
export function isReachedCount({ milestoneId, sense }: AgendaEntry, counts: readonly RunningCount[]): boolean {
  return (
    (sense.kind === 'days' || sense.kind === 'day-number') &&
    counts.some((count) => count.milestoneId === milestoneId && count.days === sense.count)
  )
}

/** What is said of days that matter, in the language of the window. */
export function useDayWords() {
  const { t, i18n } = useTranslation('days')
  const language = i18n.language as Language
  return useMemo(() => {
    // A calendar day is the same day everywhere.
    const formats = createFormats(language, 'UTC')
    const year = new Intl.DateTimeFormat(language, { year: 'numeric', timeZone: 'UTC' })
    // Nobody writes a comma into day 1314.
    const whole = new Intl.NumberFormat(language, { useGrouping: 'min2' })
    const number = (value: number) => whole.format(value)
    const sense = (one: OccurrenceSense): string => {
      if (one.kind === 'first' || one.kind === 'eve') return t(`sense.${one.kind}`)
      const values = { count: one.count, number: number(one.count) }
      switch (one.kind) {
        case 'lunar-years':
          // Written out, because the check of texts knows a plural by the `count` it can see.
          return t('sense.lunarYears', { count: one.count, number: values.number })
        case 'day-number':
          return t('sense.dayNumber', { number: values.number })
        default:
          return t(`sense.${one.kind}`, values)
      }
    }
    return {
      sense,
      date: (date: LocalDate) => formats.date(noonOf(date)),
      range: (from: LocalDate, to: LocalDate) => formats.dateRange(noonOf(from), noonOf(to)),
      fullDate: (date: LocalDate) => formats.fullDate(noonOf(date)),
      monthDay: (date: LocalDate) => formats.monthDay(noonOf(date)),
      month: (date: LocalDate) => formats.month(noonOf(date)),
      year: (date: LocalDate) => year.format(noonOf(date)),
      /** As exactly as it is known. */
      start: ({ date, precision }: MilestoneStart) => {
        if (precision === 'day') return formats.date(noonOf(date))
        return precision === 'month' ? formats.month(noonOf(date)) : year.format(noonOf(date))
      },
      lunar: (day: LunarDay) => lunarName(day, language),
      inDays: (days: number) => {
        if (days <= 1) return days === 0 ? t('when.today') : t('when.tomorrow')
        return t('when.in', { count: days, number: number(days) })
      },
      count: ({ days, countFrom }: { readonly days: number; readonly countFrom: 0 | 1 }) =>
        countFrom === 1
          ? t('count.ordinal', { days: number(days) })
          : t('count.since', { count: days, days: number(days) }),
      number,
    }
  }, [t, language])
}
