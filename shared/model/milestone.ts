import { z } from 'zod'
import { AssetId, CompanionId, MessageId, MilestoneId, Timestamp } from './ids.ts'

/** A calendar day without a zone, as `2025-03-01`. */
export const LocalDate = z.iso.date()
export type LocalDate = z.infer<typeof LocalDate>

/** A time of day without a zone, as `21:00`. */
export const LocalTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
export type LocalTime = z.infer<typeof LocalTime>

export const MilestoneKind = z.enum([
  'first-message',
  'together',
  'first-love',
  'wedding',
  'birthday',
  'memorial',
  'custom',
])
export type MilestoneKind = z.infer<typeof MilestoneKind>

/** A month of the lunar calendar; `leap` is the one that is put in after the ordinary month of its number. */
export const LunarDay = z.object({ month: z.int().min(1).max(12), day: z.int().min(1).max(30), leap: z.boolean() })
export type LunarDay = z.infer<typeof LunarDay>

/**
 * When a day comes round. `feb29` and `monthEnd` say what happens where a month has no such day; `leapMonth` in which
 * month a lunar day is kept in a year that has two of its number; `shortMonth` what becomes of day 30 in a month of 29.
 */
export const Recurrence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yearly'), feb29: z.enum(['feb28', 'mar1', 'skip']) }),
  z.object({ kind: z.literal('monthly'), monthEnd: z.enum(['clamp', 'skip']) }),
  z.object({ kind: z.literal('weekly') }),
  z.object({ kind: z.literal('every-days'), days: z.int().min(1).max(36_525) }),
  z.object({
    kind: z.literal('day-counts'),
    counts: z.array(z.int().min(1).max(100_000)).max(100),
    every: z.int().min(10).max(100_000).nullable(),
  }),
  z.object({
    kind: z.literal('lunar-yearly'),
    on: LunarDay,
    leapMonth: z.enum(['ordinary', 'leap-if-there', 'both']),
    shortMonth: z.enum(['last-day', 'skip']),
  }),
  z.object({ kind: z.literal('lunar-eve') }),
])
export type Recurrence = z.infer<typeof Recurrence>

/** Told this many days before an occurrence, at this time of day. */
export const Reminder = z.object({ daysBefore: z.int().min(0).max(365), time: LocalTime })
export type Reminder = z.infer<typeof Reminder>

/**
 * The first time something happened. `date` is the first day of a month or a year that is all that is known. Without a
 * `zone` the day is the calendar's, wherever the person is.
 */
export const MilestoneStart = z.object({
  date: LocalDate,
  precision: z.enum(['day', 'month', 'year']),
  time: LocalTime.nullable(),
  zone: z.string().max(100).nullable(),
})
export type MilestoneStart = z.infer<typeof MilestoneStart>

/** What the person says of a day that matters. `countFrom` is the number that the first day itself has. */
export const MilestoneFields = z.object({
  title: z.string().trim().min(1).max(200),
  emoji: z.string().max(32).nullable(),
  pictureId: AssetId.nullable(),
  companionId: CompanionId.nullable(),
  kind: MilestoneKind,
  start: MilestoneStart,
  recurrences: z.array(Recurrence).max(8),
  countFrom: z.union([z.literal(0), z.literal(1)]),
  reminders: z.array(Reminder).max(10),
  /** No reminder comes any more; the day stays where it is. */
  muted: z.boolean(),
  note: z.string().max(20_000),
  messageIds: z.array(MessageId).max(100),
  /** When the day comes, a letter from the companion is offered; never written without being asked for. */
  letter: z.boolean(),
})
export type MilestoneFields = z.infer<typeof MilestoneFields>

export const Milestone = MilestoneFields.extend({ id: MilestoneId, createdAt: Timestamp })
export type Milestone = z.infer<typeof Milestone>

/** One that was removed and can still be put back. */
export const RemovedMilestone = Milestone.extend({ removedAt: Timestamp })
export type RemovedMilestone = z.infer<typeof RemovedMilestone>

/**
 * What an occurrence is: the first day itself, so long after it, or a day that has a number because the first is number
 * one (day 100 is 99 days after it).
 */
export const OccurrenceSense = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first') }),
  z.object({ kind: z.enum(['years', 'months', 'weeks', 'days', 'lunar-years', 'day-number']), count: z.int() }),
  z.object({ kind: z.literal('eve') }),
])
export type OccurrenceSense = z.infer<typeof OccurrenceSense>

/** A day on which something comes round. `unsure` where astronomers may differ by a day. */
export const Occurrence = z.object({ date: LocalDate, sense: OccurrenceSense, unsure: z.boolean() })
export type Occurrence = z.infer<typeof Occurrence>

/** A feast of the calendar that may be shown beside one's own days. */
export const FestivalId = z.enum([
  'spring-festival',
  'lantern',
  'dragon-boat',
  'qixi',
  'mid-autumn',
  'double-ninth',
  'lunar-eve',
  '520',
  'new-year',
  'valentine',
  'white-day',
  'christmas-eve',
  'christmas',
])
export type FestivalId = z.infer<typeof FestivalId>

export const FestivalLayer = z.enum(['chinese', 'western'])
export type FestivalLayer = z.infer<typeof FestivalLayer>
