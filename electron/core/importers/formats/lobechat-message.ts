import type { Part } from '#shared/model/part.ts'
import { chatRole } from '../reading/chat-role.ts'
import type { Entry } from '../reading/entry-tree.ts'
import type { LobeData } from './lobechat-data.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralNode } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { partsOfAnswer } from '../reading/thinking-tags.ts'
import { asList, asNumber, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** What stands where an answer was awaited. */
const placeholder = '...'

/** Reads one message of a LobeChat export; `agent` is the name of who answers. */
export function readMessage(
  { id, parentId, value }: Entry<UntrustedObject>,
  data: LobeData,
  agent: string | null,
): NeutralNode {
  const role = chatRole(value['role'])
  const isAnswer = role === 'assistant'
  const extra = asObject(value['extra'])
  const parts = readParts(value, role, data)
  const plugin = data.plugins.get(asText(value['id']) ?? '')
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    author: isAnswer ? agent : null,
    createdAt: parseSourceTime(value['createdAt']),
    parts,
    hidden: role === 'system',
    model: isAnswer ? (asText(value['model']) ?? asText(extra['fromModel'])) : null,
    raw: rawBeside(plugin ? { ...value, plugin } : value, parts, ['content']),
  })
}

function readParts(message: UntrustedObject, role: NeutralNode['role'], data: LobeData): Part[] {
  const id = asText(message['id']) ?? ''
  const failed = typeof message['error'] === 'object' && message['error'] !== null
  const content = message['content']
  const words = typeof content === 'string' && !(failed && content === placeholder) ? content : ''
  const parts: Part[] = []
  const reasoning = asObject(message['reasoning'])
  const thought = asText(reasoning['content'])
  if (thought) {
    const took = asNumber(reasoning['duration'])
    parts.push({ kind: 'thought', text: thought, seconds: took === null ? null : took / 1_000 })
  }
  if (role === 'tool') {
    const plugin = data.plugins.get(id) ?? asObject(message['plugin'])
    parts.push({ kind: 'tool_result', text: words, name: asText(plugin['apiName']) ?? asText(plugin['identifier']) })
  } else if (role === 'assistant') parts.push(...partsOfAnswer(words))
  else if (words !== '') parts.push({ kind: 'text', text: words })
  if (typeof content === 'object' && content !== null) parts.push(opaquePart('content', content))
  for (const tool of asList(message['tools'] ?? message['tool_calls'])) parts.push(toolPart(asObject(tool)))
  for (const file of [...asList(message['files']), ...(data.filesOf.get(id) ?? [])]) parts.push(filePart(file, data))
  for (const citation of asList(asObject(message['search'])['citations']).map(asObject)) {
    parts.push({ kind: 'citation', text: '', title: asText(citation['title']), url: asText(citation['url']) })
  }
  if (failed) parts.push({ kind: 'error', text: errorText(asObject(message['error'])) })
  return parts
}

function toolPart(tool: UntrustedObject): Part {
  const named = asObject(tool['function'])
  const asked = tool['arguments'] ?? named['arguments'] ?? ''
  const name = asText(tool['apiName']) ?? asText(named['name']) ?? asText(tool['identifier'])
  return { kind: 'tool_call', text: typeof asked === 'string' ? asked : JSON.stringify(asked), name }
}

function filePart(value: unknown, data: LobeData): Part {
  const id = asText(value) ?? asText(asObject(value)['id'])
  const file = data.files.get(id ?? '') ?? asObject(value)
  const mime = asText(file['fileType'])
  return mediaPart({ pointer: id, name: asText(file['name']), mime, size: asNumber(file['size']) })
}

function errorText(error: UntrustedObject): string {
  const told = asObject(asObject(error['body'])['error'])
  const texts = [asText(error['type']), asText(error['message']), asText(told['message'])]
  return [...new Set(texts)].filter((text) => text !== null).join('\n')
}
