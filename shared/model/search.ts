import { z } from 'zod'
import { ConversationId, CompanionId, MessageId, Timestamp } from './ids.ts'
import { Role } from './message.ts'

/** A found message. `ranges` are [start, end) UTF-16 offsets of the hits inside `snippet`. */
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
