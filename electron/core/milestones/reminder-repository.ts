import type { Database } from '#core/store/database.ts'
import type { MilestoneId, Timestamp } from '#shared/model/ids.ts'
import type { LocalDate, LocalTime, OccurrenceSense } from '#shared/model/milestone.ts'
import type { ToldReminder } from './next-reminders.ts'
import type { DueReminder } from './reminders-due.ts'

/** Which reminder is meant: of one day of one milestone. */
export type ReminderPlace = {
  readonly milestoneId: MilestoneId
  readonly date: LocalDate
  readonly daysBefore: number
  readonly time: LocalTime
}

/** A reminder that was told, with what it said. */
export type KeptReminder = ToldReminder & { readonly senses: readonly OccurrenceSense[]; readonly toldAt: Timestamp }

export type ReminderRepository = {
  /** Those of days since `date`, and every one that is still open or snoozed. */
  readonly since: (date: LocalDate) => KeptReminder[]
  /** Told and not yet done, latest first. */
  readonly open: () => KeptReminder[]
  readonly tell: (reminders: readonly DueReminder[], at: Timestamp) => void
  /** Snoozes until a moment, or with null is done. */
  readonly answer: (place: ReminderPlace, until: Timestamp | null) => void
}

type ReminderRow = ReminderPlace & {
  readonly state: ToldReminder['state']
  readonly until: Timestamp | null
  readonly sensesJson: string
  readonly toldAt: Timestamp
}

const select = `
  SELECT r.milestone_id AS milestoneId, r.date, r.days_before AS daysBefore, r.time, r.state, r.until,
    r.senses_json AS sensesJson, r.told_at AS toldAt
  FROM reminder r`

export function createReminderRepository(database: Database): ReminderRepository {
  return {
    since: (date) =>
      database.all<ReminderRow>(`${select} WHERE r.date >= ? OR r.state <> 'done'`, date).map(toReminder),
    open: () =>
      database
        .all<ReminderRow>(
          `${select} JOIN milestone m ON m.id = r.milestone_id AND m.removed_at IS NULL
           WHERE r.state = 'open' ORDER BY r.told_at DESC, r.date DESC`,
        )
        .map(toReminder),
    tell: (reminders, at) =>
      database.transaction(() => {
        for (const { milestoneId, date, daysBefore, time, senses } of reminders) {
          database.run(
            `INSERT INTO reminder (milestone_id, date, days_before, time, state, senses_json, told_at)
             VALUES (?, ?, ?, ?, 'open', ?, ?)
             ON CONFLICT DO UPDATE SET state = 'open', until = NULL, told_at = excluded.told_at`,
            milestoneId,
            date,
            daysBefore,
            time,
            JSON.stringify(senses),
            at,
          )
        }
      }),
    answer: ({ milestoneId, date, daysBefore, time }, until) => {
      database.run(
        'UPDATE reminder SET state = ?, until = ? WHERE milestone_id = ? AND date = ? AND days_before = ? AND time = ?',
        until === null ? 'done' : 'snoozed',
        until,
        milestoneId,
        date,
        daysBefore,
        time,
      )
    },
  }
}

function toReminder({ sensesJson, ...row }: ReminderRow): KeptReminder {
  return { ...row, senses: JSON.parse(sensesJson) as OccurrenceSense[] }
}
