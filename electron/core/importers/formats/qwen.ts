import type { Part } from '#shared/model/part.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import { chatRole } from '../reading/chat-role.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { jsonRecords } from '../files/json-records.ts'
import { assetsOf, mediaPart } from '../reading/media-parts.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { sampledRecords } from '../reading/sampled-records.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { partsOfAnswer } from '../reading/thinking-tags.ts'
import { tryConversation } from '../reading/try-conversation.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Qwen Chat: chats with a history of messages, alone, in a list, or in the envelope of its interface. */
export const qwen: Importer = { id: 'qwen', descend: ['data'], detect, read }

function detect(sample: Sample): Detection | null {
  for (const record of sampledRecords(sample)) {
    const isEnvelope = 'success' in record && 'request_id' in record
    for (const chat of chatsIn(record)) {
      const messages = Object.values(messagesOf(chat)).slice(0, 100).map(asObject)
      const isQwen = messages.some((message) => 'content_list' in message || 'reasoning_content' in message)
      if (isQwen || (isEnvelope && messages.length > 0)) {
        return { certainty: 'certain', why: byFields('messages', 'content_list') }
      }
    }
  }
  return null
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: qwen.descend,
    isRecord: (members) => chatsIn(members).length > 0,
    read: (record, { name: file }) => {
      const chats = chatsIn(record)
      if (chats.length === 0)
        return [{ kind: 'failed', file, code: 'not-a-conversation', item: asText(record['title']) }]
      return chats.map((chat) => tryConversation(file, asText(chat['title']), () => readChat(chat)))
    },
  })
}

/** The chats that a record holds: itself, or those in its envelope. */
function chatsIn(record: UntrustedObject): readonly UntrustedObject[] {
  const data = record['data']
  if (data === undefined) return isChat(record) ? [record] : []
  return (Array.isArray(data) ? data : [data]).filter(isObject).filter(isChat)
}

function isChat(record: UntrustedObject): boolean {
  return isObject(asObject(historyOf(record))['messages'])
}

function historyOf(record: UntrustedObject): unknown {
  return asObject(record['chat'])['history'] ?? record['history']
}

function messagesOf(chat: UntrustedObject): UntrustedObject {
  return asObject(asObject(historyOf(chat))['messages'])
}

function readChat(record: UntrustedObject): NeutralConversation {
  const inline = new Map(takeInlineAssets(record).map((asset) => [asset.pointer, asset]))
  const { chat, history: _history, ...rest } = record
  const { history: _inner, messages: _flat, ...inner } = asObject(chat)
  const current = asText(asObject(historyOf(record))['currentId']) ?? asText(record['currentId'])
  const entries = Object.entries(messagesOf(record)).map(([id, value]): Entry<unknown> => {
    const { parentId, childrenIds } = asObject(value)
    const children = asList(childrenIds).filter((child) => typeof child === 'string')
    return { id, parentId: asText(parentId), children, value }
  })
  const tree = entryTree(entries, current, (value) => parseSourceTime(asObject(value)['timestamp'])?.milliseconds ?? 0)
  const nodes = tree.entries.map(readNode)
  return neutralConversation({
    source: 'qwen',
    sourceId: asText(record['id']) ?? chatIdentity([record['title'], record['created_at']], nodes),
    title: asText(record['title']),
    createdAt: parseSourceTime(record['created_at']),
    updatedAt: parseSourceTime(record['updated_at']),
    archived: record['archived'] === true,
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: { ...rest, chat: inner },
  })
}

function readNode({ id, parentId, value }: Entry<unknown>): NeutralNode {
  if (!isObject(value)) {
    return neutralNode({ sourceId: id, parentId, role: 'system', parts: [opaquePart('message', value)] })
  }
  const role = chatRole(value['role'])
  const parts = readParts(value, role === 'assistant')
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    createdAt: parseSourceTime(value['timestamp']),
    parts,
    hidden: role === 'system',
    state: value['done'] === false ? 'interrupted' : value['is_stop'] === true ? 'stopped' : 'complete',
    model: role === 'assistant' ? asText(value['model']) : null,
    raw: rawBeside(value, parts, ['content', 'reasoning_content']),
  })
}

/** The words stand in the content, or only in the list of its phases. */
function readParts(message: UntrustedObject, isAnswer: boolean): Part[] {
  const parts: Part[] = []
  const thought = asText(message['reasoning_content'])
  if (thought) parts.push({ kind: 'thought', text: thought, seconds: null })
  const content = asText(message['content'])
  if (content) parts.push(...(isAnswer ? partsOfAnswer(content) : [{ kind: 'text', text: content } as const]))
  else for (const phase of asList(message['content_list'])) parts.push(...phaseParts(phase, thought))
  if (isObject(message['content']) || Array.isArray(message['content'])) {
    parts.push(opaquePart('content', message['content']))
  }
  parts.push(...asList(message['files']).map(filePart))
  for (const result of asList(asObject(message['info'])['search_results'])) {
    const { title, url, snippet } = asObject(result)
    parts.push({ kind: 'citation', text: asText(snippet) ?? '', title: asText(title), url: asText(url) })
  }
  return parts
}

function phaseParts(value: unknown, known: string | null): Part[] {
  const text = asText(asObject(value)['content'])
  if (text === null) return []
  switch (asObject(value)['phase']) {
    case 'think':
    case 'thinking_summary':
      return text === known ? [] : [{ kind: 'thought', text, seconds: null }]
    case 'image_gen':
      return /^https?:/.test(text) ? [mediaPart({ pointer: text }, 'image')] : [{ kind: 'text', text }]
    default:
      return [{ kind: 'text', text }]
  }
}

function filePart(value: unknown): Part {
  if (!isObject(value)) return opaquePart('file', value)
  const name = asText(value['name'])
  const type = asText(value['file_type']) ?? asText(value['type'])
  return mediaPart(
    {
      pointer: asText(value['url']) ?? asText(value['id']) ?? name,
      name,
      mime: type?.includes('/') ? type : null,
      size: asNumber(value['size']),
    },
    type === 'image' ? 'image' : undefined,
  )
}
