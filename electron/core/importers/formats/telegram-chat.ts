import type { Part } from '#shared/model/part.ts'
import { readChatLog, type ChatMessage, type Side } from '../reading/chat-log.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { folderOf, type NamedFiles } from '../files/named-files.ts'
import type { NeutralConversation } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asNumber, asObject, asText, type UntrustedObject } from '../untrusted.ts'

type Setting = {
  readonly file: SourceFile
  readonly files: NamedFiles
  /** The `from_id` of the account that exported, where the export says it. */
  readonly you: string | null
}

const privateTypes = new Set(['personal_chat', 'bot_chat', 'saved_messages'])

/** Reads one chat of a Telegram export. */
export function readTelegramChat(
  chat: UntrustedObject,
  messages: readonly UntrustedObject[],
  { file, files, you }: Setting,
): NeutralConversation {
  const type = asText(chat['type'])
  const id = scalarText(chat['id'])
  const isPrivate = type !== null && privateTypes.has(type)
  const partner = type === 'personal_chat' || type === 'bot_chat' ? id : null
  const sideOf = (message: UntrustedObject): Side => {
    const from = asText(message['from_id'])
    if (message['type'] === 'service') return 'app'
    if (type === 'saved_messages' || (you !== null && from === you)) return 'you'
    if (partner !== null && from !== null) return from === `user${partner}` ? 'them' : 'you'
    return you !== null && from !== null ? 'them' : 'unknown'
  }
  return readChatLog({
    source: 'telegram',
    id: id === null ? null : `${type ?? 'chat'}:${id}`,
    title: asText(chat['name']),
    isPrivate,
    messages: messages.map((message) => messageOf(message, sideOf(message))),
    raw: chat,
    files,
    near: folderOf(file.name),
  })
}

function messageOf(message: UntrustedObject, side: Side): ChatMessage {
  const { text_entities: entities, ...rest } = message
  const words = plainText(message['text']) || plainText(entities)
  const parts = [...mediaParts(message), ...(words === '' ? [] : [{ kind: 'text' as const, text: words }])]
  for (const key of opaqueKeys) if (message[key] !== undefined) parts.push(opaquePart(key, message[key]))
  if (parts.length === 0) {
    parts.push(opaquePart(asText(message['action']) ?? asText(message['media_type']) ?? 'message', rest))
  }
  const isPlain = asList(entities).every((piece) => asObject(piece)['type'] === 'plain')
  return {
    id: scalarText(message['id']),
    stamp: scalarText(message['date_unixtime']) ?? scalarText(message['date']) ?? '',
    side,
    author: asText(message['from']) ?? asText(message['actor']) ?? asText(message['from_id']),
    createdAt: parseSourceTime(message['date_unixtime']) ?? parseSourceTime(message['date']),
    parts,
    raw: rawBeside(isPlain ? rest : message, parts, ['text']),
  }
}

const opaqueKeys = ['poll', 'location_information', 'contact_information', 'game_title', 'invoice_information'] as const

/** Words stand as one text, or in pieces with and without a format. */
function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  return asList(value)
    .map((piece) => (typeof piece === 'string' ? piece : (asText(asObject(piece)['text']) ?? '')))
    .join('')
}

function mediaParts(message: UntrustedObject): Part[] {
  const parts: Part[] = []
  const size = { width: asNumber(message['width']), height: asNumber(message['height']) }
  if (message['photo'] !== undefined) parts.push(mediaPart({ ...fileAt(message['photo']), ...size }, 'image'))
  if (message['file'] !== undefined) {
    const file = fileAt(message['file'])
    const mime = asText(message['mime_type'])
    const type = message['media_type']
    const kind = type === 'voice_message' || type === 'audio_file' ? 'audio' : undefined
    const name = asText(message['file_name']) ?? file.name
    parts.push(mediaPart({ ...file, ...size, name, mime, size: asNumber(message['file_size']) }, kind))
  }
  const emoji = asText(message['sticker_emoji'])
  if (emoji) parts.push({ kind: 'text', text: emoji })
  return parts
}

/** In place of a path may stand a sentence in brackets that the file is not included. */
function fileAt(value: unknown): { readonly pointer: string | null; readonly name: string | null } {
  const path = asText(value)
  if (path === null || path.startsWith('(')) return { pointer: null, name: null }
  return { pointer: path, name: baseName(path) }
}
