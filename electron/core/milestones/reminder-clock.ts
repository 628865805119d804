import type { Changes } from '#core/changes.ts'
import type { DaySettings } from '#shared/model/agenda.ts'
import type { Language } from '#shared/languages.ts'
import type { Timestamp } from '#shared/model/ids.ts'
import type { LocalDate, Milestone } from '#shared/model/milestone.ts'
import { titleOf } from './agenda.ts'
import { dayWords } from './day-words.ts'
import { addDays, localDateAt } from './local-date.ts'
import type { MilestoneRepository } from './milestone-repository.ts'
import { nextDayWords } from './next-day.ts'
import { remindersToTell } from './next-reminders.ts'
import type { ReminderRepository } from './reminder-repository.ts'
import { remindersBetween, type DueReminder } from './reminders-due.ts'

/** What a notification says. */
export type Note = { readonly title: string; readonly body: string }

/** A note for a moment to come, for when the vault is locked by then. */
export type LaterNote = { readonly at: number; readonly note: Note; readonly reminder: DueReminder }

/** One that was told, when it was. */
export type ToldNote = LaterNote & { readonly toldAt: Timestamp }

export type ReminderClock = Disposable & {
  /** Looks at the clock and tells what is due; also called by itself twice a minute. */
  readonly tick: () => void
  /** Keeps account of what was told while the vault was locked. */
  readonly toldBefore: (notes: readonly ToldNote[]) => void
  /** What will be due in the next days, as it may be said while the vault is locked. */
  readonly ahead: () => LaterNote[]
}

export type ReminderClockParts = {
  readonly milestones: Pick<MilestoneRepository, 'list'>
  readonly reminders: ReminderRepository
  readonly settings: () => DaySettings
  readonly now: () => number
  readonly timeZone: () => string
  readonly language: () => Language
  readonly notify: (note: Note) => void
  /** Says which day comes next, in words for outside of the window. */
  readonly showNext: (words: string | null) => void
  readonly changes: Changes
}

/** No long timer survives a sleeping machine; a short one that asks what time it is does. */
const tickMs = 30_000
/** For so long a locked vault goes on telling what it was told before. */
const aheadMs = 7 * 86_400_000
/** Reminders of days older than this were told or are too late. */
const rememberedDays = 5

export function createReminderClock(parts: ReminderClockParts): ReminderClock {
  const { milestones, reminders, settings, now, timeZone, language, notify, showNext, changes } = parts

  let day: LocalDate | null = null

  function tick(): void {
    const all = milestones.list()
    const zone = timeZone()
    const today = localDateAt(now(), zone)
    // What a window says of today is another thing after midnight, and after a flight.
    if (day !== null && day !== today) changes.emit({ entity: 'milestone', kind: 'updated' })
    day = today
    showNext(nextDayWords(all, settings(), { date: today, language: language() }))
    const told = reminders.since(addDays(today, -rememberedDays))
    const { each, summary } = remindersToTell(all, told, now(), { zone, quiet: settings().quiet })
    if (each.length + summary.length === 0) return
    // First what was told is kept: better a notification lost with a crash than one told twice.
    reminders.tell([...each, ...summary], now())
    changes.emit({ entity: 'milestone', kind: 'updated' })
    if (!settings().notify) return
    for (const reminder of each) notify(noteOf(reminder, all, language()))
    if (summary.length > 0) notify(summaryOf(summary, all, language()))
  }

  const timer = setInterval(tick, tickMs).unref()

  return {
    tick,
    toldBefore: (notes) => {
      for (const { reminder, toldAt } of notes) reminders.tell([reminder], toldAt)
    },
    ahead: () => {
      const { notify: isWanted, whenLocked, quiet } = settings()
      if (!isWanted || whenLocked === 'nothing') return []
      const all = milestones.list()
      const range = { after: now(), until: now() + aheadMs }
      const due = remindersBetween(all, range, { zone: timeZone(), quiet })
      const isKept = ({ milestoneId }: DueReminder) => all.some(({ id, muted }) => id === milestoneId && !muted)
      const snoozed = reminders
        .since(localDateAt(now(), timeZone()))
        .flatMap(({ state, until, ...reminder }) =>
          state === 'snoozed' && until !== null ? [{ ...reminder, at: until }] : [],
        )
        .filter((reminder) => reminder.at <= range.until && isKept(reminder))
      return [...due, ...snoozed].map((reminder) => ({
        at: reminder.at,
        reminder,
        note:
          whenLocked === 'everything'
            ? noteOf(reminder, all, language())
            : { title: dayWords[language()].discreet, body: '' },
      }))
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

function titleIn(milestones: readonly Milestone[], { milestoneId }: DueReminder): string {
  const milestone = milestones.find(({ id }) => id === milestoneId)
  return milestone ? titleOf(milestone) : ''
}

function noteOf(reminder: DueReminder, milestones: readonly Milestone[], language: Language): Note {
  const words = dayWords[language]
  const senses = reminder.senses.map(words.sense)
  return { title: titleIn(milestones, reminder), body: words.join([words.inDays(reminder.daysBefore), ...senses]) }
}

function summaryOf(reminders: readonly DueReminder[], milestones: readonly Milestone[], language: Language): Note {
  const words = dayWords[language]
  const titles = new Set(reminders.map((reminder) => titleIn(milestones, reminder)))
  return { title: words.missed, body: words.join([...titles]) }
}
