import type { MilestoneId } from '#shared/model/ids.ts'
import type { LocalDate, LocalTime, Milestone, OccurrenceSense, Reminder } from '#shared/model/milestone.ts'
import { addDays, isZone, localDateAt, localTimeAt, momentOf } from './local-date.ts'
import { occurrencesIn } from './recurrence.ts'

/** The hours in which nobody is disturbed, by the clock of where the person is; `from` may be later than `to`. */
export type QuietHours = { readonly from: LocalTime; readonly to: LocalTime }

/** One reminder of one day. `at` is the moment it is told, in milliseconds. */
export type DueReminder = Reminder & {
  readonly milestoneId: MilestoneId
  readonly date: LocalDate
  readonly senses: readonly OccurrenceSense[]
  readonly at: number
}

export type ReminderSetting = {
  /** Where the person is now. */
  readonly zone: string
  readonly quiet: QuietHours | null
}

/**
 * Every reminder that is to be told after one moment and not after another, earliest first; none from before a milestone
 * was made.
 */
export function remindersBetween(
  milestones: readonly Milestone[],
  range: { readonly after: number; readonly until: number },
  setting: ReminderSetting,
): DueReminder[] {
  const due: DueReminder[] = []
  for (const milestone of milestones) {
    if (milestone.muted) continue
    for (const reminder of milestone.reminders) {
      for (const found of remindersOf(milestone, reminder, range, setting)) {
        if (found.at > range.after && found.at <= range.until && found.at > milestone.createdAt) due.push(found)
      }
    }
  }
  return due.toSorted((left, right) => left.at - right.at)
}

function remindersOf(
  milestone: Milestone,
  { daysBefore, time }: Reminder,
  range: { readonly after: number; readonly until: number },
  setting: ReminderSetting,
): DueReminder[] {
  const placed = milestone.start.zone
  const zone = placed !== null && isZone(placed) ? placed : setting.zone
  // A day more on both sides: quiet hours move a reminder into the next day, and the two zones may be a day apart.
  const occurrences = occurrencesIn(milestone, {
    from: addDays(localDateAt(range.after, zone), daysBefore - 1),
    to: addDays(localDateAt(range.until, zone), daysBefore + 1),
  })
  const dates = Map.groupBy(occurrences, ({ date }) => date)
  return [...dates].map(([date, those]) => ({
    milestoneId: milestone.id,
    date,
    daysBefore,
    time,
    senses: those.map(({ sense }) => sense),
    at: afterQuiet(momentOf(addDays(date, -daysBefore), time, zone), setting),
  }))
}

/** The moment itself, or the end of the quiet hours that it falls into. */
function afterQuiet(at: number, { zone, quiet }: ReminderSetting): number {
  if (quiet === null || quiet.from === quiet.to) return at
  const time = localTimeAt(at, zone)
  const overnight = quiet.from > quiet.to
  const isQuiet = overnight ? time >= quiet.from || time < quiet.to : time >= quiet.from && time < quiet.to
  if (!isQuiet) return at
  const date = localDateAt(at, zone)
  return momentOf(overnight && time >= quiet.from ? addDays(date, 1) : date, quiet.to, zone)
}
