import type { AssetId } from '#shared/model/ids.ts'
import type { PromptMessage } from './reply-stream.ts'

/** The bytes of a picture as they may leave: whole, and without what its file says besides; null where there are none. */
export type ReadPicture = (id: AssetId) => { readonly mime: string; readonly bytes: Uint8Array } | null

type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } }

/** A message as it stands in the body of a request. */
export type WireMessage =
  | { readonly role: 'system' | 'assistant'; readonly content: string }
  | { readonly role: 'user'; readonly content: string | ContentPart[] }

/**
 * A prompt's message in the form of the OpenAI interface, which Anthropic, Gemini, Ollama and the rest read as well.
 * Pictures stand before the words, where Anthropic and Google advise; without any, the words stay a plain text, which
 * every endpoint takes.
 */
export function onTheWire({ role, content, pictures = [] }: PromptMessage, readPicture: ReadPicture): WireMessage {
  if (role !== 'user') return { role, content }
  const images = pictures.flatMap(({ assetId }): ContentPart[] => {
    const picture = readPicture(assetId)
    if (!picture) return []
    const url = `data:${picture.mime};base64,${Buffer.from(picture.bytes).toString('base64')}`
    return [{ type: 'image_url', image_url: { url } }]
  })
  if (images.length === 0) return { role, content }
  return { role, content: content === '' ? images : [...images, { type: 'text', text: content }] }
}
