import { z } from 'zod'
import { AssetId, MessageId } from './ids.ts'

/** A picture that goes with a message, cleaned and in the size that is sent; `size` in bytes. */
export const PictureAttachment = z.object({
  kind: z.literal('image'),
  assetId: AssetId,
  name: z.string().max(300),
  size: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** What the person says is in it, for who cannot see it. */
  description: z.string().max(2_000),
})

/** A text that goes with a message; `tokens` by estimate. */
export const FileAttachment = z.object({
  kind: z.literal('file'),
  assetId: AssetId,
  name: z.string().max(300),
  size: z.int(),
  tokens: z.int(),
})

/** What goes with the words of a message. */
export const Attachment = z.discriminatedUnion('kind', [PictureAttachment, FileAttachment])
export type Attachment = z.infer<typeof Attachment>

/** Words of an earlier message, whole or in part, that a message answers. */
export const Quote = z.object({ messageId: MessageId, author: z.string().max(300), text: z.string().max(2_000) })
export type Quote = z.infer<typeof Quote>

/** Attachments that one message takes at most. */
export const mostAttachments = 10

/** What is being written, or waits to be sent: words and what goes with them. */
export const Draft = z.object({
  text: z.string().max(1_000_000),
  attachments: z.array(Attachment).max(mostAttachments).default([]),
  quote: Quote.nullable().default(null),
})
export type Draft = z.infer<typeof Draft>

/** Nothing written. */
export const emptyDraft: Draft = { text: '', attachments: [], quote: null }

/** Whether there is nothing to keep. */
export function isEmptyDraft({ text, attachments, quote }: Draft): boolean {
  return text === '' && attachments.length === 0 && quote === null
}

/** Whether there is something to send: a quote alone says nothing. */
export function isSendable({ text, attachments }: Draft): boolean {
  return text.trim() !== '' || attachments.length > 0
}

/** Whether two would be sent as the same. */
export function isSameDraft(one: Draft, other: Draft): boolean {
  const sent = ({ text, attachments, quote }: Draft) => JSON.stringify([text.trim(), attachments, quote])
  return sent(one) === sent(other)
}

/** Both as one, the first before the second. */
export function joinDrafts(first: Draft, second: Draft): Draft {
  const texts = [first.text, second.text].filter((text) => text !== '')
  return {
    text: texts.join('\n'),
    attachments: [...first.attachments, ...second.attachments].slice(0, mostAttachments),
    quote: first.quote ?? second.quote,
  }
}
