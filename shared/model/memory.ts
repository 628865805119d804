import { z } from 'zod'
import { CompanionId, ConversationId, MemoryId, MessageId, Timestamp } from './ids.ts'
import { FailureCode, TokenUse } from './message.ts'
import { LocalDate } from './milestone.ts'
import { ModelPrice } from './provider.ts'

/** Memories that are always told, at most; more would crowd out what is being said. */
export const mostPinned = 40

/** What is remembered, in the words that are told: whole, dated, and since when and until when it was so. */
export const MemoryFields = z.object({
  text: z.string().trim().min(1).max(4_000),
  since: LocalDate.nullable(),
  until: LocalDate.nullable(),
  pinned: z.boolean(),
})
export type MemoryFields = z.infer<typeof MemoryFields>

/** Proposed until somebody takes it in; only what is kept is ever told. */
export const MemoryState = z.enum(['kept', 'proposed'])
export type MemoryState = z.infer<typeof MemoryState>

/** A message that a memory came from. */
export const MemorySource = z.object({ messageId: MessageId, conversationId: ConversationId })
export type MemorySource = z.infer<typeof MemorySource>

/** One dated remembered thing, with the messages it came from. */
export const Memory = z.object({
  id: MemoryId,
  companionId: CompanionId,
  state: MemoryState,
  ...MemoryFields.shape,
  sources: z.array(MemorySource),
  /** How many earlier states of it are kept. */
  versions: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
export type Memory = z.infer<typeof Memory>

/** What a memory said before it was changed. */
export const MemoryVersion = z.object({ id: z.int(), ...MemoryFields.shape, replacedAt: Timestamp })
export type MemoryVersion = z.infer<typeof MemoryVersion>

/** What was not looked through yet for things to remember, and what having a model look would send. Tokens are estimates. */
export const Unread = z.object({
  /** The day up to which was looked; null before the first time. */
  since: LocalDate.nullable(),
  messages: z.int(),
  /** How many of them one look reads. */
  read: z.int(),
  tokens: TokenUse,
  /** What any look sends at most. */
  most: TokenUse,
  /** Null where nobody speaks for them, or only the stand-in. */
  model: z
    .object({ name: z.string(), provider: z.string(), price: ModelPrice.nullable(), isNearby: z.boolean() })
    .nullable(),
})
export type Unread = z.infer<typeof Unread>

/** What a look found: things to remember, and what the model told and no message says; and the same of its summary. */
export const LookedThrough = z.object({
  read: z.int(),
  found: z.int(),
  unfound: z.int(),
  /** Whether what was found was taken in by itself. */
  isTakenIn: z.boolean(),
  /** Sentences of the summary that were kept, and those that cite nothing that was read. */
  sentences: z.int(),
  uncited: z.int(),
})
export type LookedThrough = z.infer<typeof LookedThrough>

/** After how many new messages a companion's model may look by itself. */
export const lookPaces = [50, 100, 200, 500] as const

/** What of looking goes by itself; nothing, unless the person says so. */
export const LookHabit = z.object({
  /** What a look proposes is taken in without waiting for anybody. */
  takesIn: z.boolean(),
  /** New messages after which the model looks; null for only when asked. It is also null once another model speaks. */
  every: z.literal(lookPaces).nullable(),
})
export type LookHabit = z.infer<typeof LookHabit>

/** A habit as it is now, with why the last look that nobody asked for failed. */
export const LookHabitStatus = LookHabit.extend({ failure: FailureCode.nullable() })
export type LookHabitStatus = z.infer<typeof LookHabitStatus>

/** Something brought up for a prompt, and what brought it up: words of what was just said, or what that means. */
export const RecalledNote = z.object({
  excerpt: z.string(),
  because: z.array(z.string()),
  byMeaning: z.boolean(),
  /** The message to open; null for a memory of no message. */
  messageId: MessageId.nullable(),
  conversationId: ConversationId.nullable(),
})
export type RecalledNote = z.infer<typeof RecalledNote>
