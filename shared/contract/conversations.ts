import { z } from 'zod'
import { Conversation, Source } from '../model/conversation.ts'
import { CompanionId, ConversationId, MessageId, Timestamp } from '../model/ids.ts'
import { Message } from '../model/message.ts'
import { procedure } from './base.ts'

/** From where a page of the visible thread is read. */
export const ThreadAnchor = z.discriminatedUnion('from', [
  z.object({ from: z.literal('end') }),
  z.object({ from: z.literal('before'), messageId: MessageId }),
  z.object({ from: z.literal('after'), messageId: MessageId }),
  /** Half a page either side; a message off the visible thread is answered with the path that holds it. */
  z.object({ from: z.literal('around'), messageId: MessageId }),
  z.object({ from: z.literal('time'), time: Timestamp }),
])
export type ThreadAnchor = z.infer<typeof ThreadAnchor>

/** Consecutive messages, oldest first. `onThread` is false for a path that is not the visible thread. */
export const ThreadPage = z.object({
  messages: z.array(Message),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  onThread: z.boolean(),
})
export type ThreadPage = z.infer<typeof ThreadPage>

const one = z.object({ id: ConversationId })

export const conversations = {
  /** Where the conversations come from that are there, of one companion, of nobody (null) or of everybody. */
  sources: procedure.input(z.object({ companionId: CompanionId.nullable().optional() })).output(z.array(Source)),
  /** Latest first; `before` is the last row of the page above. */
  list: procedure
    .input(
      z.object({
        companionId: CompanionId.nullable().optional(),
        source: Source.optional(),
        archived: z.boolean(),
        before: z.object({ updatedAt: Timestamp, id: ConversationId }).optional(),
        limit: z.int().min(1).max(500),
      }),
    )
    .output(z.array(Conversation)),
  get: procedure.input(one).output(Conversation),
  create: procedure
    .input(z.object({ companionId: CompanionId, title: z.string().max(300).nullable() }))
    .output(Conversation),
  rename: procedure.input(one.extend({ title: z.string().max(300).nullable() })).output(Conversation),
  setArchived: procedure.input(one.extend({ archived: z.boolean() })).output(Conversation),
  thread: procedure
    .input(z.object({ id: ConversationId, anchor: ThreadAnchor, limit: z.int().min(1).max(500) }))
    .output(ThreadPage),
  /** Makes the visible thread run through this message; deeper choices are as they were last. */
  selectVersion: procedure.input(z.object({ messageId: MessageId })).output(z.void()),
  draft: procedure.input(one).output(z.object({ text: z.string() })),
  setDraft: procedure.input(one.extend({ text: z.string().max(1_000_000) })).output(z.void()),
}
