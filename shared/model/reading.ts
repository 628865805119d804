import { z } from 'zod'
import { MessageId, Timestamp } from './ids.ts'
import { Part } from './part.ts'

/** A place in a thread: a message, and how much of it (0…1) stands above the edge of the view. */
export const ReadingPlace = z.object({ messageId: MessageId, share: z.number().min(0).max(1) })
export type ReadingPlace = z.infer<typeof ReadingPlace>

/** What came since somebody read here: its first message with its depth in the thread, and how many were said. */
export const NewMessages = z.object({ firstId: MessageId, depth: z.int(), count: z.int() })
export type NewMessages = z.infer<typeof NewMessages>

/** A month of a thread, `2025-08`: the depth of its first message, and that message's time. */
export const ThreadMonth = z.object({ month: z.string(), depth: z.int(), time: Timestamp })
export type ThreadMonth = z.infer<typeof ThreadMonth>

export const MediaKind = z.enum(['image', 'audio', 'file'])
export type MediaKind = z.infer<typeof MediaKind>

/** A picture, sound or file of a conversation, with the message that holds it. */
export const MediaItem = z.object({
  messageId: MessageId,
  depth: z.int(),
  createdAt: Timestamp.nullable(),
  part: Part,
})
export type MediaItem = z.infer<typeof MediaItem>
