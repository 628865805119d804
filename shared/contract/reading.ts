import { z } from 'zod'
import { ConversationId, MessageId } from '../model/ids.ts'
import { MediaItem, MediaKind, NewMessages, ReadingPlace, ThreadMonth } from '../model/reading.ts'
import { procedure } from './base.ts'
import { ThreadPage } from './conversations.ts'

const one = z.object({ id: ConversationId })

/** What opening a conversation answers. `place` is null for the end of the thread. */
export const OpenedThread = z.object({
  page: ThreadPage,
  place: ReadingPlace.nullable(),
  news: NewMessages.nullable(),
})
export type OpenedThread = z.infer<typeof OpenedThread>

export const reading = {
  /** The page where this conversation was left: what is new since then, or the place, or the end. */
  open: procedure.input(one.extend({ limit: z.int().min(1).max(500) })).output(OpenedThread),
  /** Where the reader is now; `seen` is the last message in view. A message that is gone changes nothing. */
  leave: procedure.input(one.extend({ place: ReadingPlace.nullable(), seen: MessageId })).output(z.void()),
  /** The months in which something was said, in the order of the thread. */
  months: procedure.input(one).output(z.object({ months: z.array(ThreadMonth), lastDepth: z.int() })),
  /** Of every version, newest first; `before` is the last row of the page above. What has no bytes is left out. */
  media: procedure
    .input(
      one.extend({
        kind: MediaKind,
        before: z.object({ depth: z.int(), messageId: MessageId }).optional(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.object({ items: z.array(MediaItem), more: z.boolean() })),
}
