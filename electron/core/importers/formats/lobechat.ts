import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { jsonRecords } from '../files/json-records.ts'
import { lastingId, lobeData, type LobeData } from './lobechat-data.ts'
import { readMessage } from './lobechat-message.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import type { NeutralAsset, NeutralConversation } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** LobeChat's exports: the older one of its state, and the dump of its tables since 2025. */
export const lobechat: Importer = { id: 'lobechat', descend: [], detect, read }

const inbox = 'inbox'

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || (sample.key !== 'state' && sample.key !== 'data')) return null
  const source = asObject(sample.item)
  const tables = ['topics', 'sessions'].filter((name) => Array.isArray(source[name]))
  if (!Array.isArray(source['messages']) || tables.length === 0) return null
  return { certainty: tables.length === 2 ? 'certain' : 'likely', why: 'tables of messages, topics and sessions' }
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: lobechat.descend,
    isRecord: (members) => isObject(members['state']) || isObject(members['data']),
    read: (members, file) => readExport(asObject(members['state'] ?? members['data']), file.name),
  })
}

function* readExport(source: UntrustedObject, file: string): Generator<ReadItem, void, void> {
  const inline = new Map(takeInlineAssets(source).map((asset) => [asset.pointer, asset]))
  const data = lobeData(source)
  const talks = Map.groupBy(data.messages, talkOf)
  for (const [id, messages] of talks) {
    const title = asText(data.topics.get(id)?.['title'])
    yield tryConversation(file, title, () => readTalk(id, messages, data, inline))
  }
  for (const [id, topic] of data.topics) if (!talks.has(id)) yield emptyConversation(file, asText(topic['title']))
}

/** A topic is a conversation; what was said outside of any belongs to the session, or to whoever answered. */
function talkOf(message: UntrustedObject): string {
  return asText(message['topicId']) ?? asText(message['sessionId']) ?? asText(message['agentId']) ?? inbox
}

function readTalk(
  id: string,
  messages: readonly UntrustedObject[],
  data: LobeData,
  inline: ReadonlyMap<string, NeutralAsset>,
): NeutralConversation {
  const topic = data.topics.get(id)
  const sessionId = asText(topic?.['sessionId']) ?? asText(messages[0]?.['sessionId']) ?? inbox
  const session = data.sessions.get(sessionId)
  const agent = data.agents.get(asText(messages[0]?.['agentId']) ?? sessionId)
  const agentName =
    asText(agent?.['title']) ?? asText(asObject(session?.['meta'])['title']) ?? asText(session?.['title'])
  const { entries, current } = entriesOf(messages, data)
  const tree = entryTree(entries, current, timeOf)
  const nodes = tree.entries.map((entry) => readMessage(entry, data, agentName))
  return neutralConversation({
    source: 'lobechat',
    sourceId: lastingId(topic) ?? lastingId(session) ?? id,
    title: topic ? asText(topic['title']) : agentName,
    createdAt: parseSourceTime(topic?.['createdAt']) ?? firstTime(nodes),
    updatedAt: parseSourceTime(topic?.['updatedAt']),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: withoutSecrets({ topic, session, agent }),
  })
}

function timeOf(message: UntrustedObject): number {
  return parseSourceTime(message['createdAt'])?.milliseconds ?? 0
}

/**
 * An answer names its question. A question names nothing and follows what was said before it: in its thread, which
 * begins at the message it was opened from, else in the talk itself.
 */
function entriesOf(
  messages: readonly UntrustedObject[],
  data: LobeData,
): { readonly entries: readonly Entry<UntrustedObject>[]; readonly current: string | null } {
  const name = createNodeNamer()
  const named = messages.map((value) => {
    const marks = { time: parseSourceTime(value['createdAt']), who: asText(value['role']) ?? '' }
    return { value, id: lastingId(value) ?? name({ ...marks, text: asText(value['content']) ?? '' }) }
  })
  const idOf = new Map(named.map(({ value, id }) => [asText(value['id']) ?? id, id]))
  const lastOf = new Map<string, string>()
  const entries = named.map(({ value, id }): Entry<UntrustedObject> => {
    const thread = asText(value['threadId']) ?? ''
    const opener = asText(data.threads.get(thread)?.['sourceMessageId'])
    const parentId =
      idOf.get(asText(value['parentId']) ?? '') ?? lastOf.get(thread) ?? idOf.get(opener ?? '') ?? lastOf.get('')
    lastOf.set(thread, id)
    return { id, parentId: parentId ?? null, value }
  })
  return { entries, current: lastOf.get('') ?? null }
}
