import { chatIdentity } from '../reading/chat-identity.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { isDeeperThan } from '../files/json-depth.ts'
import { jsonRecords } from '../files/json-records.ts'
import { readContent } from './librechat-content.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Each answer may be nested in its question, two levels of JSON for each: deep enough for a talk of years. */
const maxDepth = 50_000
/** Nothing else in a message has a reason to be deep. */
const messageDepth = 64

/** LibreChat's exports of one conversation, flat or nested, with all branches or the shown one. */
export const librechat: Importer = { id: 'librechat', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'outline') return null
  const { members } = sample
  if (typeof members['conversationId'] !== 'string') return null
  const first = asObject(asList(members['messages'] ?? members['messagesTree'])[0])
  if ('exportAt' in members || 'recursive' in members || 'isCreatedByUser' in first) {
    return { certainty: 'certain', why: byFields('conversationId', 'messages') }
  }
  return 'messageId' in first ? { certainty: 'likely', why: byFields('conversationId', 'messageId') } : null
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: librechat.descend,
    maxDepth,
    isRecord: (members) => 'messages' in members || 'messagesTree' in members,
    read: (record, file) => [{ kind: 'conversation', file: file.name, conversation: readConversation(record) }],
  })
}

function readConversation(record: UntrustedObject): NeutralConversation {
  const inline = new Map(takeInlineAssets(record).map((asset) => [asset.pointer, asset]))
  const { messages, messagesTree, ...rest } = record
  if (isDeeperThan(rest, messageDepth)) throw new Error('Too deep')
  const nested = flatten(asList(messagesTree))
  const known = new Set(nested.map(({ id }) => id))
  const entries = [...nested, ...flatten(asList(messages)).filter(({ id }) => !known.has(id))]
  const tree = entryTree(entries, null, (message) => parseSourceTime(message['createdAt'])?.milliseconds ?? 0)
  const nodes = tree.entries.map(readNode)
  return neutralConversation({
    source: 'librechat',
    sourceId: asText(record['conversationId']) ?? chatIdentity([record['title']], nodes),
    title: asText(record['title']),
    createdAt: firstTime(nodes),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: withoutSecrets(rest),
  })
}

/** Messages in the order they stand in, however deep. A flat list without any links is one line. */
function flatten(roots: readonly unknown[]): Entry<UntrustedObject>[] {
  const name = createNodeNamer()
  const entries: Entry<UntrustedObject>[] = []
  const linked = roots.some(
    (root) => asText(asObject(root)['parentMessageId']) || Array.isArray(asObject(root)['children']),
  )
  const waiting = roots.map((value) => ({ value, above: null as string | null })).toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { children, ...message } = isObject(next.value) ? next.value : { content: [next.value] }
    if (isDeeperThan(message, messageDepth)) throw new Error('Too deep')
    const text = asText(message['text']) ?? ''
    const marks = { time: parseSourceTime(message['createdAt']), who: asText(message['sender']) ?? '', text }
    const id = asText(message['messageId']) ?? name(marks)
    const above = linked ? next.above : (entries.at(-1)?.id ?? null)
    entries.push({ id, parentId: next.above ?? asText(message['parentMessageId']) ?? above, value: message })
    for (const child of asList(children).toReversed()) waiting.push({ value: child, above: id })
  }
  return entries
}

/** Who spoke is told by `isCreatedByUser`; the name beside it may be anything. */
function readNode({ id, parentId, value }: Entry<UntrustedObject>): NeutralNode {
  const sender = asText(value['sender'])
  const isUser =
    typeof value['isCreatedByUser'] === 'boolean' ? value['isCreatedByUser'] : sender?.toLowerCase() === 'user'
  const parts = readContent(value, !isUser)
  return neutralNode({
    sourceId: id,
    parentId,
    role: isUser ? 'user' : 'assistant',
    author: sender,
    createdAt: parseSourceTime(value['createdAt']) ?? parseSourceTime(value['updatedAt']),
    parts,
    state: value['unfinished'] === true ? 'stopped' : 'complete',
    model: isUser ? null : modelOf(value['model']),
    finishReason: asText(value['finish_reason']),
    raw: rawBeside(value, parts, ['text']),
  })
}

/** Agents and assistants stand where a model does; what they ran on is not told. */
function modelOf(value: unknown): string | null {
  const name = asText(value)
  return name && !/^(?:agent|asst)_/.test(name) ? name : null
}
