import { z } from 'zod'
import {
  AgendaEntry,
  CalendarDay,
  DayMessage,
  DayPreview,
  DaySettings,
  DaySuggestion,
  OnThisDay,
  OpenReminder,
  Today,
  WantedLetter,
  YearReview,
} from '../model/agenda.ts'
import { DeepLook, LookEstimate, LookSpan } from '../model/deep-look.ts'
import { CompanionId, MessageId, MilestoneId, Timestamp } from '../model/ids.ts'
import { LocalDate, LocalTime, Milestone, MilestoneFields, RemovedMilestone } from '../model/milestone.ts'
import { procedure } from './base.ts'

const one = z.object({ id: MilestoneId })

const lookOf = z.object({ companionId: CompanionId, span: LookSpan })

/** Which reminder is meant: of one day of one milestone. */
const place = z.object({
  milestoneId: MilestoneId,
  date: LocalDate,
  daysBefore: z.int(),
  time: LocalTime,
})

export const milestones = {
  list: procedure.output(z.array(Milestone)),
  create: procedure.input(MilestoneFields).output(Milestone),
  update: procedure.input(one.extend({ fields: MilestoneFields.partial() })).output(Milestone),
  /** Can be put back for thirty days. */
  remove: procedure.input(one).output(z.void()),
  /** Puts a removed one back as it was. */
  restore: procedure.input(one).output(Milestone),
  /** What can still be put back, the latest removed first. */
  removed: procedure.output(z.array(RemovedMilestone)),
  /** Takes a removed one off the disk before its time. */
  discard: procedure.input(one).output(z.void()),
  /** What comes round in a range of at most 1,200 days, oldest first; `companionId` null for days of nobody in particular. */
  agenda: procedure
    .input(z.object({ from: LocalDate, to: LocalDate, companionId: CompanionId.nullable().optional() }))
    .output(z.array(AgendaEntry)),
  /** Every day of a calendar month with its lunar day, feasts and occurrences. */
  month: procedure
    .input(z.object({ year: z.int().min(1901).max(2100), month: z.int().min(1).max(12) }))
    .output(z.array(CalendarDay)),
  /** The next five times that these fields would come round; nothing is kept. */
  preview: procedure
    .input(MilestoneFields.pick({ start: true, recurrences: true, countFrom: true }))
    .output(DayPreview),
  /** With null for everybody. */
  yearReview: procedure
    .input(z.object({ year: z.int().min(1901).max(2100), companionId: CompanionId.nullable() }))
    .output(YearReview),
  /** The messages that days come from, in the order asked for; those that are gone are left out. */
  messages: procedure.input(z.object({ ids: z.array(MessageId).max(100) })).output(z.array(DayMessage)),
  /** The day it is for the person, the counts that go on, and what comes next. */
  today: procedure.input(z.object({ companionId: CompanionId.nullable() })).output(Today),
  /** Reminders told and not yet answered, latest first. */
  openReminders: procedure.output(z.array(OpenReminder)),
  snooze: procedure.input(place.extend({ until: Timestamp })).output(z.void()),
  done: procedure.input(place).output(z.void()),
  /** Days that the history seems to hold and that were neither taken nor set aside. */
  suggestions: procedure.input(z.object({ companionId: CompanionId })).output(z.array(DaySuggestion)),
  /** Letters wanted for today and neither asked for nor set aside, by the same keys as suggestions. */
  letters: procedure.output(z.array(WantedLetter)),
  /** What a look by the companion's model would send and take; null where there is none. Nothing is sent. */
  lookEstimate: procedure.input(lookOf).output(LookEstimate.nullable()),
  /** Begins to look, within what was agreed to. */
  look: procedure.input(lookOf.extend({ agreed: z.object({ messages: z.int(), tokens: z.int() }) })).output(DeepLook),
  /** The look that goes on, or the last one since the vault was opened. */
  lookState: procedure.input(z.object({ companionId: CompanionId })).output(DeepLook.nullable()),
  stopLook: procedure.input(z.object({ companionId: CompanionId })).output(z.void()),
  /** Null offers it again. */
  answerSuggestion: procedure
    .input(z.object({ key: z.string().max(500), answer: z.enum(['taken', 'set-aside']).nullable() }))
    .output(z.void()),
  /** How the same day began in other years, the latest first. */
  onThisDay: procedure
    .input(z.object({ date: LocalDate, companionId: CompanionId.nullable() }))
    .output(z.array(OnThisDay)),
  settings: procedure.output(DaySettings),
  setSettings: procedure.input(DaySettings.partial()).output(DaySettings),
  /** Our days as an iCalendar file. */
  writeCalendar: procedure
    .input(z.object({ companionId: CompanionId.optional() }))
    .output(z.object({ text: z.string() })),
  /** Our days as JSON, with all that a calendar has no place for; pictures and messages stay home. */
  writeDays: procedure.input(z.object({ companionId: CompanionId.optional() })).output(z.object({ text: z.string() })),
  /** What an iCalendar file or our own JSON holds, as milestones to look at; nothing is kept. */
  readCalendar: procedure
    .input(z.object({ text: z.string().max(20_000_000) }))
    .output(z.object({ found: z.array(MilestoneFields), leftOut: z.int(), simplified: z.int() })),
}
