import { z } from 'zod'
import { Source } from './conversation.ts'
import { AssetId, ConversationId, CompanionId, MessageId, Timestamp } from './ids.ts'
import { Role } from './message.ts'
import { LocalDate } from './milestone.ts'

/** What can go with words. */
export const AttachmentKind = z.enum(['image', 'audio', 'file'])
export type AttachmentKind = z.infer<typeof AttachmentKind>

/** Among what is looked; what is left out does not matter. */
export const SearchFilter = z.object({
  /** Null for what belongs to nobody. */
  companionId: CompanionId.nullable().optional(),
  source: Source.optional(),
  /** Any part of a model's name. */
  model: z.string().min(1).max(300).optional(),
  role: Role.optional(),
  /** From this day on. */
  since: LocalDate.optional(),
  /** Earlier than this day. */
  before: LocalDate.optional(),
  has: AttachmentKind.optional(),
  mark: z.enum(['favourite', 'pin']).optional(),
  /** In hidden conversations, which are otherwise left out. */
  hidden: z.boolean().optional(),
  /** Letters are looked for as the sound of Chinese words as well. */
  pinyin: z.boolean().optional(),
})
export type SearchFilter = z.infer<typeof SearchFilter>

/** How far a search came: where the next page of it goes on. */
export const SearchCursor = z.object({ at: z.int(), id: z.int() })
export type SearchCursor = z.infer<typeof SearchCursor>

/** The longest words to look for. */
export const longestQuery = 1_000

/** By time from either end, or the best of the newest thousand first. */
export const SearchOrder = z.enum(['newest', 'oldest', 'best'])
export type SearchOrder = z.infer<typeof SearchOrder>

/** [start, end) UTF-16 offsets of what was found in a snippet. */
export const TextRanges = z.array(z.tuple([z.int(), z.int()]))

/**
 * A found message; `companionId` is whose conversation it is in, or in a room who said it. `ranges` are [start, end)
 * UTF-16 offsets of the hits inside `snippet`, which is the beginning of the words where only its place was asked for.
 */
export const SearchHit = z.object({
  messageId: MessageId,
  conversationId: ConversationId,
  companionId: CompanionId.nullable(),
  conversationTitle: z.string().nullable(),
  role: Role,
  createdAt: Timestamp.nullable(),
  snippet: z.string(),
  ranges: TextRanges,
  /** The first of what goes with it, of the kind that was asked for; null where none was. */
  attachment: z.object({ kind: AttachmentKind, assetId: AssetId.nullable(), name: z.string().nullable() }).nullable(),
})
export type SearchHit = z.infer<typeof SearchHit>

/** What else than messages can be found. */
export const ThingKind = z.enum(['conversation', 'companion', 'day', 'memory', 'letter', 'lore', 'note', 'file'])
export type ThingKind = z.infer<typeof ThingKind>

/** Something found that is not a message's words, and where it opens; `title` is what it is called. */
export const FoundThing = z.object({
  kind: ThingKind,
  /** Within its kind; a note and a file have their message's. */
  id: z.int(),
  companionId: CompanionId.nullable(),
  conversationId: ConversationId.nullable(),
  messageId: MessageId.nullable(),
  title: z.string().nullable(),
  snippet: z.string(),
  ranges: TextRanges,
})
export type FoundThing = z.infer<typeof FoundThing>

/**
 * Where something stands in one conversation: the messages from the latest in the thread to the earliest, and every way
 * in which they spell it. `more` is true when there are earlier ones.
 */
export const ThreadHits = z.object({
  messageIds: z.array(MessageId),
  more: z.boolean(),
  spellings: z.array(z.string()),
})
export type ThreadHits = z.infer<typeof ThreadHits>
