import { z } from 'zod'
import { Conversation } from '../model/conversation.ts'
import { CompanionId, ConversationId } from '../model/ids.ts'
import { SearchHit, ThreadHits } from '../model/search.ts'
import { procedure } from './base.ts'

export const search = {
  /** Newest first. `more` is true when the limit cut the list. */
  messages: procedure
    .input(
      z.object({
        query: z.string().max(1_000),
        conversationId: ConversationId.optional(),
        companionId: CompanionId.optional(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.object({ hits: z.array(SearchHit), more: z.boolean() })),
  inThread: procedure
    .input(z.object({ query: z.string().max(1_000), conversationId: ConversationId }))
    .output(ThreadHits),
  /** By title, best first and then latest first; the latest of all for no words. Lifelong threads are their companion's. */
  conversations: procedure
    .input(z.object({ query: z.string().max(300), limit: z.int().min(1).max(50) }))
    .output(z.array(Conversation)),
}
