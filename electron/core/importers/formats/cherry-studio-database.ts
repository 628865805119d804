import type { ForeignRow } from '#core/store/foreign-database.ts'
import { openDatabaseFile } from '../files/database-file.ts'
import type { SourceFile } from '../files/source-files.ts'
import { SourceTrouble } from '../files/source-trouble.ts'
import type { ReadItem } from '../importer.ts'
import type { NeutralConversation } from '../neutral.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'
import { asNumber, asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { agentMessages, readAgentSessions } from './cherry-studio-agents.ts'
import { json, placesOf, readRow, rowsById, type FindAsset } from './cherry-studio-rows.ts'

/** Whether a database has the tables in which Cherry Studio keeps conversations since version 2. */
export function isCherryDatabase(tables: ReadonlyMap<string, readonly string[]>): boolean {
  const has = (table: string, ...columns: string[]) => columns.every((name) => tables.get(table)?.includes(name))
  return has('topic', 'id', 'name', 'assistant_id') && has('message', 'id', 'topic_id', 'parent_id', 'role', 'data')
}

/** Reads the topics of a database, the messages of one after another. Throws SourceTrouble. */
export async function* readCherryDatabase(
  file: SourceFile,
  findStored: FindAsset,
): AsyncGenerator<ReadItem, void, void> {
  using database = await openDatabaseFile(file)
  const { tables } = database
  const read = ['assistant', 'topic', 'message', 'agent', 'agent_session', agentMessages].filter((table) =>
    tables.has(table),
  )
  if (!read.every(database.isSound)) throw new SourceTrouble('damaged')
  const assistants = rowsById(database, 'assistant')
  const topics = rowsById(database, 'topic')
  for (const [id, places] of placesOf(database, 'message', 'topic_id')) {
    const topic = topics.get(id) ?? {}
    const title = asText(topic['name'])
    if (topic['deleted_at']) yield { kind: 'note', file: file.name, code: 'deleted-there', item: title }
    else {
      const rows = places.map((place) => database.row('message', place)).filter((row) => row !== null)
      const assistant = assistants.get(asText(topic['assistant_id'])) ?? {}
      yield tryConversation(file.name, title, () => readTopic({ id, topic, assistant, rows, findStored }))
    }
    topics.delete(id)
  }
  for (const topic of topics.values())
    if (!topic['deleted_at']) yield emptyConversation(file.name, asText(topic['name']))
  if (tables.has(agentMessages)) yield* readAgentSessions(database, file, findStored)
}

function readTopic(given: {
  readonly id: string | null
  readonly topic: ForeignRow
  readonly assistant: ForeignRow
  readonly rows: readonly ForeignRow[]
  readonly findStored: FindAsset
}): NeutralConversation {
  const { id, topic, assistant, rows, findStored } = given
  const messages = rows.map(messageOf)
  const inline = new Map(takeInlineAssets(messages).map((asset) => [asset.pointer, asset]))
  const timeOf = ({ createdAt }: UntrustedObject) => asNumber(createdAt) ?? 0
  const entries = messages
    .toSorted((left, right) => timeOf(left) - timeOf(right))
    .map((value): Entry<UntrustedObject> => {
      return { id: asText(value['id']) ?? '', parentId: asText(value['parentId']), value }
    })
  const tree = entryTree(entries, asText(topic['active_node_id']), timeOf)
  const nodes = tree.entries.map((entry) => readRow(entry, asText(assistant['name'])))
  return neutralConversation({
    source: 'cherry-studio',
    sourceId: id ?? `anonymous:${nodes[0]?.sourceId ?? ''}`,
    title: asText(topic['name']),
    createdAt: parseSourceTime(topic['created_at']) ?? firstTime(nodes),
    updatedAt: parseSourceTime(topic['updated_at']),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer) ?? findStored(pointer)),
    raw: withoutSecrets({ ...topic, assistant }),
  })
}

/** A row with the names and values that messages had before they came to lie in a database. */
function messageOf(row: ForeignRow): UntrustedObject {
  const { id, parent_id, topic_id, role, status, data, model_id, created_at, searchable_text: _words, ...rest } = row
  const model = asObject(json(row['model_snapshot'] ?? row['model_meta']))
  // Models are named behind those who serve them.
  const modelId = asText(model['id']) ?? asText(model_id)?.split('::').at(-1) ?? null
  const content = json(data)
  return {
    ...rest,
    id,
    parentId: parent_id,
    topicId: topic_id,
    role,
    status,
    modelId,
    model,
    createdAt: created_at,
    data: content,
  }
}
