import type { Part } from '#shared/model/part.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { asNumber, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** A part of a message as Cherry Studio stores it since version 2. */
export function partsOfPart(part: UntrustedObject): Part[] {
  const type = asText(part['type']) ?? ''
  const text = asText(part['text'])
  const data = asObject(part['data'])
  const about = asObject(asObject(part['providerMetadata'])['cherry'])
  if (type.startsWith('tool-') || type === 'dynamic-tool') return toolParts(type, part)
  switch (type) {
    case 'text':
      return text === null ? [] : [{ kind: 'text', text }]
    case 'reasoning': {
      const took = asNumber(about['thinkingMs'])
      return text === null ? [] : [{ kind: 'thought', text, seconds: took === null ? null : took / 1_000 }]
    }
    case 'file':
      return [filePart(part, asText(about['fileEntryId']))]
    case 'source-url':
      return [{ kind: 'citation', text: '', title: asText(part['title']), url: asText(part['url']) }]
    case 'data-code': {
      const code = asText(data['content'])
      return code === null ? [] : [{ kind: 'code', text: code, language: asText(data['language']) }]
    }
    case 'data-error':
      return [{ kind: 'error', text: asText(data['message']) ?? asText(data['name']) ?? '' }]
    case 'data-video': {
      const pointer = asText(data['filePath']) ?? asText(data['url'])
      return [pointer === null ? opaquePart(type, part) : mediaPart({ pointer, name: fileNameOf(pointer) })]
    }
    case 'step-start':
      return []
    default:
      return [opaquePart(type || 'part', part)]
  }
}

/** A stored file is pointed to by its id; others by where they were on that computer. */
function filePart(part: UntrustedObject, id: string | null): Part {
  const url = asText(part['url'])
  const name = asText(part['filename']) ?? (url?.startsWith('file:') ? fileNameOf(url) : null)
  const pointer = id ?? (url?.startsWith('file:') ? fileNameOf(url) : url) ?? name
  return mediaPart({ pointer, name, mime: asText(part['mediaType']) })
}

function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

function toolParts(type: string, part: UntrustedObject): Part[] {
  const name = asText(part['toolName']) ?? asText(type.slice('tool-'.length))
  const { input, output } = part
  const result = output ?? part['errorText']
  const parts: Part[] = []
  if (input !== undefined && input !== null) parts.push({ kind: 'tool_call', text: jsonText(input), name })
  if (result !== undefined && result !== null) parts.push({ kind: 'tool_result', text: jsonText(result), name })
  return parts.length > 0 ? parts : [opaquePart(type, part)]
}

function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
