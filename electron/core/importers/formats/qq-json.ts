import type { Part } from '#shared/model/part.ts'
import { readChatJson } from '../reading/chat-json.ts'
import { readChatLog, type ChatMessage, type Side } from '../reading/chat-log.ts'
import { byFields } from '../evidence.ts'
import type { Detection, ReadItem, Sample } from '../importer.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { folderOf, type NamedFiles } from '../files/named-files.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Tells the JSON of QQ Chat Exporter by its messages, or by what it says of the chat. */
export function detectQqJson(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || sample.shape !== 'object') return null
  const { key } = sample
  const item = asObject(sample.item)
  const sender = asObject(item['sender'])
  const isMessage = key === 'messages' && isObject(item['content']) && ('uin' in sender || 'uid' in sender)
  return isMessage ? { certainty: 'certain', why: byFields('sender.uin', 'content.text') } : null
}

/** Reads one chat. */
export async function* readQqJson(file: SourceFile, files: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  const { members, messages, notes } = await readChatJson(file)
  yield* notes
  const chat = asObject(members['chatInfo'])
  const title = asText(chat['name'])
  const isPrivate = chat['type'] === 'private'
  const own = [scalarText(chat['selfUid']), scalarText(chat['selfUin'])].filter((id) => id !== null)
  const selfName = asText(chat['selfName'])
  const sideOf = (sender: UntrustedObject): Side => {
    const ids = [scalarText(sender['uid']), scalarText(sender['uin'])].filter((id) => id !== null)
    if (own.length > 0) return ids.some((id) => own.includes(id)) ? 'you' : 'them'
    if (selfName !== null && sender['name'] === selfName) return 'you'
    return isPrivate && title !== null && sender['name'] === title ? 'them' : 'unknown'
  }
  const conversation = readChatLog({
    source: 'qq',
    id: null,
    title,
    isPrivate,
    messages: messages.map((message) => messageOf(message, sideOf)),
    raw: members,
    files,
    near: folderOf(file.name),
  })
  yield { kind: 'conversation', file: file.name, conversation }
}

function messageOf(message: UntrustedObject, sideOf: (sender: UntrustedObject) => Side): ChatMessage {
  const sender = asObject(message['sender'])
  const content = asObject(message['content'])
  const time = message['timestamp'] ?? message['time']
  const media = asList(content['resources']).filter(isObject).map(resourcePart)
  const text = asText(content['text']) ?? ''
  const words: Part[] = text === '' ? [] : [{ kind: 'text', text }]
  const parts = [...media, ...words]
  const isApp = message['system'] === true
  return {
    id: scalarText(message['id']),
    stamp: scalarText(time) ?? '',
    side: isApp ? 'app' : sideOf(sender),
    author: isApp ? null : (asText(sender['name']) ?? scalarText(sender['uin']) ?? scalarText(sender['uid'])),
    createdAt: parseSourceTime(time),
    parts: parts.length > 0 ? parts : [opaquePart(scalarText(message['type']) ?? 'message', content)],
    raw: rawBeside(message, parts, []),
  }
}

const kinds: Readonly<Record<string, 'image' | 'audio' | undefined>> = {
  image: 'image',
  audio: 'audio',
  voice: 'audio',
}

function resourcePart(resource: UntrustedObject): Part {
  const path = asText(resource['localPath']) ?? asText(resource['filename'])
  const name = asText(resource['filename']) ?? (path && baseName(path))
  return mediaPart({ pointer: path, name, size: asNumber(resource['size']) }, kinds[asText(resource['type']) ?? ''])
}
