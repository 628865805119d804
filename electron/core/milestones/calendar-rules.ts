import ICAL from 'ical.js'
import type { LocalDate, MilestoneFields, Recurrence } from '#shared/model/milestone.ts'

/** The recurrences of a milestone as iCalendar rules, and those that no rule can say: counted days and lunar ones. */
export function rulesOf({ start, recurrences }: Pick<MilestoneFields, 'start' | 'recurrences'>): {
  readonly rules: readonly string[]
  readonly others: Recurrence[]
} {
  const rules: string[] = []
  const others: Recurrence[] = []
  for (const recurrence of recurrences) {
    const rule = ruleOf(start.date, recurrence)
    if (rule === null) others.push(recurrence)
    else rules.push(rule)
  }
  return { rules, others }
}

function ruleOf(start: LocalDate, recurrence: Recurrence): string | null {
  const day = Number(start.slice(8, 10))
  switch (recurrence.kind) {
    case 'yearly':
      if (!start.endsWith('-02-29') || recurrence.feb29 === 'skip') return 'FREQ=YEARLY'
      return recurrence.feb29 === 'feb28' ? 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1' : null
    case 'monthly': {
      if (day <= 28 || recurrence.monthEnd === 'skip') return 'FREQ=MONTHLY'
      const days = [28, 29, 30, 31].filter((each) => each <= day)
      return `FREQ=MONTHLY;BYMONTHDAY=${days.join(',')};BYSETPOS=-1`
    }
    case 'weekly':
      return 'FREQ=WEEKLY'
    case 'every-days':
      return `FREQ=DAILY;INTERVAL=${recurrence.days}`
    case 'day-counts':
    case 'lunar-yearly':
    case 'lunar-eve':
      return null
  }
}

/** A rule of somebody's calendar as ours; null where there is none, `beyond-us` where ours cannot say it. */
export function readRule(value: unknown, start: LocalDate): Recurrence | null | 'beyond-us' {
  if (value === null || value === undefined) return null
  if (!(value instanceof ICAL.Recur)) return 'beyond-us'
  const { interval, count, until } = value
  const parts = value.parts as Readonly<Record<string, readonly (string | number)[] | undefined>>
  if (count !== null || until !== null) return 'beyond-us'
  const [, month = 0, day = 0] = start.split('-').map(Number)
  const only = (name: string, ...allowed: (string | number)[]) => {
    const given = parts[name]
    return given === undefined || (given.length === 1 && allowed.includes(given[0] ?? ''))
  }
  const plain = (...names: string[]) => Object.keys(parts).every((name) => names.includes(name))
  switch (value.freq) {
    case 'YEARLY': {
      if (interval !== 1 || !plain('BYMONTH', 'BYMONTHDAY') || !only('BYMONTH', month)) return 'beyond-us'
      const isLastOfFebruary = month === 2 && day === 29 && parts['BYMONTHDAY']?.[0] === -1
      if (isLastOfFebruary) return { kind: 'yearly', feb29: 'feb28' }
      return only('BYMONTHDAY', day) ? { kind: 'yearly', feb29: 'feb28' } : 'beyond-us'
    }
    case 'MONTHLY':
      if (interval !== 1 || !plain('BYMONTHDAY') || !only('BYMONTHDAY', day)) return 'beyond-us'
      return { kind: 'monthly', monthEnd: 'clamp' }
    case 'WEEKLY': {
      const weekday = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(`${start}T00:00:00Z`).getUTCDay()] ?? ''
      if (!plain('BYDAY') || !only('BYDAY', weekday)) return 'beyond-us'
      return interval === 1 ? { kind: 'weekly' } : { kind: 'every-days', days: interval * 7 }
    }
    case 'DAILY':
      return plain() ? { kind: 'every-days', days: interval } : 'beyond-us'
    default:
      return 'beyond-us'
  }
}
