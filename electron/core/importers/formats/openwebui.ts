import { chatIdentity } from '../reading/chat-identity.ts'
import { chatRole } from '../reading/chat-role.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { jsonRecords } from '../files/json-records.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { messageRows } from '../reading/message-rows.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { readContent } from './openwebui-content.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { tryConversation } from '../reading/try-conversation.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Open WebUI's chat exports: all chats, one chat, and the older ones that hold the inner chat alone. */
export const openwebui: Importer = { id: 'openwebui', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json') return null
  const { messages: mapping } = historyIn(sample.key, asObject(sample.item))
  if (!isObject(mapping)) return null
  const messages = Object.values(mapping).slice(0, 100).filter(isObject)
  // The same tree with marks of its own.
  if (messages.some((message) => 'content_list' in message || 'chat_type' in message)) return null
  const linked = messages.some(
    (message) => asText(message['role']) && ('parentId' in message || 'childrenIds' in message),
  )
  return { certainty: linked ? 'certain' : 'likely', why: byFields('history', 'messages', 'childrenIds') }
}

/** The history of one chat of a list, or of a chat that stands alone and comes member by member. */
function historyIn(key: string | null, item: UntrustedObject): UntrustedObject {
  if (key === 'history') return item
  return asObject(key === 'chat' ? item['history'] : chatOf(item)?.['history'])
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: openwebui.descend,
    isRecord: (members) => chatOf(members) !== null,
    read: (record, file) => [readRecord(record, file.name)],
  })
}

/** The chat inside its row of the database, or the chat itself. */
function chatOf(record: UntrustedObject): UntrustedObject | null {
  const inner = record['chat']
  if (isObject(inner) && (isObject(inner['history']) || Array.isArray(inner['messages']))) return inner
  return isObject(record['history']) ? record : null
}

function readRecord(record: UntrustedObject, file: string): ReadItem {
  const chat = chatOf(record)
  if (!chat) return { kind: 'failed', file, code: 'not-a-conversation', item: asText(record['title']) }
  return tryConversation(file, asText(record['title']), () => readChat(record, chat))
}

function readChat(record: UntrustedObject, chat: UntrustedObject): NeutralConversation {
  const inline = new Map(takeInlineAssets(chat).map((asset) => [asset.pointer, asset]))
  const { messages: flat, history, ...inner } = chat
  const { messages: mapping, ...place } = asObject(history)
  const tree = entryTree(entriesOf(asObject(mapping), messageRows(flat)), asText(place['currentId']), (message) => {
    return parseSourceTime(message['timestamp'])?.milliseconds ?? 0
  })
  const nodes = tree.entries.map(readNode)
  const { chat: _chat, ...row } = record === chat ? {} : record
  return neutralConversation({
    source: 'openwebui',
    sourceId: asText(record['id']) ?? asText(chat['id']) ?? chatIdentity([chat['timestamp'], chat['title']], nodes),
    title: asText(record['title']) ?? asText(chat['title']),
    createdAt: parseSourceTime(record['created_at']) ?? parseSourceTime(chat['timestamp']),
    updatedAt: parseSourceTime(record['updated_at']),
    archived: record['archived'] === true,
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: withoutSecrets({ ...row, chat: { ...inner, history: place } }),
  })
}

/** The tree, and what only the flat copy of the shown thread has: whole messages, or the words of some. */
function entriesOf(mapping: UntrustedObject, flat: readonly UntrustedObject[]): Entry<UntrustedObject>[] {
  const name = createNodeNamer()
  const copies = new Map(flat.map((copy) => [asText(copy['id']), copy]))
  const entries = Object.entries(mapping).map(([id, value]): Entry<UntrustedObject> => {
    const copy = copies.get(id)
    const own = isObject(value) ? value : copy ? {} : { content: value }
    const says = asText(own['content']) !== null || asList(own['output']).length > 0
    const message = says ? own : { ...own, ...copy }
    const children = asList(message['childrenIds']).filter((child) => typeof child === 'string')
    return { id, parentId: asText(message['parentId']), children, value: message }
  })
  const known = new Set(entries.map(({ id }) => id))
  let above: string | null = null
  for (const value of flat) {
    const text = asText(value['content']) ?? ''
    const time = parseSourceTime(value['timestamp'])
    const id: string = asText(value['id']) ?? name({ time, who: asText(value['role']) ?? '', text })
    if (!known.has(id)) entries.push({ id, parentId: asText(value['parentId']) ?? above, value })
    above = id
  }
  return entries
}

function readNode({ id, parentId, value }: Entry<UntrustedObject>): NeutralNode {
  const parts = readContent(value)
  const role = chatRole(value['role'])
  const isAnswer = role === 'assistant'
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    author: isAnswer ? asText(value['modelName']) : null,
    createdAt: parseSourceTime(value['timestamp']),
    parts,
    hidden: role === 'system',
    state: value['done'] === false ? 'interrupted' : 'complete',
    model: isAnswer ? asText(value['model']) : null,
    raw: rawBeside(value, parts, ['content']),
  })
}
