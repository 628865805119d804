import type { Part } from '#shared/model/part.ts'
import type { ChatMessage, Side } from '../reading/chat-log.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

const spoken = new Set([
  'Default',
  'Reply',
  'ThreadStarterMessage',
  'ChatInputCommand',
  'ContextMenuCommand',
  '0',
  '19',
])

/** Reads one message of a channel; `partner` is the other person's account name in a direct chat. */
export function readDiscordMessage(message: UntrustedObject, partner: string | null): ChatMessage {
  const author = asObject(message['author'])
  const account = asText(author['name'])
  const type = asText(message['type']) ?? 'Default'
  const isPartner = partner !== null && (account === partner || asText(author['nickname']) === partner)
  const side: Side = !spoken.has(type) ? 'app' : isPartner ? 'them' : 'unknown'
  const parts = [...contentParts(message), ...contentParts(asObject(message['forwardedMessage']))]
  return {
    id: asText(message['id']),
    stamp: asText(message['timestamp']) ?? '',
    side,
    author: asText(author['nickname']) ?? account,
    createdAt: parseSourceTime(message['timestamp']),
    parts,
    raw: rawBeside(message, parts, ['content']),
  }
}

function contentParts(message: UntrustedObject): Part[] {
  const parts: Part[] = []
  for (const attachment of asList(message['attachments']).filter(isObject)) {
    const name = asText(attachment['fileName'])
    const pointer = asText(attachment['url'])
    parts.push(mediaPart({ pointer, name, size: asNumber(attachment['fileSizeBytes']) }))
  }
  for (const sticker of asList(message['stickers']).filter(isObject)) {
    parts.push(mediaPart({ pointer: asText(sticker['sourceUrl']), name: asText(sticker['name']) }, 'image'))
  }
  const content = asText(message['content'])
  if (content) parts.push({ kind: 'text', text: content })
  for (const embed of asList(message['embeds']).filter(isObject)) {
    const text = asText(embed['description']) ?? ''
    parts.push({ kind: 'citation', text, title: asText(embed['title']), url: asText(embed['url']) })
  }
  return parts
}
