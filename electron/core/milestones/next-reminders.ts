import type { MilestoneId, Timestamp } from '#shared/model/ids.ts'
import type { LocalDate, LocalTime, Milestone } from '#shared/model/milestone.ts'
import { remindersBetween, type DueReminder, type ReminderSetting } from './reminders-due.ts'

/** What became of a reminder that was told. It is known by its day, so that no change of clock tells it twice. */
export type ToldReminder = {
  readonly milestoneId: MilestoneId
  readonly date: LocalDate
  readonly daysBefore: number
  readonly time: LocalTime
  readonly state: 'open' | 'snoozed' | 'done'
  /** When a snoozed one is told again. */
  readonly until: Timestamp | null
}

/** What there is to tell now: each by itself, or, of what was missed and of many at once, all in one gentle summary. */
export type ToTell = { readonly each: readonly DueReminder[]; readonly summary: readonly DueReminder[] }

/** Missed for longer than this, a reminder is not told any more; its day is on the timeline. */
const tooLate = 3 * 86_400_000
/** Told later than this it was missed, because nobody was there or the clock was set. */
const inTime = 10 * 60_000
/** More than so many at once are a summary. */
const atOnce = 3

/** What of the milestones is to be told at this moment, given what was told before. */
export function remindersToTell(
  milestones: readonly Milestone[],
  told: readonly ToldReminder[],
  now: number,
  setting: ReminderSetting,
): ToTell {
  const known = new Map(told.map((reminder) => [reminderKey(reminder), reminder]))
  const due = remindersBetween(milestones, { after: now - tooLate, until: now }, setting).filter((reminder) => {
    const before = known.get(reminderKey(reminder))
    return before === undefined || (before.state === 'snoozed' && (before.until ?? 0) <= now)
  })
  const fresh = due.filter((reminder) => now - (known.get(reminderKey(reminder))?.until ?? reminder.at) <= inTime)
  return due.length > atOnce || fresh.length < due.length ? { each: [], summary: due } : { each: due, summary: [] }
}

/** What makes a reminder the same one, whatever moment it falls on. */
export function reminderKey(reminder: Pick<ToldReminder, 'milestoneId' | 'date' | 'daysBefore' | 'time'>): string {
  return `${reminder.milestoneId} ${reminder.date} ${reminder.daysBefore} ${reminder.time}`
}
