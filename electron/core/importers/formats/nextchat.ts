import type { DayOrder } from '#shared/model/import-run.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { eachFile } from '../files/each-file.ts'
import { jsonRows } from '../files/json-rows.ts'
import type { SourceFile } from '../files/source-files.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { messageRows } from '../reading/message-rows.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import type { NeutralConversation } from '../neutral.ts'
import { readMessage } from './nextchat-message.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { parseSourceTime, type SourceTime } from '../reading/source-time.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'
import { createWrittenTimes } from '../reading/written-time.ts'

const store = 'chat-next-web-store'

/** NextChat's (ChatGPT-Next-Web's) backup. Of its stores only the chats are read: others hold keys. */
export const nextchat: Importer = { id: 'nextchat', descend: [], descendThrough: [store], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || sample.key !== store || !Array.isArray(asObject(sample.item)['sessions'])) return null
  return { certainty: 'certain', why: byFields(store, 'sessions') }
}

function read({ files, dayOrder = null }: Claim): AsyncGenerator<ReadItem, void, void> {
  return eachFile(files, (file) => readSessions(file, dayOrder))
}

async function* readSessions(file: SourceFile, dayOrder: DayOrder | null): AsyncGenerator<ReadItem, void, void> {
  const problems: ReadItem[] = []
  const times = createWrittenTimes(await writtenTimes(file, problems), dayOrder)
  yield* problems
  if (times.unsure) yield { kind: 'note', file: file.name, code: 'date-order-unsure', item: times.unsure }
  for await (const session of sessionsOf(file, [])) {
    const title = asText(session['topic'])
    yield asList(session['messages']).length === 0
      ? emptyConversation(file.name, title)
      : tryConversation(file.name, title, () => readSession(session, times.read))
  }
}

/** All times of all sessions, the oldest session first: in which order a date is written shows only over the whole. */
async function writtenTimes(file: SourceFile, problems: ReadItem[]) {
  const sessions: { readonly touched: number | null; readonly dates: readonly string[] }[] = []
  for await (const session of sessionsOf(file, problems)) {
    const touched = parseSourceTime(session['lastUpdate'])?.milliseconds ?? null
    sessions.push({ touched, dates: messageRows(session['messages']).map((one) => asText(one['date']) ?? '') })
  }
  const oldestFirst = sessions.toSorted((left, right) => (left.touched ?? 0) - (right.touched ?? 0))
  return oldestFirst.flatMap(({ touched, dates }) =>
    dates.map((text, index) => ({ text, before: touched, isLast: index === dates.length - 1 })),
  )
}

async function* sessionsOf(file: SourceFile, problems: ReadItem[]): AsyncGenerator<UntrustedObject, void, void> {
  for await (const row of jsonRows(file, [store])) {
    if (row.kind !== 'row') problems.push(row)
    else if (row.key === 'sessions' && row.listed && isObject(row.value)) yield row.value
  }
}

function readSession(session: UntrustedObject, timeOf: (written: string) => SourceTime | null): NeutralConversation {
  const inline = new Map(takeInlineAssets(session).map((asset) => [asset.pointer, asset]))
  const { messages, ...rest } = session
  const mask = asObject(session['mask'])
  const name = createNodeNamer()
  const entries: Entry<UntrustedObject>[] = []
  const add = (value: UntrustedObject, before: string) => {
    const text = JSON.stringify(value['content']) ?? ''
    const marks = { time: timeOf(asText(value['date']) ?? ''), who: asText(value['role']) ?? '', text }
    const id = `${before}${asText(value['id']) ?? name(marks)}`
    entries.push({ id, parentId: entries.at(-1)?.id ?? null, value })
  }
  const preset = messageRows(mask['context'])
  for (const message of preset) add(message, 'context:')
  for (const message of messageRows(messages)) add(message, '')
  const tree = entryTree(entries, entries.at(-1)?.id ?? null, () => 0)
  const persona = mask['avatar'] === 'gpt-bot' ? null : asText(mask['name'])
  const isPreset = new Set(preset)
  const nodes = tree.entries.map((entry) =>
    readMessage(entry, { timeOf, persona, isPreset: isPreset.has(entry.value) }),
  )
  const id = session['id']
  return neutralConversation({
    source: 'nextchat',
    sourceId: typeof id === 'number' ? String(id) : (asText(id) ?? `anonymous:${nodes[0]?.sourceId ?? ''}`),
    title: asText(session['topic']),
    createdAt: firstTime(nodes),
    updatedAt: parseSourceTime(session['lastUpdate']),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: withoutSecrets({ ...rest, mask: { ...mask, context: undefined } }),
  })
}
