import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { jsonRows } from '../files/json-rows.ts'
import { heldBytes, inPasses } from '../reading/in-passes.ts'
import { messageRows } from '../reading/message-rows.ts'
import type { SourceFile } from '../files/source-files.ts'
import { eachFile } from '../files/each-file.ts'
import { lastingId, lobeData, type LobeData } from './lobechat-data.ts'
import { readMessage } from './lobechat-message.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import type { NeutralAsset, NeutralConversation } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

const members = ['state', 'data']
/** What is needed beside the messages. Others are not read: they hold keys, and what knowledge bases were made of. */
const smallTables = new Set([
  'agents',
  'agentsToSessions',
  'files',
  'globalFiles',
  'messagesFiles',
  'sessions',
  'threads',
  'topics',
])

/** LobeChat's exports: the older one of its state, and the dump of its tables since 2025. */
export const lobechat: Importer = { id: 'lobechat', descend: [], descendThrough: members, detect, read }

const inbox = 'inbox'

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || (sample.key !== 'state' && sample.key !== 'data')) return null
  const source = asObject(sample.item)
  const tables = ['topics', 'sessions'].filter((name) => Array.isArray(source[name]))
  // A file that breaks off may have come no further than its messages.
  const isLinked = asList(source['messages']).some((row) => 'topicId' in asObject(row) && 'sessionId' in asObject(row))
  if (!Array.isArray(source['messages']) || (tables.length === 0 && !isLinked)) return null
  return { certainty: tables.length === 2 ? 'certain' : 'likely', why: byFields('messages', ...tables) }
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return eachFile(files, readExport)
}

/** Rows of many conversations lie mixed: those of a few are held at once, however large the export is. */
async function* readExport(file: SourceFile): AsyncGenerator<ReadItem, void, void> {
  const { tables, talks, talkOfMessage, problems } = await weighTalks(file)
  yield* problems
  const shared = new Map(takeInlineAssets(tables).map((asset) => [asset.pointer, asset]))
  for (const pass of inPasses(talks, heldBytes)) {
    const rows = await rowsOfPass(file, pass, talkOfMessage)
    const inline = new Map([...shared, ...takeInlineAssets(rows).map((asset) => [asset.pointer, asset] as const)])
    const data = lobeData({ ...tables, ...rows })
    for (const [id, messages] of Map.groupBy(data.messages, talkOf)) {
      const title = asText(data.topics.get(id)?.['title'])
      yield tryConversation(file.name, title, () => readTalk(id, messages, data, inline))
    }
  }
  for (const topic of (tables['topics'] ?? []).filter(isObject)) {
    if (!talks.has(asText(topic['id']) ?? '')) yield emptyConversation(file.name, asText(topic['title']))
  }
}

/** Goes over all rows once: keeps the small tables, and of messages what each conversation weighs. */
async function weighTalks(file: SourceFile) {
  const tables: Record<string, unknown[]> = {}
  const problems: ReadItem[] = []
  const talks = new Map<string, number>()
  const talkOfMessage = new Map<string, string>()
  const plugins = new Map<string, number>()
  for await (const row of jsonRows(file, members)) {
    if (row.kind !== 'row') problems.push(row)
    else if (!row.listed || row.key === null) continue
    else if (row.key === 'messages') {
      for (const message of messageRows([row.value])) {
        const talk = talkOf(message)
        talks.set(talk, (talks.get(talk) ?? 0) + row.bytes)
        talkOfMessage.set(asText(message['id']) ?? '', talk)
      }
    } else if (row.key === 'messagePlugins') plugins.set(asText(asObject(row.value)['id']) ?? '', row.bytes)
    else if (smallTables.has(row.key)) (tables[row.key] ??= []).push(row.value)
  }
  for (const [id, bytes] of plugins) {
    const talk = talkOfMessage.get(id)
    if (talk !== undefined) talks.set(talk, (talks.get(talk) ?? 0) + bytes)
  }
  return { tables, talks, talkOfMessage, problems }
}

async function rowsOfPass(file: SourceFile, pass: ReadonlySet<string>, talkOfMessage: ReadonlyMap<string, string>) {
  const messages: UntrustedObject[] = []
  const messagePlugins: unknown[] = []
  for await (const row of jsonRows(file, members)) {
    if (row.kind !== 'row' || !row.listed) continue
    if (row.key === 'messages') messages.push(...messageRows([row.value]).filter((one) => pass.has(talkOf(one))))
    else if (row.key === 'messagePlugins') {
      const talk = talkOfMessage.get(asText(asObject(row.value)['id']) ?? '')
      if (talk !== undefined && pass.has(talk)) messagePlugins.push(row.value)
    }
  }
  return { messages, messagePlugins }
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
