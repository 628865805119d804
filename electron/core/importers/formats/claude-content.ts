import type { Part } from '#shared/model/part.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Stands in `text` wherever the export left a block out: nobody said it. */
const leftOut = /^\s*(?:```\s*)?This block is not supported on your current device yet\.\s*(?:```\s*)?$/

/** What a Claude message holds: its blocks, what was pasted into it, and the files that were sent along. */
export function readClaudeParts(message: UntrustedObject): Part[] {
  const blocks = asList(message['content'])
  const parts: Part[] = typeof message['content'] === 'string' ? words(message['content']) : blocks.flatMap(readBlock)
  const text = asText(message['text'])
  // `text` is wrong where blocks were left out, and right where nothing else is there.
  if (text && !parts.some((part) => part.kind !== 'opaque') && !leftOut.test(text))
    parts.unshift({ kind: 'text', text })
  const id = asText(message['uuid']) ?? ''
  for (const attachment of asList(message['attachments'])) parts.push(readAttachment(attachment, id))
  // The second list of files repeats the first, with more about each.
  const files = [...asList(message['files']), ...asList(message['files_v2'])].map((file) => readFile(file, id))
  const byPointer = new Map(files.map((part) => ['pointer' in part ? part.pointer : part, part]))
  for (const part of byPointer.values()) parts.push(part)
  return parts
}

/** Whether a message's text is all there is to it, so that it need not be kept twice. */
export function isPlainClaude(message: UntrustedObject): boolean {
  const blocks = asList(message['content'])
  const [block] = blocks
  if (blocks.length !== 1 || !isObject(block) || block['type'] !== 'text') return false
  const text = message['text']
  return (text === undefined || text === '' || text === block['text']) && asList(block['citations']).length === 0
}

function readBlock(block: unknown): Part[] {
  if (typeof block === 'string') return words(block)
  if (!isObject(block)) return [opaquePart('block', block)]
  const type = asText(block['type']) ?? 'unknown'
  const name = asText(block['name'])
  switch (type) {
    case 'text':
      if (typeof block['text'] !== 'string') return [opaquePart(type, block)]
      return [...words(block['text']), ...citations(block['citations'])]
    case 'thinking':
      return [{ kind: 'thought', text: thinking(block), seconds: secondsOf(block) }]
    case 'tool_use':
      return [toolUse(name, block)]
    case 'tool_result':
      return [{ kind: 'tool_result', text: resultText(block['content']) || asText(block['text']) || '', name }]
    case 'voice_note':
      return [{ ...voice, name: asText(block['title']), transcript: asText(block['text']) }]
    // Bookkeeping that says nothing to anybody; the message's raw form keeps it.
    case 'token_budget':
    case 'flag':
      return []
    default:
      return [opaquePart(type, block)]
  }
}

const voice = { kind: 'audio', assetId: null, pointer: null, mime: null } as const

function words(text: string): Part[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}

function citations(value: unknown): Part[] {
  const urls = new Set<string>()
  return asList(value).flatMap((entry) => {
    const citation = asObject(entry)
    const url = asText(citation['url']) ?? asText(asObject(citation['details'])['url'])
    if (!url || urls.has(url)) return []
    urls.add(url)
    return [{ kind: 'citation', text: asText(citation['cited_text']) ?? '', title: asText(citation['title']), url }]
  })
}

function thinking(block: UntrustedObject): string {
  const text = asText(block['thinking'])
  if (text) return text
  const summaries = asList(block['summaries']).map((entry) => asText(asObject(entry)['summary']))
  return summaries.filter((summary) => summary !== null).join('\n')
}

function secondsOf(block: UntrustedObject): number | null {
  const start = parseSourceTime(block['start_timestamp'])
  const stop = parseSourceTime(block['stop_timestamp'])
  if (!start || !stop || stop.milliseconds < start.milliseconds) return null
  return (stop.milliseconds - start.milliseconds) / 1_000
}

/** An artifact written whole is something that was made for the person; any other call is tool traffic. */
function toolUse(name: string | null, block: UntrustedObject): Part {
  const input = asObject(block['input'])
  const whole = asText(input['content']) ?? asText(input['file_text'])
  if ((name === 'artifacts' || name === 'create_file') && whole) {
    return { kind: 'code', text: whole, language: asText(input['language']) ?? languageOf(asText(input['type'])) }
  }
  return { kind: 'tool_call', text: JSON.stringify(block['input'] ?? null), name }
}

function languageOf(type: string | null): string | null {
  switch (type) {
    case 'text/markdown':
      return 'markdown'
    case 'text/html':
      return 'html'
    case 'image/svg+xml':
      return 'svg'
    case 'application/vnd.ant.mermaid':
      return 'mermaid'
    case 'application/vnd.ant.react':
      return 'jsx'
    default:
      return null
  }
}

function resultText(content: unknown): string {
  if (typeof content === 'string') return content
  const texts = asList(content).map((entry) => {
    const { title, url, text } = asObject(entry)
    return [title, url, text].filter((value) => typeof value === 'string' && value !== '').join('\n')
  })
  return texts.filter((text) => text !== '').join('\n\n')
}

/** Long text that was pasted in stands here and nowhere else. */
function readAttachment(value: unknown, messageId: string): Part {
  if (!isObject(value)) return opaquePart('attachment', value)
  const name = asText(value['file_name'])
  const text = asText(value['extracted_content'])
  if (text) return { kind: 'context', text, label: name }
  return mediaPart({
    pointer: asText(value['id']) ?? `${messageId}/${name ?? ''}`,
    name,
    mime: asText(value['file_type']),
    size: asNumber(value['file_size']),
  })
}

/** A file the export names without its bytes. */
function readFile(value: unknown, messageId: string): Part {
  if (!isObject(value)) return opaquePart('file', value)
  const name = asText(value['file_name'])
  const pointer = asText(value['file_uuid']) ?? `${messageId}/${name ?? ''}`
  return mediaPart({ pointer, name, mime: asText(value['file_kind']) })
}
