import type { Part } from '#shared/model/part.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

const inlineKeys = ['inlineImage', 'inlineFile', 'inlineAudio', 'inlineVideo', 'inlineData'] as const
const driveKinds = { driveImage: 'image', driveAudio: 'audio', driveVideo: 'file', driveDocument: 'file' } as const
const known = new Set(
  `role text isThought parts tokenCount finishReason createTime isEdited thinkingBudget branchParent
  branchChildren thoughtSignatures safetyRatings`.split(/\s+/),
)

/**
 * Writes bytes that stand in a chunk as bare base64 as `data:` URIs, so that they are taken out as all others are.
 * Changes the chunk, which must belong to the caller.
 */
export function markInlineData(chunk: unknown): void {
  for (const holder of [chunk, ...asList(asObject(chunk)['parts'])]) {
    for (const key of inlineKeys) {
      const inline = asObject(holder)[key]
      const { data, mimeType } = asObject(inline)
      if (typeof data !== 'string' || data.startsWith('data:')) continue
      Object.assign(asObject(inline), { data: `data:${asText(mimeType) ?? 'application/octet-stream'};base64,${data}` })
    }
  }
}

/** Turns one chunk of a prompt into parts. Its `parts` repeat its text, so one of the two is used. */
export function readChunkParts(chunk: UntrustedObject): Part[] {
  const isThought = chunk['isThought'] === true
  const inner = asList(chunk['parts'])
  const text = asText(chunk['text'])
  const parts: Part[] = text === null ? inner.flatMap((part) => wordsOf(part, isThought)) : [words(text, isThought)]
  const own = contentOf(chunk)
  parts.push(...(own.length > 0 ? own : inner.flatMap((part) => contentOf(asObject(part)))))
  const error = asText(chunk['errorMessage'])
  if (error) parts.push({ kind: 'error', text: error })
  for (const source of asList(asObject(chunk['grounding'])['groundingSources'])) {
    const { title, uri, url } = asObject(source)
    parts.push({ kind: 'citation', text: '', title: asText(title), url: asText(uri) ?? asText(url) })
  }
  const isStrange = parts.length === 0 && Object.keys(chunk).some((key) => !known.has(key))
  return isStrange ? [opaquePart('chunk', chunk)] : parts
}

function wordsOf(part: unknown, isThought: boolean): Part[] {
  if (!isObject(part)) return [opaquePart('part', part)]
  const text = asText(part['text'])
  return text === null ? [] : [words(text, isThought || part['thought'] === true)]
}

function words(text: string, isThought: boolean): Part {
  return isThought ? { kind: 'thought', text, seconds: null } : { kind: 'text', text }
}

/** What is no prose: files, pictures, code that was run and what came of it. */
function contentOf(holder: UntrustedObject): Part[] {
  const parts: Part[] = []
  for (const key of inlineKeys) {
    const { data, mimeType } = asObject(holder[key])
    if (typeof data === 'string') parts.push(mediaPart({ pointer: data, mime: asText(mimeType) }))
  }
  for (const [key, kind] of Object.entries(driveKinds)) {
    const id = asText(asObject(holder[key])['id'])
    if (id) parts.push(mediaPart({ pointer: `drive:${id}` }, kind))
  }
  const video = asText(asObject(holder['youtubeVideo'])['id'])
  if (video) parts.push({ kind: 'citation', text: '', title: null, url: `https://www.youtube.com/watch?v=${video}` })
  const code = asObject(holder['executableCode'])
  const source = asText(code['code'])
  if (source) parts.push({ kind: 'code', text: source, language: asText(code['language'])?.toLowerCase() ?? null })
  const result = holder['codeExecutionResult']
  if (isObject(result)) {
    const text = [result['outcome'], result['output']].filter((value) => typeof value === 'string' && value !== '')
    parts.push({ kind: 'tool_result', text: text.join('\n'), name: null })
  }
  return parts
}
