import type { Role } from '#shared/model/message.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import { arePlainFragments, isRequest, readDeepseekParts } from './deepseek-content.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { fingerprint } from '../reading/fingerprint.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonRecords } from '../files/json-records.ts'
import { lastThread } from '../reading/last-thread.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { readTree } from '../reading/message-tree.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { sampledRecords } from '../reading/sampled-records.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** DeepSeek's data export, its older shape, and answers of its interface that people save. */
export const deepseek: Importer = { id: 'deepseek', descend: [], detect, read }

const words = ['content', 'reasoning_content', 'thinking_content']

function detect(sample: Sample): Detection | null {
  for (const record of sampledRecords(sample)) {
    const values = isObject(record['mapping']) ? Object.values(record['mapping']).slice(0, 1_000) : []
    const messages = [...values.map((node) => asObject(node)['message']), ...(savedMessages(record) ?? [])]
    const certain = messages.some((message) => Array.isArray(asObject(message)['fragments']))
    if (certain) return { certainty: 'certain', why: byFields('mapping', 'fragments') }
    if (messages.some(isOlder)) return { certainty: 'likely', why: byFields('mapping', 'content') }
  }
  return null
}

/** Before fragments a message had a role and words, where ChatGPT's has an author and content. */
function isOlder(value: unknown): boolean {
  const message = asObject(value)
  return typeof message['role'] === 'string' && typeof message['content'] === 'string' && 'inserted_at' in message
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: [],
    isRecord: (members) => isObject(members['mapping']) || savedMessages(members) !== null,
    read: (value, { name: file }) => [{ kind: 'conversation', file, conversation: readConversation(value) }],
  })
}

/** The messages in a saved answer of the interface, or null when it is none. */
function savedMessages(record: UntrustedObject): readonly unknown[] | null {
  const data = savedData(record)
  const messages = data['chat_messages'] ?? data['messages']
  return Array.isArray(messages) && messages.some((message) => 'message_id' in asObject(message)) ? messages : null
}

function savedData(record: UntrustedObject): UntrustedObject {
  const data = asObject(record['data'] ?? record)
  return asObject(data['biz_data'] ?? data)
}

function readConversation(record: UntrustedObject): NeutralConversation {
  const saved = savedMessages(record)
  if (saved) return readSaved(savedData(record), saved)
  const { mapping, ...rest } = record
  const tree = readTree(linked(asObject(mapping)), null, timeOf)
  const nodes = tree.nodes.map(({ id, parentId, message }) => readNode(id, parentId, message))
  return neutralConversation({
    source: 'deepseek',
    sourceId: asText(record['id']) ?? chatIdentity([record['title'], record['inserted_at']], nodes),
    title: asText(record['title']),
    createdAt: parseSourceTime(record['inserted_at']),
    updatedAt: parseSourceTime(record['updated_at']),
    currentId: lastThread(nodes),
    nodes,
    assets: assetsOf(nodes),
    raw: { ...rest, emptyNodes: tree.empty },
    keptRaw: isObject(mapping) ? null : 'no-mapping',
  })
}

/** The nodes of a mapping; where no node names another, each follows the one before it. */
function linked(mapping: UntrustedObject): [id: string, node: unknown][] {
  const entries = Object.entries(mapping)
  const isLinked = entries.some(([, value]) => {
    const node = asObject(value)
    return asText(node['parent']) !== null || asList(node['children']).length > 0
  })
  if (isLinked) return entries
  return entries.map(([id, node], index) => [id, { ...asObject(node), parent: entries[index - 1]?.[0] ?? null }])
}

function readSaved(data: UntrustedObject, messages: readonly unknown[]): NeutralConversation {
  const session = asObject(data['chat_session'])
  const entries = messages.map((message): Entry<unknown> => {
    const { message_id: id, parent_id: parent } = asObject(message)
    return { id: idText(id) ?? fingerprint(message), parentId: idText(parent), value: message }
  })
  const tree = entryTree(entries, idText(session['current_message_id']), timeOf)
  const nodes = tree.entries.map(({ id, parentId, value }) => readNode(id, parentId, value))
  const { messages: _messages, chat_messages: _chatMessages, ...rest } = data
  const title = asText(session['title']) ?? asText(data['title'])
  return neutralConversation({
    source: 'deepseek',
    sourceId: asText(session['id']) ?? asText(data['id']) ?? chatIdentity(title, nodes),
    title,
    createdAt: parseSourceTime(session['inserted_at'] ?? data['inserted_at']),
    updatedAt: parseSourceTime(session['updated_at'] ?? data['updated_at']),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes),
    raw: rest,
  })
}

function idText(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : asText(value)
}

function readNode(sourceId: string, parentId: string | null, message: unknown): NeutralNode {
  if (!isObject(message)) {
    return neutralNode({ sourceId, parentId, role: 'system', parts: [opaquePart('message', message)] })
  }
  const role = roleOf(message)
  const parts = readDeepseekParts(message)
  const { fragments: _fragments, ...rest } = message
  return neutralNode({
    sourceId,
    parentId,
    role,
    createdAt: parseSourceTime(message['inserted_at']),
    parts,
    state: message['status'] === 'INCOMPLETE' || message['status'] === 'WIP' ? 'interrupted' : 'complete',
    model: role === 'assistant' ? asText(message['model']) : null,
    raw: rawBeside(arePlainFragments(message) ? rest : message, parts, words),
  })
}

function roleOf(message: UntrustedObject): Role {
  if (isRequest(message)) return 'user'
  const role = asText(message['role'])?.toLowerCase()
  return role === 'user' || role === 'system' || role === 'tool' ? role : 'assistant'
}

function timeOf(message: unknown): number {
  return parseSourceTime(asObject(message)['inserted_at'])?.milliseconds ?? 0
}
