import { z } from 'zod'
import { ConversationId, CompanionId, MessageId, Timestamp } from './ids.ts'
import { Role } from './message.ts'

/**
 * A found message; `companionId` is whose conversation it is in, or in a room who said it. `ranges` are [start, end)
 * UTF-16 offsets of the hits inside `snippet`.
 */
export const SearchHit = z.object({
  messageId: MessageId,
  conversationId: ConversationId,
  companionId: CompanionId.nullable(),
  conversationTitle: z.string().nullable(),
  role: Role,
  createdAt: Timestamp.nullable(),
  snippet: z.string(),
  ranges: z.array(z.tuple([z.int(), z.int()])),
})
export type SearchHit = z.infer<typeof SearchHit>

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
