import type { Part } from '#shared/model/part.ts'
import { answerPieces, type AnswerPiece } from '../reading/details-blocks.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { partsOfAnswer } from '../reading/thinking-tags.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/**
 * What an Open WebUI message says. Thoughts and tool calls stand in its `output` and again, escaped, in its content:
 * the output is taken while it says the same words, and the content where somebody has edited it since.
 */
export function readContent(message: UntrustedObject): Part[] {
  const content = asText(message['content']) ?? ''
  const isAnswer = message['role'] === 'assistant'
  const fromContent = isAnswer ? answerParts(content) : wordsOf(content)
  const output = asList(message['output']).map(asObject)
  const names = new Map(
    output.flatMap((item) => (asText(item['name']) ? [[item['call_id'], asText(item['name'])]] : [])),
  )
  const fromOutput = output.flatMap((item) => outputParts(item, names.get(item['call_id']) ?? null))
  const same = spoken(fromOutput) === spoken(fromContent)
  const parts = fromOutput.length > 0 && (content === '' || same) ? fromOutput : fromContent
  if (typeof message['content'] === 'object' && message['content'] !== null) {
    parts.push(opaquePart('content', message['content']))
  }
  return [...parts, ...asList(message['files']).map(filePart), ...sourceParts(message), ...errorParts(message['error'])]
}

function wordsOf(text: string): Part[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}

function spoken(parts: readonly Part[]): string {
  const words = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))
  return words.join('').replaceAll(/\s+/g, '')
}

/** Space around blocks belongs to the blocks; words alone stay as they are. */
function answerParts(content: string): Part[] {
  const pieces = answerPieces(content)
  if (pieces.length <= 1 && pieces[0]?.kind !== 'block') return partsOfAnswer(content)
  return pieces.flatMap(pieceParts)
}

function pieceParts(piece: AnswerPiece): Part[] {
  if (piece.kind === 'words') return piece.text.trim() === '' ? [] : partsOfAnswer(piece.text.trim())
  const { attributes, summary, text } = piece
  switch (attributes['type']) {
    case 'reasoning':
      return [{ kind: 'thought', text: text.replaceAll(/^> ?/gm, ''), seconds: numberIn(attributes['duration']) }]
    case 'tool_calls': {
      const name = attributes['name'] ?? null
      const asked = attributes['arguments']
      const result = text === '' ? (attributes['result'] ?? '') : text
      const call: Part[] = asked === undefined ? [] : [{ kind: 'tool_call', text: asked, name }]
      return [...call, { kind: 'tool_result', text: result, name }]
    }
    case 'code_interpreter': {
      const output = attributes['output']
      const result: Part[] =
        output === undefined ? [] : [{ kind: 'tool_result', text: output, name: 'code_interpreter' }]
      return [{ kind: 'tool_call', text, name: 'code_interpreter' }, ...result]
    }
    default:
      return [opaquePart(attributes['type'] ?? 'details', { ...attributes, title: summary, text })]
  }
}

function outputParts(item: UntrustedObject, name: string | null): Part[] {
  switch (item['type']) {
    case 'message':
      return wordsOf(textsOf(item['content']))
    case 'reasoning': {
      const text = textsOf(item['content']) || textsOf(item['summary'])
      return text === '' ? [] : [{ kind: 'thought', text, seconds: asNumber(item['duration']) }]
    }
    case 'function_call':
      return [{ kind: 'tool_call', text: asText(item['arguments']) ?? JSON.stringify(item['arguments'] ?? {}), name }]
    case 'function_call_output':
      return [{ kind: 'tool_result', text: asText(item['output']) ?? textsOf(item['output']), name }]
    default:
      return [opaquePart(asText(item['type']) ?? 'output', item)]
  }
}

function textsOf(value: unknown): string {
  return asList(value)
    .map((entry) => asText(asObject(entry)['text']) ?? '')
    .filter((text) => text !== '')
    .join('\n')
}

function filePart(value: unknown): Part {
  if (!isObject(value)) return opaquePart('file', value)
  const file = asObject(value['file'])
  const meta = asObject(file['meta'])
  const type = asText(value['type'])
  const pointer = asText(value['url']) ?? asText(value['id']) ?? asText(file['id'])
  if (type !== 'image' && type !== 'file') return opaquePart(type ?? 'file', value)
  return mediaPart(
    {
      pointer,
      name: asText(value['name']) ?? asText(file['filename']),
      mime: asText(meta['content_type']) ?? asText(value['content_type']),
      size: asNumber(meta['size']) ?? asNumber(value['size']),
    },
    type === 'image' ? 'image' : undefined,
  )
}

function sourceParts(message: UntrustedObject): Part[] {
  const sources = asList(message['sources'] ?? message['citations'])
  return sources.map((entry) => {
    const source = asObject(asObject(entry)['source'])
    const about = asObject(asList(asObject(entry)['metadata'])[0])
    const url = [source['url'], about['source'], source['name']].find((text) => /^https?:/.test(asText(text) ?? ''))
    return { kind: 'citation', text: '', title: asText(source['name']) ?? asText(about['name']), url: asText(url) }
  })
}

function errorParts(error: unknown): Part[] {
  if (error === undefined || error === null || error === false) return []
  const content = asObject(error)['content']
  return [{ kind: 'error', text: asText(content) ?? asText(error) ?? asText(asObject(content)['message']) ?? '' }]
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : null
}
