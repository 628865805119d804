import type { ForeignDatabase, ForeignRow } from '#core/store/foreign-database.ts'
import type { SourceFile } from '../files/source-files.ts'
import type { ReadItem } from '../importer.ts'
import type { NeutralConversation } from '../neutral.ts'
import { firstTime } from '../reading/first-time.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { inOneLine, neutralConversation } from '../reading/neutral-builders.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'
import { asNumber, asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { json, placesOf, readRow, rowsById, type FindAsset } from './cherry-studio-rows.ts'

/** What was said with agents, which are kept apart from assistants. */
export const agentMessages = 'agent_session_message'

/** Reads the sessions with agents, one after another. */
export function* readAgentSessions(
  database: ForeignDatabase,
  file: SourceFile,
  findStored: FindAsset,
): Generator<ReadItem, void, void> {
  const sessions = rowsById(database, 'agent_session')
  const agents = rowsById(database, 'agent')
  for (const [id, places] of placesOf(database, agentMessages, 'session_id')) {
    const session = sessions.get(id) ?? {}
    const agent = agents.get(asText(session['agent_id'])) ?? {}
    const rows = places.map((place) => database.row(agentMessages, place)).filter((row) => row !== null)
    const title = asText(session['name'])
    yield tryConversation(file.name, title, () => readSession({ id, session, agent, rows, findStored }))
    sessions.delete(id)
  }
  for (const session of sessions.values()) yield emptyConversation(file.name, asText(session['name']))
}

function readSession(given: {
  readonly id: string | null
  readonly session: ForeignRow
  readonly agent: ForeignRow
  readonly rows: readonly ForeignRow[]
  readonly findStored: FindAsset
}): NeutralConversation {
  const { id, session, agent, rows, findStored } = given
  const said = rows.toSorted((left, right) => timeOf(left) - timeOf(right)).map(messageOf)
  const inline = new Map(takeInlineAssets(said).map((asset) => [asset.pointer, asset]))
  const name = asText(agent['name'])
  const nodes = inOneLine(said.map((value) => readRow({ id: asText(value['id']) ?? '', parentId: null, value }, name)))
  return neutralConversation({
    source: 'cherry-studio',
    sourceId: `agent:${id ?? nodes[0]?.sourceId ?? ''}`,
    title: asText(session['name']),
    createdAt: parseSourceTime(session['created_at']) ?? firstTime(nodes),
    updatedAt: parseSourceTime(session['updated_at']),
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer) ?? findStored(pointer)),
    raw: withoutSecrets({ ...session, agent }),
  })
}

function timeOf(row: ForeignRow): number {
  return asNumber(row['created_at']) ?? 0
}

/** A message as assistants have them: its envelope holds parts, or the blocks of before lie beside it. */
function messageOf({ id, role, content, created_at, ...rest }: ForeignRow): UntrustedObject {
  const envelope = asObject(json(content))
  const { data, modelId, ...message } = asObject(envelope['message'])
  return {
    ...rest,
    role,
    ...message,
    id: asText(message['id']) ?? `row:${String(id)}`,
    // Models are named behind those who serve them.
    modelId: asText(modelId)?.split('::').at(-1) ?? null,
    createdAt: message['createdAt'] ?? created_at,
    data: data ?? { blocks: envelope['blocks'] },
  }
}
