import type { Part } from '#shared/model/part.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Turns a DeepSeek message into parts: its fragments, or the content and reasoning of the older shape. */
export function readDeepseekParts(message: UntrustedObject): Part[] {
  const fragments = message['fragments']
  const parts = Array.isArray(fragments) ? fragments.flatMap(readFragment) : readOlder(message)
  return [...parts, ...asList(message['files']).map(filePart)]
}

/** Whether any fragment is what the person asked. */
export function isRequest(message: UntrustedObject): boolean {
  return asList(message['fragments']).some((fragment) => asObject(fragment)['type'] === 'REQUEST')
}

/** Whether parts say all that the fragments do, so that these need not be kept twice. */
export function arePlainFragments(message: UntrustedObject): boolean {
  return asList(message['fragments']).every((value) => {
    const { type, content, ...more } = asObject(value)
    const isWords = type === 'REQUEST' || type === 'RESPONSE' || type === 'THINK'
    return isWords && typeof content === 'string' && Object.keys(more).length === 0
  })
}

function readOlder(message: UntrustedObject): Part[] {
  const parts: Part[] = []
  const thought = asText(message['reasoning_content']) ?? asText(message['thinking_content'])
  const seconds = asNumber(message['thinking_elapsed_secs'])
  if (thought) parts.push({ kind: 'thought', text: thought, seconds })
  const content = message['content']
  if (typeof content === 'string') parts.push(...words(content))
  else if (content !== undefined && content !== null) parts.push(opaquePart('content', content))
  return parts
}

function readFragment(value: unknown): Part[] {
  if (!isObject(value)) return [opaquePart('fragment', value)]
  const type = asText(value['type']) ?? 'unknown'
  const content = value['content']
  const isText = typeof content === 'string'
  switch (type) {
    case 'REQUEST':
    case 'RESPONSE':
      return isText ? words(content) : [opaquePart(type, value)]
    case 'THINK':
      return isText
        ? [{ kind: 'thought', text: content, seconds: asNumber(value['elapsed_secs']) }]
        : [opaquePart(type, value)]
    case 'SEARCH':
    case 'TOOL_SEARCH':
    case 'TOOL_OPEN':
    case 'READ_LINK':
      return [{ kind: 'tool_result', text: found(value), name: type.toLowerCase() }]
    case 'FILE':
      return [filePart(value)]
    default:
      return [opaquePart(type, value)]
  }
}

function words(text: string): Part[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}

/** What a search brought: a few lines for each page. */
function found(fragment: UntrustedObject): string {
  const results = [...asList(fragment['results']), fragment['result']].map((entry) => {
    const { title, url, snippet } = asObject(entry)
    return [title, url, snippet].filter((text) => typeof text === 'string' && text !== '').join('\n')
  })
  return [asText(fragment['content']) ?? '', ...results].filter((text) => text !== '').join('\n\n')
}

function filePart(value: unknown): Part {
  if (!isObject(value)) return opaquePart('file', value)
  const name = asText(value['file_name']) ?? asText(value['name'])
  const pointer = asText(value['id']) ?? asText(value['file_id']) ?? name
  return mediaPart({ pointer, name, size: asNumber(value['file_size']) ?? asNumber(value['size']) })
}
