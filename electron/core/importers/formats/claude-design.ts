import type { Part } from '#shared/model/part.ts'
import { fingerprint } from '../reading/fingerprint.ts'
import { mediaPart, assetsOf } from '../reading/media-parts.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer, type NodeMarks } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Whether a message is one of Claude's design chats: its content is an object with blocks. */
export function isDesignMessage(value: unknown): boolean {
  const content = asObject(value)['content']
  return isObject(content) && (Array.isArray(content['contentBlocks']) || Array.isArray(content['turnChanges']))
}

/** Reads one design chat of a Claude export. */
export function readClaudeDesign(value: UntrustedObject): NeutralConversation {
  const { messages, ...rest } = value
  const name = createNodeNamer()
  const nodes = inOneLine(asList(messages).map((message) => readNode(message, name)))
  const project = asObject(value['project'])
  return neutralConversation({
    source: 'claude',
    sourceId: asText(value['uuid']) ?? asText(value['id']) ?? `design:${fingerprint(nodes[0]?.sourceId)}`,
    title: asText(project['name']) ?? asText(value['title']) ?? asText(value['name']),
    createdAt: parseSourceTime(value['created_at']) ?? nodes[0]?.createdAt ?? null,
    updatedAt: parseSourceTime(value['updated_at']) ?? nodes.at(-1)?.createdAt ?? null,
    nodes,
    assets: assetsOf(nodes),
    raw: rest,
  })
}

function readNode(message: unknown, name: (marks: NodeMarks) => string): NeutralNode {
  const said = asObject(message)
  const content = asObject(said['content'])
  const createdAt = parseSourceTime(said['created_at']) ?? parseSourceTime(content['timestamp'])
  const role = content['role'] ?? said['role'] ?? said['sender']
  const parts = isObject(message) ? readParts(content, said) : [opaquePart('message', message)]
  const id = asText(said['uuid']) ?? asText(said['id'])
  return neutralNode({
    sourceId: id ?? name({ time: createdAt, who: String(role), text: JSON.stringify(message) }),
    role: role === 'user' || role === 'human' ? 'user' : role === 'system' ? 'system' : 'assistant',
    createdAt,
    parts,
    raw: message,
  })
}

function readParts(content: UntrustedObject, message: UntrustedObject): Part[] {
  const blocks = asList(content['contentBlocks']).flatMap(readBlock)
  const whole = asText(content['content']) ?? asText(message['content'])
  const isSpoken = blocks.some((part) => part.kind === 'text')
  const parts: Part[] = whole && !isSpoken ? [{ kind: 'text', text: whole }, ...blocks] : blocks
  for (const attachment of asList(content['attachments'])) parts.push(readAttachment(attachment))
  return parts
}

function readBlock(value: unknown): Part[] {
  const block = asObject(value)
  const type = asText(block['type']) ?? 'unknown'
  const text = asText(block['text']) ?? asText(block['content'])
  switch (type) {
    case 'text':
    case 'user_interjection':
      return text ? [{ kind: 'text', text }] : emptyOrOpaque(type, block)
    case 'thinking': {
      const thought = asText(block['thinking']) ?? text
      return thought ? [{ kind: 'thought', text: thought, seconds: null }] : emptyOrOpaque(type, block)
    }
    case 'error': {
      const error = text ?? asText(block['error']) ?? asText(block['message'])
      return error ? [{ kind: 'error', text: error }] : emptyOrOpaque(type, block)
    }
    case 'tool_call': {
      const call = asObject(block['toolCall'])
      const name = asText(call['name'])
      const parts: Part[] = [{ kind: 'tool_call', text: JSON.stringify(call['input'] ?? null), name }]
      const output = call['output']
      if (output === undefined || output === null || output === '') return parts
      const result = typeof output === 'string' ? output : JSON.stringify(output)
      return [...parts, { kind: 'tool_result', text: result, name }]
    }
    default:
      return [opaquePart(type, value)]
  }
}

/** A block of a known type that says nothing beside its type is empty; anything else is kept. */
function emptyOrOpaque(type: string, block: UntrustedObject): Part[] {
  const says = Object.entries(block).some(([key, value]) => key !== 'type' && value !== '' && value !== null)
  return says ? [opaquePart(type, block)] : []
}

function readAttachment(value: unknown): Part {
  if (!isObject(value)) return opaquePart('attachment', value)
  const name = asText(value['name']) ?? asText(value['file_name']) ?? asText(value['filename'])
  const text = asText(value['extracted_content']) ?? asText(value['content'])
  if (text) return { kind: 'context', text, label: name }
  return mediaPart({
    pointer: asText(value['id']) ?? asText(value['uuid']) ?? name,
    name,
    mime: asText(value['file_type']) ?? asText(value['type']),
    size: asNumber(value['size']) ?? asNumber(value['file_size']),
  })
}
