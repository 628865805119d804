import { isUtf8 } from 'node:buffer'
import type { Part } from '#shared/model/part.ts'
import type { ChatMessage, Side } from '../reading/chat-log.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { baseName } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

const mediaKeys = [
  ['photos', 'image'],
  ['gifs', 'image'],
  ['sticker', 'image'],
  ['audio_files', 'audio'],
  ['videos', undefined],
  ['files', undefined],
  ['media', undefined],
] as const

/** Reads one message of a thread, in the old form or that of encrypted threads. */
export function readMetaMessage(message: UntrustedObject, partner: string | null): ChatMessage {
  const sender = asText(message['sender_name']) ?? asText(message['senderName'])
  const author = sender === null ? null : unmangled(sender)
  const time = message['timestamp_ms'] ?? message['timestamp']
  const side: Side = author === null ? 'app' : author === partner ? 'them' : 'unknown'
  const parts = partsOf(message)
  return {
    id: null,
    stamp: scalarText(time) ?? '',
    side,
    author,
    createdAt: parseSourceTime(time),
    parts,
    raw: rawBeside(message, parts, ['content', 'text']),
  }
}

function partsOf(message: UntrustedObject): Part[] {
  const parts: Part[] = []
  for (const [key, kind] of mediaKeys) {
    const value = message[key]
    for (const one of (isObject(value) ? [value] : asList(value)).filter(isObject)) {
      const uri = asText(one['uri'])
      const name = uri === null ? null : baseName(uri)
      parts.push(mediaPart({ pointer: uri, name }, kind))
    }
  }
  const content = asText(message['content']) ?? asText(message['text'])
  if (content) parts.push({ kind: 'text', text: unmangled(content) })
  const share = message['share']
  if (isObject(share)) {
    const text = unmangled(asText(share['share_text']) ?? '')
    parts.push({ kind: 'citation', text, title: asText(share['original_content_owner']), url: asText(share['link']) })
  }
  if (parts.length === 0) parts.push(opaquePart(asText(asObject(message)['type']) ?? 'message', message))
  return parts
}

/** The download writes each byte of UTF-8 as a character of its own; this puts them together again. */
export function unmangled(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text
  const bytes = Buffer.from(text, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : text
}
