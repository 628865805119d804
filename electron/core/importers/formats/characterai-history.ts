import type { Part } from '#shared/model/part.ts'
import { inTurns } from '../reading/in-turns.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { picturePart } from '../reading/picture-part.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Reads one chat of the older shape: messages without times, in order, answers that were swiped away among them. */
export function readHistory(value: UntrustedObject, character: UntrustedObject): NeutralConversation {
  const { msgs, ...rest } = value
  const name = createNodeNamer()
  const turns: { versions: NeutralNode[]; shown: number }[] = []
  let last: { versions: NeutralNode[]; shown: number } | null = null
  for (const message of asList(msgs)) {
    const node = readMessage(message, name)
    const isAlternative = asObject(message)['is_alternative'] === true
    const answered = last !== null && last.versions[0]?.role === 'assistant' ? last : null
    if (answered && isAlternative) answered.versions.push(node)
    else if (answered && answered.shown === -1 && node.role === 'assistant') {
      answered.shown = answered.versions.push(node) - 1
    } else {
      // An alternative that opens a turn waits for the answer that was kept.
      last = { versions: [node], shown: isAlternative ? -1 : 0 }
      turns.push(last)
    }
  }
  const { nodes, currentId } = inTurns(turns)
  return neutralConversation({
    source: 'characterai',
    sourceId: asText(value['external_id']) ?? chatIdentity([character['external_id'], value['created']], nodes),
    title: asText(value['title']) ?? unredacted(character['name']) ?? unredacted(character['participant__name']),
    createdAt: parseSourceTime(value['created']),
    updatedAt: parseSourceTime(value['last_interaction']),
    currentId,
    nodes,
    raw: { ...rest, character },
  })
}

function readMessage(value: unknown, name: ReturnType<typeof createNodeNamer>): NeutralNode {
  const message = asObject(value)
  const { id, uuid, text, ...rest } = message
  const source = asObject(message['src'])
  const isHuman = source['is_human'] ?? message['src__is_human']
  const parts: Part[] = []
  if (typeof text === 'string' && text !== '') parts.push({ kind: 'text', text })
  const image = asText(message['image_rel_path'])
  if (image) parts.push(picturePart(image, asText(message['image_prompt_text'])))
  if (!isObject(value) || (text !== undefined && text !== null && typeof text !== 'string')) {
    parts.push(opaquePart('message', value))
  }
  const role = isHuman === true ? 'user' : 'assistant'
  const said = typeof id === 'number' || typeof id === 'string' ? String(id) : asText(uuid)
  return neutralNode({
    sourceId: said ?? name({ time: null, who: role, text: typeof text === 'string' ? text : JSON.stringify(value) }),
    role,
    author: unredacted(message['display_name']) ?? unredacted(source['name']) ?? unredacted(message['src__name']),
    parts,
    raw: { ...rest, ...(uuid === undefined ? {} : { uuid }) },
  })
}

/** The dumpers hide names behind marks such as `[NAME_REDACTED]`; a mark is nobody's name. */
function unredacted(value: unknown): string | null {
  const text = asText(value)
  return text && /^\[[A-Z_]+_REDACTED\]$/.test(text) ? null : text
}
