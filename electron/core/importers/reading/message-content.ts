import type { Part } from '#shared/model/part.ts'
import { mediaPart } from './media-parts.ts'
import { opaquePart } from './opaque-part.ts'
import { partsOfAnswer } from './thinking-tags.ts'
import { asList, asObject, asText } from '../untrusted.ts'

/** The parts of a message as chat APIs write them: one text, a list of typed parts, or one such part. */
export function messageContent(content: unknown, isAnswer: boolean): Part[] {
  if (content === null || content === undefined) return []
  if (typeof content === 'string') return words(content, isAnswer)
  if (Array.isArray(content)) return asList(content).flatMap((part) => contentPart(part, isAnswer))
  return contentPart(content, isAnswer)
}

/** The tools an answer calls, as chat APIs write them beside its content. */
export function toolCalls(calls: unknown): Part[] {
  return asList(calls).map((value) => {
    const call = asObject(asObject(value)['function'])
    const name = asText(call['name'])
    return name === null
      ? opaquePart('tool_call', value)
      : { kind: 'tool_call', text: asText(call['arguments']) ?? '', name }
  })
}

function contentPart(value: unknown, isAnswer: boolean): Part[] {
  if (typeof value === 'string') return words(value, isAnswer)
  const part = asObject(value)
  const type = asText(part['type'])
  const text = asText(part['text']) ?? asText(asObject(part['text'])['value'])
  switch (type) {
    case 'text':
    case 'input_text':
    case 'output_text':
      if (text !== null) return words(text, isAnswer)
      return part['text'] === '' || asObject(part['text'])['value'] === '' ? [] : [opaquePart(type, value)]
    case 'reasoning':
    case 'thinking': {
      const thought = text ?? asText(part[type])
      return thought ? [{ kind: 'thought', text: thought, seconds: null }] : [opaquePart(type, value)]
    }
    case 'image_url': {
      const pointer = asText(asObject(part['image_url'])['url']) ?? asText(part['image_url'])
      return pointer ? [mediaPart({ pointer }, 'image')] : [opaquePart(type, value)]
    }
    default:
      return [opaquePart(type ?? 'part', value)]
  }
}

function words(text: string, isAnswer: boolean): Part[] {
  if (text === '') return []
  return isAnswer ? partsOfAnswer(text) : [{ kind: 'text', text }]
}
