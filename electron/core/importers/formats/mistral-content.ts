import type { Part } from '#shared/model/part.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { asList, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Turns a Le Chat message into parts. Its content repeats the text of its chunks, so one of them is used. */
export function readMistralParts(message: UntrustedObject, chatId: string): Part[] {
  const chunks = asList(message['contentChunks'])
  const content = message['content']
  const parts = chunks.length > 0 ? readChunks(chunks) : typeof content === 'string' ? words(content) : []
  if (chunks.length === 0 && typeof content === 'object' && content !== null) parts.push(opaquePart('content', content))
  for (const canvas of asList(message['canvas'])) parts.push(readCanvas(canvas))
  for (const quote of asList(message['quotes'])) parts.push(opaquePart('quote', quote))
  for (const file of asList(message['files'])) parts.push(readFile(file, chatId))
  return parts
}

/** Whether parts say all that the chunks do, so that these need not be kept twice. */
export function arePlainChunks(message: UntrustedObject): boolean {
  return asList(message['contentChunks']).every((chunk) => isObject(chunk) && chunk['type'] === 'text')
}

function readChunks(chunks: readonly unknown[]): Part[] {
  const parts: Part[] = []
  for (const chunk of chunks) {
    const part = readChunk(chunk)
    const last = parts.at(-1)
    // A text is cut wherever a source is named in it.
    if (part?.kind === 'text' && last?.kind === 'text') {
      parts[parts.length - 1] = { kind: 'text', text: last.text + part.text }
    } else if (part) parts.push(part)
  }
  return parts
}

function readChunk(value: unknown): Part | null {
  if (!isObject(value)) return opaquePart('chunk', value)
  const type = asText(value['type']) ?? 'unknown'
  switch (type) {
    case 'text':
      return typeof value['text'] === 'string' ? { kind: 'text', text: value['text'] } : opaquePart(type, value)
    case 'tool_call': {
      const said = value['publicArguments']
      return { kind: 'tool_call', text: asText(said) ?? JSON.stringify(said ?? null), name: asText(value['name']) }
    }
    case 'image_url': {
      const url = asText(value['imageUrl'])
      return url ? mediaPart({ pointer: url }, 'image') : opaquePart(type, value)
    }
    // Names sources by numbers that the export does not explain; the message's raw form keeps them.
    case 'reference':
      return null
    default:
      return opaquePart(type, value)
  }
}

function words(text: string): Part[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}

function readCanvas(value: unknown): Part {
  const text = isObject(value) ? asText(value['content']) : null
  return text ? { kind: 'code', text, language: null } : opaquePart('canvas', value)
}

function readFile(value: unknown, chatId: string): Part {
  if (!isObject(value)) return opaquePart('file', value)
  const name = asText(value['name'])
  const type = asText(value['type'])
  return mediaPart(
    { pointer: name && `${chatId}/${name}`, name, mime: type?.includes('/') ? type : null },
    type === 'image' || type === 'audio' ? type : undefined,
  )
}
