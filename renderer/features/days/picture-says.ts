import type { Today } from '#shared/model/agenda.ts'
import type { Milestone, OccurrenceSense } from '#shared/model/milestone.ts'
import { daysFrom } from './month-shape.ts'

/** What stands large on the picture of a day. */
export type PictureSays =
  | { readonly kind: 'count'; readonly days: number; readonly countFrom: 0 | 1 }
  | { readonly kind: 'came-round'; readonly sense: OccurrenceSense }
  | { readonly kind: 'to-come'; readonly inDays: number }
  | { readonly kind: 'date'; readonly precision: Milestone['start']['precision'] }

const told = new Set<OccurrenceSense['kind']>(['years', 'lunar-years', 'months', 'day-number', 'days'])

/**
 * What to say of a day on a picture: what it is today, else how long it has been or will be. A birthday or a memorial is a
 * date and no number that grows, and so is what is known to the month or the year alone.
 */
export function pictureSays(day: Milestone, today: Pick<Today, 'date' | 'entries'>): PictureSays {
  const { precision, date } = day.start
  if (precision !== 'day') return { kind: 'date', precision }
  const isCounted = day.kind !== 'birthday' && day.kind !== 'memorial'
  const senses = today.entries.filter(({ milestoneId }) => milestoneId === day.id).map(({ sense }) => sense)
  const yearly = senses.find(({ kind }) => kind === 'years' || kind === 'lunar-years')
  const sense = yearly ?? (isCounted ? senses.find(({ kind }) => told.has(kind)) : undefined)
  if (sense) return { kind: 'came-round', sense }
  const days = daysFrom(date, today.date)
  if (days < 0) return { kind: 'to-come', inDays: -days }
  return isCounted
    ? { kind: 'count', days: days + day.countFrom, countFrom: day.countFrom }
    : { kind: 'date', precision }
}
