import type { Part } from '#shared/model/part.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import { inTurns, turnOf, type Turn } from '../reading/in-turns.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { picturePart } from '../reading/picture-part.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Reads one chat of the newer shape. Each turn has its candidates: versions, of which the primary one is shown. */
export function readTurns(
  chat: UntrustedObject,
  turns: readonly UntrustedObject[],
  character: UntrustedObject,
): NeutralConversation {
  const name = createNodeNamer()
  const { nodes, currentId } = inTurns(oldestFirst(turns).map((turn) => readTurn(turn, name)))
  const chatId =
    asText(chat['chat_id']) ??
    turns.map((turn) => asText(asObject(turn['turn_key'])['chat_id'])).find((id) => id !== null) ??
    null
  const bot = nodes.find((node) => node.role === 'assistant')?.author
  return neutralConversation({
    source: 'characterai',
    sourceId: chatId ?? chatIdentity(character['external_id'], nodes),
    title: asText(chat['title']) ?? asText(chat['name']) ?? asText(character['name']) ?? bot ?? null,
    createdAt: parseSourceTime(chat['create_time']),
    updatedAt: parseSourceTime(chat['update_time']),
    currentId,
    nodes,
    raw: { ...chat, character },
  })
}

/** The service hands out the newest turn first; a saved file may have been put in order. */
function oldestFirst(turns: readonly UntrustedObject[]): readonly UntrustedObject[] {
  const times = turns.flatMap((turn) => parseSourceTime(turn['create_time'])?.milliseconds ?? [])
  const [first, last] = [times[0], times.at(-1)]
  return first !== undefined && last !== undefined && first < last ? turns : turns.toReversed()
}

function readTurn(turn: UntrustedObject, name: ReturnType<typeof createNodeNamer>): Turn {
  const { candidates, ...rest } = turn
  const author = asObject(turn['author'])
  const role = author['is_human'] === true ? 'user' : 'assistant'
  const turnId = asText(asObject(turn['turn_key'])['turn_id'])
  const turnTime = parseSourceTime(turn['create_time'])
  const list = asList(candidates)
  if (list.length === 0) {
    const sourceId = turnId ?? name({ time: turnTime, who: role, text: JSON.stringify(turn) })
    const parts = [opaquePart('turn', turn)]
    return turnOf(neutralNode({ sourceId, role, author: asText(author['name']), createdAt: turnTime, parts }))
  }
  const primary = list.findIndex((one) => {
    const id = asText(asObject(one)['candidate_id'])
    return id !== null && id === turn['primary_candidate_id']
  })
  const shown = Math.max(primary, 0)
  const versions = list.map((value, index): NeutralNode => {
    const { raw_content: content, ...candidate } = asObject(value)
    const text = asText(content) ?? asText(candidate['text']) ?? ''
    const createdAt = parseSourceTime(candidate['create_time']) ?? turnTime
    return neutralNode({
      sourceId: asText(candidate['candidate_id']) ?? name({ time: createdAt, who: role, text }),
      role,
      author: asText(author['name']),
      createdAt,
      parts: partsOf(value, text),
      state: candidate['is_final'] === false ? 'interrupted' : 'complete',
      raw: { candidate, ...(index === shown ? { turn: rest } : {}) },
    })
  })
  return { versions, shown }
}

function partsOf(value: unknown, text: string): Part[] {
  const candidate = asObject(value)
  const parts: Part[] = text === '' ? [] : [{ kind: 'text', text }]
  const image = asText(candidate['tti_image_rel_path'])
  if (image) parts.push(picturePart(image, null))
  const said = [candidate['raw_content'], candidate['text']]
  if (!isObject(value) || said.some((words) => typeof words === 'object' && words !== null)) {
    parts.push(opaquePart('candidate', value))
  }
  return parts
}
