import { z } from 'zod'
import { ConversationId, MessageId, Timestamp } from './ids.ts'
import { Role } from './message.ts'

const picture = /^\p{RGI_Emoji}$/v

/** The emoji as fonts expect it, or null where the text is not exactly one. */
export function asEmoji(text: string): string | null {
  const one = text.trim()
  if (picture.test(one)) return one
  // Typed without the selector that asks for colour, as many keyboards do.
  const coloured = `${one.replace(/\uFE0F$/, '')}\uFE0F`
  return picture.test(coloured) ? coloured : null
}

export const Emoji = z.string().refine((text) => asEmoji(text) === text)
export const FavouriteNote = z.string().max(2_000)

/** What a person puts on a message. */
export const Mark = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('favourite'), note: FavouriteNote }),
  z.object({ kind: z.literal('pin') }),
  z.object({ kind: z.literal('reaction'), emoji: Emoji }),
])
export type Mark = z.infer<typeof Mark>

/** Everything put on one message. `favourite` is null or its note; reactions are in the order they were given. */
export const MessageMarks = z.object({
  messageId: MessageId,
  favourite: z.string().nullable(),
  pinned: z.boolean(),
  reactions: z.array(z.string()),
})
export type MessageMarks = z.infer<typeof MessageMarks>

/** A marked message as a list shows it. */
export const MarkedMessage = z.object({
  messageId: MessageId,
  conversationId: ConversationId,
  role: Role,
  author: z.string().nullable(),
  createdAt: Timestamp.nullable(),
  /** The start of its spoken words. */
  excerpt: z.string(),
  note: z.string(),
  markedAt: Timestamp,
})
export type MarkedMessage = z.infer<typeof MarkedMessage>
