import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { Draft, isSendable } from '../model/draft.ts'
import { ConversationId, MessageId } from '../model/ids.ts'
import { FailureCode } from '../model/message.ts'
import { AnswerChoice } from '../model/room.ts'
import { procedure } from './base.ts'

/**
 * A reply as it grows. `seq` counts up by one per event within one reply, and a snapshot carries the `seq` of the last
 * event it contains, so that a window that joins late neither repeats nor misses a word. `idle`: no reply is being written.
 */
export const ReplyEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('idle') }),
  z.object({
    type: z.literal('snapshot'),
    messageId: MessageId,
    seq: z.int(),
    text: z.string(),
    thought: z.string(),
    /** How long the thought took; null until it is over, or without any. */
    seconds: z.number().nullable(),
  }),
  z.object({
    type: z.literal('delta'),
    messageId: MessageId,
    seq: z.int(),
    channel: z.enum(['text', 'thought']),
    text: z.string(),
    /** Comes once, with the first words after a thought: how long it took. */
    seconds: z.number().optional(),
  }),
  z.object({ type: z.literal('finished'), messageId: MessageId, seq: z.int() }),
  z.object({ type: z.literal('stopped'), messageId: MessageId, seq: z.int() }),
  z.object({ type: z.literal('failed'), messageId: MessageId, seq: z.int(), code: FailureCode }),
])
export type ReplyEvent = z.infer<typeof ReplyEvent>

const messageText = z.string().min(1).max(1_000_000)
const one = z.object({ messageId: MessageId })
/** Of what makes a version; a repeated `requestId` (a lost answer, a double click) answers with the same one. */
const making = one.extend({ requestId: z.uuid() })

export const chat = {
  /**
   * Stores the message and an empty reply, durably, then answers; the reply is written by the host from there on.
   * `parentId` continues from that message instead of the end of the visible thread. `requestId` makes a repeated
   * call (a lost answer, a double click) the same send. `answer` chooses who of a room answers; where nobody does, there
   * is no reply.
   */
  send: procedure
    .input(
      z
        .object({
          conversationId: ConversationId,
          text: Draft.shape.text,
          attachments: Draft.shape.attachments.optional(),
          quote: Draft.shape.quote.optional(),
          parentId: MessageId.optional(),
          answer: AnswerChoice.optional(),
          requestId: z.uuid(),
        })
        .refine(({ text, attachments = [] }) => isSendable({ text, attachments, quote: null }), { path: ['text'] }),
    )
    .output(z.object({ messageId: MessageId, replyId: MessageId.nullable() })),
  /** Asks somebody of a room, or everyone once, to speak at the end of the visible thread. */
  answer: procedure
    .input(z.object({ conversationId: ConversationId, answer: AnswerChoice }))
    .output(z.object({ replyId: MessageId })),
  /**
   * A new version beside the old one. Editing your own message asks for a new reply, where there is a companion to give
   * one; editing theirs does not.
   */
  edit: procedure
    .input(making.extend({ text: messageText }))
    .output(z.object({ messageId: MessageId, replyId: MessageId.nullable() })),
  /** Another version of a reply, from the companion's present model. */
  regenerate: procedure.input(making).output(z.object({ replyId: MessageId })),
  /** Another version of a reply that was cut off, which begins with all that came and goes on from there. */
  continue: procedure.input(making).output(z.object({ replyId: MessageId })),
  stop: procedure.input(z.object({ conversationId: ConversationId })).output(z.void()),
  /** Joins the conversation's replies: what is there now, then each event, reply after reply. Leaving only detaches. */
  watch: procedure.input(z.object({ conversationId: ConversationId })).output(eventIterator(ReplyEvent)),
  /** Takes a message out of the thread, search and prompts; its words stay in the vault until restored. */
  delete: procedure.input(one).output(z.void()),
  restore: procedure.input(one).output(z.void()),
}
