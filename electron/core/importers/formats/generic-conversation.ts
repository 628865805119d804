import type { ImportMapping, RowSide } from '#shared/model/import-mapping.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import { entryTree } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import { fieldOf, sideOf } from './generic-fields.ts'
import type { RowGroup } from './generic-groups.ts'
import { inTurns, turnOf, type Thread } from '../reading/in-turns.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { messageContent } from '../reading/message-content.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode, NeutralSpeaker } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { isRoleWord } from '../reading/role-names.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** An id this long is nobody else's; a shorter one counts within its file. */
const ownIdLength = 16

type Row = { readonly node: NeutralNode; readonly parentId: string | null; readonly side: RowSide }

/** Reads one conversation by a mapping. A row that is no message is kept as it is. */
export function readRowGroup(group: RowGroup, mapping: ImportMapping): NeutralConversation {
  const inline = takeInlineAssets(group.rows)
  const name = createNodeNamer()
  const rows = group.rows.flatMap((row): Row[] => {
    if (row === null || row === undefined) return []
    return [isObject(row) ? readRow(row, mapping, name) : readOther(row, name)]
  })
  const { nodes, currentId } = mapping.parent === null ? inTurns(rows.map(({ node }) => turnOf(node))) : inTree(rows)
  const people = peopleOf(rows)
  const conversation = neutralConversation({
    source: 'generic',
    sourceId:
      group.id !== null && group.id.length >= ownIdLength ? group.id : chatIdentity(group.id ?? group.title, nodes),
    title: group.title,
    createdAt: firstTime(nodes),
    nodes,
    currentId,
    ...(people && { people }),
    raw: withoutSecrets(group.raw),
  })
  return withAssets(conversation, () => null, inline)
}

function readRow(row: UntrustedObject, mapping: ImportMapping, name: ReturnType<typeof createNodeNamer>): Row {
  const said = fieldOf(row, mapping.role)
  const called = typeof said === 'string' ? said.trim() : ''
  const isNobody = called === '' && typeof said !== 'boolean'
  const side = mapping.sides[String(said)] ?? (isNobody ? 'system' : sideOf(called || String(said)))
  const role = side === 'unknown' ? 'assistant' : side
  const createdAt = mapping.time === null ? null : parseSourceTime(fieldOf(row, mapping.time))
  const content = fieldOf(row, mapping.text)
  const isSaid = content !== undefined && content !== null
  const parts = isSaid ? messageContent(content, role === 'assistant') : [opaquePart('row', withoutSecrets(row))]
  const id = mapping.id === null ? null : scalarText(fieldOf(row, mapping.id))
  const model = mapping.model === null ? null : fieldOf(row, mapping.model)
  const author = mapping.author === null ? null : fieldOf(row, mapping.author)
  const isNamed = typeof author === 'string' && author.trim() !== ''
  const node = neutralNode({
    sourceId: id ?? name({ time: createdAt, who: String(said), text: JSON.stringify(isSaid ? content : row) }),
    role,
    author: isNamed ? author : called === '' || (isRoleWord(called) && side !== 'unknown') ? null : called,
    createdAt,
    parts,
    hidden: role === 'system',
    model: role === 'assistant' && typeof model === 'string' && model !== '' ? model : null,
    raw: rawBeside(row, parts, [mapping.text]),
  })
  return { node, parentId: mapping.parent === null ? null : scalarText(fieldOf(row, mapping.parent)), side }
}

function readOther(value: unknown, name: ReturnType<typeof createNodeNamer>): Row {
  const sourceId = name({ time: null, who: '', text: JSON.stringify(value) })
  return {
    node: neutralNode({ sourceId, role: 'system', parts: [opaquePart('row', value)] }),
    parentId: null,
    side: 'system',
  }
}

function inTree(rows: readonly Row[]): Thread {
  const given = rows.map(({ node, parentId }) => ({ id: node.sourceId, parentId, value: node }))
  const { entries, currentId } = entryTree(given, null, (node) => node.createdAt?.milliseconds ?? 0)
  return { nodes: entries.map(({ id, parentId, value }) => ({ ...value, sourceId: id, parentId })), currentId }
}

/** Those who speak, where the rows name people and do not tell which of them is the person. */
function peopleOf(rows: readonly Row[]): NeutralSpeaker[] | null {
  if (!rows.some(({ side, node }) => side === 'unknown' && node.author !== null)) return null
  const people = new Map<string, NeutralSpeaker>()
  for (const { side, node } of rows) {
    if (node.author === null || side === 'system' || side === 'tool') continue
    const messages = (people.get(node.author)?.messages ?? 0) + 1
    const known = side === 'user' ? 'you' : side === 'assistant' ? 'them' : side
    people.set(node.author, { name: node.author, messages, side: known })
  }
  return [...people.values()]
}
