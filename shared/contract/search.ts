import { z } from 'zod'
import { Conversation } from '../model/conversation.ts'
import { ConversationId } from '../model/ids.ts'
import {
  FoundThing,
  longestQuery,
  SearchCursor,
  SearchFilter,
  SearchHit,
  SearchOrder,
  ThreadHits,
} from '../model/search.ts'
import { procedure } from './base.ts'

/** Words, which may hold operators (see shared/search-operators.ts), among what is left by the filter. */
const asked = z.object({ query: z.string().max(longestQuery), ...SearchFilter.shape })

export const search = {
  /**
   * Newest first unless told otherwise. One call looks at no more than takes a moment: where `next` is not null there may
   * be others, found or not, however few these are. `more` tells the same of an order that has no next page.
   */
  messages: procedure
    .input(
      asked.extend({
        conversationId: ConversationId.optional(),
        from: SearchOrder.optional(),
        cursor: SearchCursor.optional(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.object({ hits: z.array(SearchHit), more: z.boolean(), next: SearchCursor.nullable() })),
  /** How many messages there are; `exact` is false where counting stopped before the end. */
  count: procedure.input(asked).output(z.object({ count: z.int(), exact: z.boolean() })),
  /** Everything else, kind by kind, the best of each first; `total` counts those beyond the limit as well. */
  things: procedure
    .input(asked.extend({ limit: z.int().min(1).max(100) }))
    .output(z.object({ things: z.array(FoundThing), total: z.int() })),
  inThread: procedure
    .input(z.object({ query: z.string().max(longestQuery), conversationId: ConversationId }))
    .output(ThreadHits),
  /** By title, best first and then latest first; the latest of all for no words. Lifelong threads are their companion's. */
  conversations: procedure
    .input(z.object({ query: z.string().max(300), limit: z.int().min(1).max(50) }))
    .output(z.array(Conversation)),
}
