import type { Part } from '#shared/model/part.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { partsOfAnswer } from '../reading/thinking-tags.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** What a LibreChat message says: its content parts where it has them, else its text. */
export function readContent(message: UntrustedObject, isAnswer: boolean): Part[] {
  const text = asText(message['text']) ?? ''
  const content = asList(message['content']).flatMap(contentParts)
  const media = [...asList(message['files']), ...asList(message['attachments'])].map(filePart)
  if (message['error'] === true && content.length === 0) return [{ kind: 'error', text }, ...media]
  if (content.some((part) => part.kind === 'text') || text === '') return [...content, ...media]
  const words: Part[] = isAnswer ? partsOfAnswer(text) : [{ kind: 'text', text }]
  return [...content, ...words, ...media]
}

function contentParts(value: unknown): Part[] {
  if (typeof value === 'string') return value === '' ? [] : [{ kind: 'text', text: value }]
  const part = asObject(value)
  const type = asText(part['type'])
  switch (type) {
    case 'text':
      return words(part['text'], (text) => ({ kind: 'text', text }), value)
    case 'think':
      return words(part['think'], (text) => ({ kind: 'thought', text, seconds: null }), value)
    case 'error':
      return words(part['error'], (text) => ({ kind: 'error', text }), value)
    case 'tool_call':
      return toolParts(asObject(part['tool_call']))
    case 'image_file':
      return [filePart(part['image_file'])]
    case 'image_url': {
      const pointer = asText(asObject(part['image_url'])['url']) ?? asText(part['image_url'])
      return [mediaPart({ pointer }, 'image')]
    }
    default:
      return [opaquePart(type ?? 'part', value)]
  }
}

/** Words stand bare or as the value of an object with notes. */
function words(value: unknown, make: (text: string) => Part, whole: unknown): Part[] {
  const text = typeof value === 'string' ? value : asObject(value)['value']
  if (typeof text !== 'string') return [opaquePart('part', whole)]
  return text === '' ? [] : [make(text)]
}

function toolParts(call: UntrustedObject): Part[] {
  const named = asObject(call['function'])
  const name = asText(call['name']) ?? asText(named['name']) ?? asText(call['type'])
  const asked = call['args'] ?? named['arguments'] ?? call['input']
  const output = call['output'] ?? named['output']
  const parts: Part[] = [{ kind: 'tool_call', text: asText(asked) ?? JSON.stringify(asked ?? ''), name }]
  if (output !== undefined && output !== null) {
    parts.push({ kind: 'tool_result', text: typeof output === 'string' ? output : JSON.stringify(output), name })
  }
  return parts
}

function filePart(value: unknown): Part {
  if (!isObject(value)) return opaquePart('file', value)
  return mediaPart({
    pointer: asText(value['filepath']) ?? asText(value['file_id']),
    name: asText(value['filename']),
    mime: asText(value['type']),
    size: asNumber(value['bytes']),
    width: asNumber(value['width']),
    height: asNumber(value['height']),
  })
}
