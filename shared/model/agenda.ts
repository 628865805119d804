import { z } from 'zod'
import { CompanionId, ConversationId, MessageId, MilestoneId, Timestamp } from './ids.ts'
import { Role } from './message.ts'
import {
  FestivalId,
  FestivalLayer,
  LocalDate,
  LocalTime,
  LunarDay,
  MilestoneKind,
  Occurrence,
  OccurrenceSense,
} from './milestone.ts'

const ofMilestone = {
  milestoneId: MilestoneId,
  title: z.string(),
  emoji: z.string().nullable(),
  kind: MilestoneKind,
  companionId: CompanionId.nullable(),
}

/** One day coming round. */
export const AgendaEntry = Occurrence.extend(ofMilestone)
export type AgendaEntry = z.infer<typeof AgendaEntry>

/** A lunar day with the year it belongs to. */
export const LunarDate = LunarDay.extend({ year: z.int() })
export type LunarDate = z.infer<typeof LunarDate>

/** One square of the month. */
export const CalendarDay = z.object({
  date: LocalDate,
  lunar: LunarDate,
  festivals: z.array(FestivalId),
  entries: z.array(AgendaEntry),
})
export type CalendarDay = z.infer<typeof CalendarDay>

/** A count that goes on from a day on; `days` is what the person calls today. */
export const RunningCount = z.object({
  ...ofMilestone,
  start: LocalDate,
  days: z.int(),
  countFrom: z.union([z.literal(0), z.literal(1)]),
})
export type RunningCount = z.infer<typeof RunningCount>

/** Today for the person: lunar day, feasts, running counts with the oldest first, what is today and what is next. */
export const Today = z.object({
  date: LocalDate,
  lunar: LunarDate,
  showsLunar: z.boolean(),
  festivals: z.array(FestivalId),
  counts: z.array(RunningCount),
  entries: z.array(AgendaEntry),
  next: z.array(AgendaEntry.extend({ inDays: z.int() })),
})
export type Today = z.infer<typeof Today>

/** A reminder that was told and waits for an answer. */
export const OpenReminder = z.object({
  ...ofMilestone,
  date: LocalDate,
  daysBefore: z.int(),
  time: LocalTime,
  senses: z.array(OccurrenceSense),
  toldAt: Timestamp,
})
export type OpenReminder = z.infer<typeof OpenReminder>

/** `whenLocked`: what a notification may say while the vault is locked. */
export const DaySettings = z.object({
  layers: z.array(FestivalLayer),
  lunar: z.boolean(),
  quiet: z.object({ from: LocalTime, to: LocalTime }).nullable(),
  notify: z.boolean(),
  whenLocked: z.enum(['nothing', 'that-there-is-one', 'everything']),
})
export type DaySettings = z.infer<typeof DaySettings>

/** What is told while the vault is locked, in the words that were allowed. */
export const LockedNote = z.object({ title: z.string(), body: z.string(), toldAt: Timestamp })
export type LockedNote = z.infer<typeof LockedNote>

/**
 * A day that the history seems to hold, with the words that say so. `reason` is why; `days` how long a silence was that
 * ended on it, `model` who spoke for the first time or who found it, `title` what that model would call it.
 */
export const DaySuggestion = z.object({
  key: z.string(),
  reason: z.enum(['first-message', 'said', 'first-of-model', 'after-silence', 'found']),
  kind: MilestoneKind,
  date: LocalDate,
  messageId: MessageId,
  conversationId: ConversationId.nullable(),
  quote: z.string(),
  model: z.string().nullable(),
  title: z.string().nullable(),
  days: z.int().nullable(),
})
export type DaySuggestion = z.infer<typeof DaySuggestion>

/** A letter that a person wants when this day comes, which is today; nothing is written before they say so. */
export const WantedLetter = AgendaEntry.extend({ key: z.string(), companionId: CompanionId })
export type WantedLetter = z.infer<typeof WantedLetter>

/** A message as a day refers to it; `date` is null where nobody said when it was. */
export const DayMessage = z.object({
  id: MessageId,
  conversationId: ConversationId,
  companionId: CompanionId.nullable(),
  role: Role,
  date: LocalDate.nullable(),
  text: z.string(),
})
export type DayMessage = z.infer<typeof DayMessage>

/** What a day that is being written down would be: its lunar day, how long ago it was, and when it comes round next. */
export const DayPreview = z.object({ lunar: LunarDate, daysSince: z.int(), next: z.array(Occurrence) })
export type DayPreview = z.infer<typeof DayPreview>

/** A year as far as it has come: the days that came, and the first words of it. */
export const YearReview = z.object({
  entries: z.array(AgendaEntry),
  firstWords: DayMessage.nullable(),
  /** The earliest year that holds words or days. */
  firstYear: z.int(),
})
export type YearReview = z.infer<typeof YearReview>

/** What was said on the same day of another year: how it began, and the way into it. */
export const OnThisDay = z.object({
  date: LocalDate,
  years: z.int(),
  messages: z.array(
    z.object({
      id: MessageId,
      conversationId: ConversationId,
      companionId: CompanionId.nullable(),
      role: Role,
      createdAt: Timestamp,
      text: z.string(),
    }),
  ),
})
export type OnThisDay = z.infer<typeof OnThisDay>
