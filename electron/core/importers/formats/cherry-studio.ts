import type { CherryTopic } from './cherry-studio-assistants.ts'
import { cherryBlocks, type CherryBlocks } from './cherry-studio-blocks.ts'
import { isCherryDatabase, readCherryDatabase } from './cherry-studio-database.ts'
import { readMessage } from './cherry-studio-message.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import { byColumns, byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { isDatabase } from '#core/store/foreign-database.ts'
import { eachFile } from '../files/each-file.ts'
import { readHead } from '../files/file-head.ts'
import { cherryMembers, placeTopics, rowsOfPass, weighBlocks } from './cherry-studio-tables.ts'
import { heldBytes, inPasses } from '../reading/in-passes.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { messageRows } from '../reading/message-rows.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import type { NeutralAsset, NeutralConversation } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Cherry Studio's backup: `data.json` or since version 2 a database, with the files of the conversations beside it. */
export const cherryStudio: Importer = { id: 'cherry-studio', descend: [], descendThrough: cherryMembers, detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'tables') {
    return isCherryDatabase(sample.tables) ? { certainty: 'certain', why: byColumns('topic_id', 'parent_id') } : null
  }
  if (sample.kind !== 'json' || sample.key !== 'indexedDB') return null
  const tables = asObject(sample.item)
  if (!Array.isArray(tables['topics'])) return null
  return { certainty: 'certain', why: byFields('indexedDB', 'topics') }
}

function read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  // Known by their ids, with their endings and without.
  const stored = new Map(
    all.flatMap((file) => [baseName(file.name), stemOf(file)].map((name) => [name, file] as const)),
  )
  return eachFile(files, async function* (file) {
    const isBase = isDatabase(await readHead(file))
    yield* isBase ? readCherryDatabase(file, (pointer) => storedAsset(pointer, stored)) : readBackup(file, stored)
  })
}

/** Messages and the blocks they are made of lie in tables of their own: those of a few topics are held at once. */
async function* readBackup(
  file: SourceFile,
  stored: ReadonlyMap<string, SourceFile>,
): AsyncGenerator<ReadItem, void, void> {
  const { known, places, problems } = await placeTopics(file)
  yield* problems
  const { weights, left } = await weighBlocks(file, places)
  for (const pass of inPasses(weights, heldBytes)) {
    const { topics, message_blocks: rows } = await rowsOfPass(file, pass, places)
    const inline = new Map(takeInlineAssets([topics, rows]).map((asset) => [asset.pointer, asset]))
    const blocks = cherryBlocks(rows)
    const find = (pointer: string) => inline.get(pointer) ?? storedAsset(pointer, stored)
    for (const topic of topics) {
      const about = known.topics.get(asText(topic['id']) ?? '')
      const title = asText(about?.row['name']) ?? asText(topic['name'])
      const messages = messageRows(topic['messages'])
      const reading = { topic, title, about, messages, blocks, find, names: known.names }
      yield messages.length === 0
        ? emptyConversation(file.name, title)
        : tryConversation(file.name, title, () => readTopic(reading))
    }
  }
  for (const type of left) yield { kind: 'note', file: file.name, code: 'block-without-message', item: type }
}

type Reading = {
  readonly topic: UntrustedObject
  readonly title: string | null
  readonly about: CherryTopic | undefined
  readonly messages: readonly UntrustedObject[]
  readonly blocks: CherryBlocks
  readonly find: (pointer: string) => NeutralAsset | undefined
  /** What assistants are called, by id. */
  readonly names: ReadonlyMap<string, string>
}

function readTopic({ topic, title, about, messages, blocks, find, names }: Reading): NeutralConversation {
  const { entries, current } = entriesOf(messages)
  const tree = entryTree(entries, current, () => 0)
  const nodes = tree.entries.map((entry) => {
    const own = blocks.of(entry.value)
    return readMessage(entry, own, names.get(asText(entry.value['assistantId']) ?? '') ?? about?.assistant ?? null)
  })
  const { messages: _messages, ...rest } = topic
  return neutralConversation({
    source: 'cherry-studio',
    sourceId: asText(topic['id']) ?? `anonymous:${nodes[0]?.sourceId ?? ''}`,
    title,
    createdAt: parseSourceTime(about?.row['createdAt'] ?? topic['createdAt']) ?? firstTime(nodes),
    updatedAt: parseSourceTime(about?.row['updatedAt'] ?? topic['updatedAt']),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, find),
    raw: withoutSecrets({ ...rest, topic: about?.row, assistant: about?.about }),
  })
}

/**
 * Several models may answer one question. The talk goes on from the answer that was marked useful, else from the last
 * of them.
 */
function entriesOf(messages: readonly UntrustedObject[]): {
  readonly entries: readonly Entry<UntrustedObject>[]
  readonly current: string | null
} {
  const name = createNodeNamer()
  const ids = new Set<string>()
  let last: string | null = null
  let group: { question: string; useful: boolean } | null = null
  const entries = messages.map((value): Entry<UntrustedObject> => {
    const text = asText(value['content']) ?? ''
    const time = parseSourceTime(value['createdAt'])
    const id: string = asText(value['id']) ?? name({ time, who: asText(value['role']) ?? '', text })
    const question = asText(value['askId'])
    const answers = question !== null && question !== id && ids.has(question)
    const parentId = answers ? question : last
    const useful = value['useful'] === true
    if (!answers || group?.question !== question || useful || !group.useful) last = id
    group = answers ? { question, useful: useful || (group?.question === question && group.useful) } : null
    ids.add(id)
    return { id, parentId, value }
  })
  return { entries, current: last }
}

function stemOf({ name }: SourceFile): string {
  return baseName(name).replace(/\.\w+$/, '')
}

/** Files lie beside the data under their id and ending. */
function storedAsset(pointer: string, stored: ReadonlyMap<string, SourceFile>): NeutralAsset | undefined {
  const file = stored.get(pointer)
  return file && { id: pointer, pointer, name: null, mime: null, file }
}
