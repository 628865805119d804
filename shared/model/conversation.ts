import { z } from 'zod'
import { formats, formatsWith } from './formats.ts'
import { CompanionId, ConversationId, ImportRunId, Timestamp } from './ids.ts'

/** `lifelong` is the one thread made with a companion; `imported` came from another app; several share a `room`. */
export const ConversationKind = z.enum(['lifelong', 'ordinary', 'imported', 'room'])
export type ConversationKind = z.infer<typeof ConversationKind>

/** Where a conversation was held, or the form it was handed down in where that is all its file tells. */
export const Source = z.enum(Object.keys(formats) as (keyof typeof formats)[])
export type Source = z.infer<typeof Source>

/** Where people talk with people: nothing that was said there was said by an AI. */
export const messengers: ReadonlySet<Source> = new Set(formatsWith('people'))

/** Where people talk with characters that have names of their own. */
export const characterSources: ReadonlySet<Source> = new Set(formatsWith('characters'))

/** A word of the person's own on conversations. */
export const Tag = z.string().trim().min(1).max(60)

/**
 * A conversation as lists show it; `preview` is the start of its last spoken words. Only a room has `memberIds`, in the
 * order in which they take turns, and no `companionId`. One that is `hidden` is shown and found where that is asked for.
 */
export const Conversation = z.object({
  id: ConversationId,
  companionId: CompanionId.nullable(),
  memberIds: z.array(CompanionId),
  kind: ConversationKind,
  source: Source,
  title: z.string().nullable(),
  createdAt: Timestamp.nullable(),
  updatedAt: Timestamp,
  archived: z.boolean(),
  starred: z.boolean(),
  hidden: z.boolean(),
  tags: z.array(Tag),
  messageCount: z.int(),
  preview: z.string(),
  importRunId: ImportRunId.nullable(),
})
export type Conversation = z.infer<typeof Conversation>
