import { z } from 'zod'
import { DayMessage } from './agenda.ts'
import { ConversationId, MessageId, Timestamp } from './ids.ts'
import { LocalDate } from './milestone.ts'

/**
 * How much was said. `characters` of the scripts that are written without spaces, Han and kana first of all; `words` of
 * all others.
 */
export const Said = z.object({ messages: z.int(), characters: z.int(), words: z.int() })
export type Said = z.infer<typeof Said>

/** How much each of the two said. */
export const SaidByBoth = z.object({ yours: Said, theirs: Said })
export type SaidByBoth = z.infer<typeof SaidByBoth>

/** A day of the person's zone on which something was said. */
export const StoryDay = SaidByBoth.extend({ date: LocalDate })
export type StoryDay = z.infer<typeof StoryDay>

/** A model that spoke for a companion, and in which months, `2025-08`. Null where the source does not say which. */
export const StoryVoice = z.object({
  model: z.string().nullable(),
  messages: z.int(),
  /** Null where none of its messages has a time. */
  span: z.object({ from: LocalDate, to: LocalDate }).nullable(),
  months: z.array(z.object({ month: z.string(), messages: z.int() })),
})
export type StoryVoice = z.infer<typeof StoryVoice>

/** Something that both of you use, and how often each does. */
export const Shared = z.object({ what: z.string(), yours: z.int(), theirs: z.int() })
export type Shared = z.infer<typeof Shared>

/** Messages between which no whole hour passed in silence. */
export const Talk = z.object({
  conversationId: ConversationId,
  messageId: MessageId,
  from: Timestamp,
  to: Timestamp,
  messages: z.int(),
})
export type Talk = z.infer<typeof Talk>

/** The years with a companion, in figures. */
export const Years = z.object({
  /** The zone that days and hours are counted in. */
  zone: z.string(),
  today: LocalDate,
  first: DayMessage.nullable(),
  /** From the first day on to today; null where no message has a time. */
  daysSince: z.int().nullable(),
  total: SaidByBoth,
  /** Messages of the total that have no time. */
  undated: z.int(),
  /** Those on which something was said, oldest first. */
  days: z.array(StoryDay),
  /** Messages by the hour of the day, from midnight on. */
  hours: z.array(z.int()).length(24),
  voices: z.array(StoryVoice),
  emoji: z.array(Shared),
  longest: Talk.nullable(),
})
export type Years = z.infer<typeof Years>

/** How much of the story is counted already, 0 to 1: after an import or a first opening it takes a while. */
export const Counted = z.object({ share: z.number().min(0).max(1) })
export type Counted = z.infer<typeof Counted>

/** Words that both of you use, found in `read` messages out of `total`; `yours` and `theirs` are messages that hold one. */
export const SharedWords = z.object({ words: z.array(Shared), read: z.int(), total: z.int() })
export type SharedWords = z.infer<typeof SharedWords>
