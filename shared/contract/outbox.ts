import { z } from 'zod'
import { Draft, isSendable } from '../model/draft.ts'
import { ConversationId, MessageId, QueuedId, Timestamp } from '../model/ids.ts'
import { AnswerChoice } from '../model/room.ts'
import { procedure } from './base.ts'

/**
 * A message that waits. `undo`: until `sendsAt`, so that it can be taken back; `reply`: until the reply that is being
 * written is whole; `network`: until the provider can be reached; `you`: for a word of yours, since it would go out late or
 * after something failed.
 */
export const QueuedMessage = z.object({
  id: QueuedId,
  conversationId: ConversationId,
  draft: Draft,
  writtenAt: Timestamp,
  waitsFor: z.enum(['undo', 'reply', 'network', 'you']),
  sendsAt: Timestamp.nullable(),
})
export type QueuedMessage = z.infer<typeof QueuedMessage>

const one = z.object({ id: QueuedId })

export const outbox = {
  /**
   * Sends at once, or keeps the message in the vault until it can be sent; either is durable when this answers. A repeated
   * `requestId` is the same send. `offline`: the window knows of no network.
   */
  add: procedure
    .input(
      z.object({
        conversationId: ConversationId,
        draft: Draft.refine(isSendable),
        answer: AnswerChoice,
        /** Begins a new path after this message. */
        parentId: MessageId.optional(),
        requestId: z.uuid(),
        offline: z.boolean(),
      }),
    )
    .output(z.object({ messageId: MessageId.nullable() })),
  /** What waits in a conversation, in the order in which it will be sent. */
  list: procedure.input(z.object({ conversationId: ConversationId })).output(z.array(QueuedMessage)),
  /** The reply at the end that found no network and is asked for again once that is back; null where none waits so. */
  unanswered: procedure.input(z.object({ conversationId: ConversationId })).output(MessageId.nullable()),
  /** Lets this message go, and those before it. */
  sendNow: procedure.input(one).output(z.void()),
  /** Puts it back into the draft of its conversation, in front of what is there, and answers with that. */
  takeBack: procedure.input(one).output(Draft),
  discard: procedure.input(one).output(z.void()),
  /** Takes a `discard` back. */
  restore: procedure.input(one).output(z.void()),
  /** The network may be there again: looks now instead of in a while. */
  wake: procedure.output(z.void()),
}
