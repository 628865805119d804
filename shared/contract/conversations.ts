import { z } from 'zod'
import { Conversation, ConversationKind, Source } from '../model/conversation.ts'
import { Draft } from '../model/draft.ts'
import { CompanionId, ConversationId, MessageId, Timestamp } from '../model/ids.ts'
import { Message, Role } from '../model/message.ts'
import { procedure } from './base.ts'

/** From where a page of the visible thread is read. */
export const ThreadAnchor = z.discriminatedUnion('from', [
  z.object({ from: z.literal('end') }),
  z.object({ from: z.literal('before'), messageId: MessageId }),
  z.object({ from: z.literal('after'), messageId: MessageId }),
  /** Half a page either side; a message off the visible thread is answered with the path that holds it. */
  z.object({ from: z.literal('around'), messageId: MessageId }),
  z.object({ from: z.literal('time'), time: Timestamp }),
  /** Half a page either side of the message at this depth of the visible thread. */
  z.object({ from: z.literal('depth'), depth: z.int().min(0) }),
])
export type ThreadAnchor = z.infer<typeof ThreadAnchor>

/**
 * Consecutive messages, oldest first. `onThread` is false for a path that is not the visible thread, whose own last
 * message has `lastDepth`, -1 where there is none.
 */
export const ThreadPage = z.object({
  messages: z.array(Message),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  onThread: z.boolean(),
  lastDepth: z.int(),
})
export type ThreadPage = z.infer<typeof ThreadPage>

/**
 * One of the ways on from a fork, by its first message. `length` counts the messages on it up to its end, by the versions
 * that were chosen last; `isLonger` where it was not followed to the end.
 */
export const ForkPath = z.object({
  id: MessageId,
  depth: z.int(),
  role: Role,
  createdAt: Timestamp.nullable(),
  preview: z.string(),
  deleted: z.boolean(),
  onThread: z.boolean(),
  length: z.int(),
  isLonger: z.boolean(),
  hasForks: z.boolean(),
})
export type ForkPath = z.infer<typeof ForkPath>

/** Where several messages follow one; `parentId` is null for several first messages. */
export const Fork = z.object({ parentId: MessageId.nullable(), depth: z.int(), paths: z.array(ForkPath) })
export type Fork = z.infer<typeof Fork>

/** Forks of one path, the latest first. */
export const ForkPage = z.object({ forks: z.array(Fork), hasEarlier: z.boolean(), threadLength: z.int() })
export type ForkPage = z.infer<typeof ForkPage>

/** The message of another conversation with whose copy a conversation begins. */
export const Origin = z.object({
  conversationId: ConversationId,
  messageId: MessageId,
  title: z.string().nullable(),
})
export type Origin = z.infer<typeof Origin>

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
        kind: ConversationKind.optional(),
        archived: z.boolean(),
        before: z.object({ updatedAt: Timestamp, id: ConversationId }).optional(),
        limit: z.int().min(1).max(500),
      }),
    )
    .output(z.array(Conversation)),
  get: procedure.input(one).output(Conversation),
  /** `greeting` is which of the companion's it opens with: 0 for the one of the profile, from 1 on another way to begin. */
  create: procedure
    .input(
      z.object({
        companionId: CompanionId,
        title: z.string().max(300).nullable(),
        greeting: z.int().min(0).optional(),
      }),
    )
    .output(Conversation),
  rename: procedure.input(one.extend({ title: z.string().max(300).nullable() })).output(Conversation),
  /** Gives an imported conversation to a companion, who can then answer in it. */
  setCompanion: procedure.input(one.extend({ companionId: CompanionId })).output(Conversation),
  setArchived: procedure.input(one.extend({ archived: z.boolean() })).output(Conversation),
  thread: procedure
    .input(z.object({ id: ConversationId, anchor: ThreadAnchor, limit: z.int().min(1).max(500) }))
    .output(ThreadPage),
  /** Makes the visible thread run through this message; deeper choices are as they were last. */
  selectVersion: procedure.input(z.object({ messageId: MessageId })).output(z.void()),
  /**
   * The forks of the visible thread, or of the path that goes on with a message; `before` is the depth of the last one
   * known.
   */
  forks: procedure
    .input(one.extend({ through: MessageId.nullable(), before: z.int().optional(), limit: z.int().min(1).max(200) }))
    .output(ForkPage),
  /**
   * Makes a conversation of its own that begins with a copy of the path up to this message, each word under the name of
   * whoever said it. The original stays as it is. A repeated `requestId` answers with the same conversation.
   */
  branch: procedure
    .input(z.object({ messageId: MessageId, title: z.string().max(300).nullable(), requestId: z.uuid() }))
    .output(Conversation),
  /** Where it was branched from; null where it was not, or where that is gone. */
  origin: procedure.input(one).output(Origin.nullable()),
  draft: procedure.input(one).output(Draft.extend({ revision: z.string() })),
  /**
   * Replaces the draft where it is still the one with the revision `base`; without one, whichever it is. `revision`
   * names what is stored, so that a window can go on before it has the answer.
   */
  setDraft: procedure
    .input(
      one.extend(Draft.shape).extend({ base: z.string().max(64).optional(), revision: z.string().max(64).optional() }),
    )
    .output(z.object({ stored: z.boolean() })),
  /** Another version of a message as far as it is written; null where none is. Making the version lets it go. */
  editDraft: procedure.input(z.object({ messageId: MessageId })).output(z.string().nullable()),
  setEditDraft: procedure
    .input(z.object({ messageId: MessageId, text: z.string().max(1_000_000).nullable() }))
    .output(z.void()),
}
