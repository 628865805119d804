import type { Part } from '#shared/model/part.ts'
import { chatRole } from '../reading/chat-role.ts'
import type { Entry } from '../reading/entry-tree.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralNode } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { partsOfAnswer } from '../reading/thinking-tags.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Where blocks and parts hold their words, which stand in the message already. */
const wordFields = new Set(['content', 'text'])

/**
 * Reads one message of a Cherry Studio topic with its blocks, each by `read`; older messages hold their words
 * themselves.
 */
export function readMessage(
  { id, parentId, value }: Entry<UntrustedObject>,
  blocks: readonly UntrustedObject[],
  assistant: string | null,
  read: (block: UntrustedObject) => Part[] = readBlock,
): NeutralNode {
  const role = chatRole(value['role'])
  const isAnswer = role === 'assistant'
  const parts = [...blocks.flatMap(read), ...olderParts(value, blocks.length > 0, isAnswer)]
  const status = value['status']
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    author: isAnswer ? assistant : null,
    createdAt: parseSourceTime(value['createdAt']),
    parts,
    hidden: role === 'system',
    state:
      status === 'paused' ? 'stopped' : status === 'processing' || status === 'pending' ? 'interrupted' : 'complete',
    model: isAnswer ? modelOf(value) : null,
    raw: rawBeside({ ...value, blocks: blocks.map(withoutWords) }, parts, ['content', 'reasoning_content']),
  })
}

/** Who answered this message, which need not be who the assistant is set to. */
function modelOf(message: UntrustedObject): string | null {
  const model = asObject(message['model'])
  return asText(message['modelId']) ?? asText(model['id']) ?? asText(model['name'])
}

/** A block of a message as Cherry Studio stored it until version 2. */
export function readBlock(block: UntrustedObject): Part[] {
  const type = asText(block['type'])
  const text = asText(block['content'])
  switch (type) {
    case 'main_text':
      return text === null ? [] : [{ kind: 'text', text }]
    case 'thinking': {
      const took = asNumber(block['thinking_millsec'])
      return text === null ? [] : [{ kind: 'thought', text, seconds: took === null ? null : took / 1_000 }]
    }
    case 'code':
      return text === null ? [] : [{ kind: 'code', text, language: asText(block['language']) }]
    case 'image':
    case 'file':
    case 'video':
      return mediaParts(block, type === 'image' ? 'image' : undefined)
    case 'tool':
      return toolParts(block)
    case 'citation':
      return citationParts(block)
    case 'error': {
      const error = asObject(block['error'])
      return [{ kind: 'error', text: asText(error['message']) ?? asText(error['name']) ?? text ?? '' }]
    }
    case 'unknown':
      // The place of an answer that never came.
      return text === null ? [] : [opaquePart('unknown', block)]
    default:
      return [opaquePart(type ?? 'block', block)]
  }
}

function mediaParts(block: UntrustedObject, kind: 'image' | undefined): Part[] {
  const made = asList(asObject(asObject(block['metadata'])['generateImageResponse'])['images'])
  const pictures = made.map((pointer) => mediaPart({ pointer: asText(pointer) }, 'image'))
  if (isObject(block['file'])) return [storedFile(block['file'], kind), ...pictures]
  const pointer = asText(block['url'])
  return pointer
    ? [mediaPart({ pointer }, kind), ...pictures]
    : pictures.length > 0
      ? pictures
      : [opaquePart('file', block)]
}

function storedFile(file: UntrustedObject, kind: 'image' | undefined): Part {
  const pointer = [asText(file['id']), asText(file['ext'])].join('')
  const isPicture = kind ?? (file['type'] === 'image' ? 'image' : undefined)
  const name = asText(file['origin_name']) ?? asText(file['name'])
  return mediaPart({ pointer: pointer || name, name, size: asNumber(file['size']) }, isPicture)
}

function toolParts(block: UntrustedObject): Part[] {
  const response = asObject(asObject(block['metadata'])['rawMcpToolResponse'])
  const name = asText(block['toolName']) ?? asText(asObject(response['tool'])['name'])
  const asked = block['arguments'] ?? response['arguments']
  const result = block['content'] ?? response['response']
  const parts: Part[] = []
  if (asked !== undefined && asked !== null) parts.push({ kind: 'tool_call', text: jsonText(asked), name })
  if (result !== undefined && result !== null) parts.push({ kind: 'tool_result', text: jsonText(result), name })
  return parts.length > 0 ? parts : [opaquePart('tool', block)]
}

function citationParts(block: UntrustedObject): Part[] {
  const results = asObject(block['response'])['results']
  const named = asObject(results)
  const found = Array.isArray(results) ? results : asList(named['results'] ?? named['groundingChunks'])
  const pages = found.map(pageOf).filter((page) => urlOf(page) !== null)
  const quoted = asList(block['knowledge']).map(asObject)
  if (pages.length + quoted.length === 0) return [opaquePart('citation', block)]
  return [...pages, ...quoted].map((page) => ({
    kind: 'citation',
    text: '',
    title: asText(page['title']),
    url: urlOf(page),
  }))
}

/** Each search service writes what it found in its own way. */
function pageOf(value: unknown): UntrustedObject {
  const found = asObject(value)
  const inner = [found['url_citation'], found['web']].find(isObject)
  return inner ?? found
}

function urlOf(page: UntrustedObject): string | null {
  const places = [page['url'], page['link'], page['uri'], page['sourceUrl']]
  return asText(places.find((place) => asText(place)))
}

/** Before version 5 a message held its words, thoughts, files and pictures itself. */
function olderParts(message: UntrustedObject, hasBlocks: boolean, isAnswer: boolean): Part[] {
  if (hasBlocks) return []
  const content = message['content']
  const thought = asText(message['reasoning_content'])
  const parts: Part[] = thought ? [{ kind: 'thought', text: thought, seconds: null }] : []
  if (typeof content === 'object' && content !== null) parts.push(opaquePart('content', content))
  const text = asText(content)
  if (text) parts.push(...(isAnswer ? partsOfAnswer(text) : [{ kind: 'text', text } satisfies Part]))
  for (const file of asList(message['files']).filter(isObject)) parts.push(storedFile(file, undefined))
  for (const picture of asList(message['images'])) parts.push(mediaPart({ pointer: asText(picture) }, 'image'))
  const error = asText(asObject(message['error'])['message'])
  if (error) parts.push({ kind: 'error', text: error })
  return parts
}

function withoutWords(block: UntrustedObject): UntrustedObject {
  return Object.fromEntries(
    Object.entries(block).filter(([name, value]) => !(wordFields.has(name) && typeof value === 'string')),
  )
}

function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
