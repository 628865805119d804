import type { Part } from '#shared/model/part.ts'
import {
  appPairingText,
  attachmentParts,
  imagePart,
  readAttachments,
  readPart,
  type Attachment,
  type ReadParts,
} from './chatgpt-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

type Setting = {
  readonly content: UntrustedObject
  readonly metadata: UntrustedObject
  readonly attachments: ReadonlyMap<string, Attachment>
  readonly words: (text: string) => Part
  /** The tool that is addressed, or the tool that speaks. */
  readonly tool: string | null
  readonly addressesTool: boolean
}

/** Turns a ChatGPT message's content into parts. Nothing is dropped: what has no meaning here becomes opaque. */
export function readContent(message: UntrustedObject, metadata: UntrustedObject): ReadParts {
  const author = asObject(message['author'])
  const recipient = asText(message['recipient'])
  const addressesTool = author['role'] === 'assistant' && recipient !== null && recipient !== 'all'
  const speaksAsTool = author['role'] === 'tool'
  const tool = addressesTool ? recipient : asText(author['name'])
  const words = (text: string): Part => {
    if (addressesTool) return { kind: 'tool_call', text, name: tool }
    return speaksAsTool ? { kind: 'tool_result', text, name: tool } : { kind: 'text', text }
  }
  const attachments = readAttachments(metadata)
  const raw = message['content']
  const content = asObject(raw)
  const parts =
    raw === null || raw === undefined
      ? []
      : typeof raw === 'string'
        ? readPart(raw, attachments, words)
        : isObject(raw)
          ? readKnown({ content, metadata, attachments, words, tool, addressesTool })
          : [opaquePart('content', raw)]
  if (addressesTool) parts.push(...canvasBody(tool, parts))
  parts.push(...attachmentParts(attachments, parts))
  return { parts: joinWords(parts), keptRaw: parts.some((part) => part.kind === 'opaque') }
}

function readKnown(setting: Setting): Part[] {
  const { content, metadata, attachments, words, tool, addressesTool } = setting
  const text = asText(content['text'])
  switch (content['content_type']) {
    case 'text':
    case 'multimodal_text':
      if (!Array.isArray(content['parts'])) return text ? [words(text)] : emptyOrOpaque(content, 'parts')
      return content['parts'].flatMap((element: unknown) => readPart(element, attachments, words))
    case 'code': {
      if (text === null) return emptyOrOpaque(content, 'text')
      if (addressesTool) return [{ kind: 'tool_call', text, name: tool }]
      const language = asText(content['language'])
      return [{ kind: 'code', text, language: language === 'unknown' ? null : language }]
    }
    case 'execution_output':
      return [...toolResult(text, tool), ...executionImages(metadata, attachments)]
    case 'tether_browsing_display':
      return toolResult(joined([content['summary'], content['result']]), tool)
    case 'tether_browsing_code':
      return [{ kind: 'tool_call', text: text ?? '', name: tool }]
    case 'tether_quote':
      return [source(text, content)]
    case 'sonic_webpage':
      return [source(text ?? asText(content['snippet']), content)]
    case 'thoughts':
      return asList(content['thoughts']).map(thought)
    case 'reasoning_recap':
      return [
        {
          kind: 'thought',
          text: asText(content['content']) ?? '',
          seconds: asNumber(metadata['finished_duration_sec']),
        },
      ]
    case 'user_editable_context':
      return customInstructions(content, metadata)
    case 'model_editable_context':
      return [{ kind: 'context', text: asText(content['model_set_context']) ?? '', label: 'memory' }]
    case 'system_error':
      return [{ kind: 'error', text: joined([content['name'], content['text']]) ?? '' }]
    case 'computer_output': {
      const state = asObject(content['state'])
      const screenshot = asObject(content['screenshot'])
      const pointer = asText(screenshot['asset_pointer'])
      const shown = pointer ? [imagePart(pointer, screenshot, attachments)] : []
      return [...toolResult(joined([state['title'], state['url']]), tool), ...shown]
    }
    case 'citable_code_output':
      return toolResult(asText(content['output_str']), asText(asObject(content['metadata'])['display_title']) ?? tool)
    case 'app_pairing_content':
      return [{ kind: 'context', text: appPairingText(content), label: 'app' }]
    default:
      return [opaquePart(asText(content['content_type']) ?? 'unknown', content)]
  }
}

/** A text written on the canvas stands inside the call that put it there; it is shown and found as words. */
function canvasBody(tool: string | null, parts: readonly Part[]): Part[] {
  if (tool !== 'canmore.create_textdoc') return []
  return parts.flatMap((part): Part[] => {
    const document = part.kind === 'tool_call' ? parsedObject(part.text) : null
    const text = asText(document?.['content'])
    if (!document || text === null) return []
    const type = asText(document['type']) ?? ''
    return type.startsWith('code/') ? [{ kind: 'code', text, language: type.slice(5) }] : [{ kind: 'text', text }]
  })
}

function parsedObject(json: string): UntrustedObject | null {
  try {
    return asObject(JSON.parse(json))
  } catch {
    return null
  }
}

/** Known content whose words are missing: empty is empty, anything else in their place is kept. */
function emptyOrOpaque(content: UntrustedObject, key: string): Part[] {
  const value = content[key]
  if (value === undefined || value === null || value === '') return []
  return [opaquePart(asText(content['content_type']) ?? 'unknown', content)]
}

function toolResult(text: string | null, name: string | null): Part[] {
  return text === null ? [] : [{ kind: 'tool_result', text, name }]
}

function source(text: string | null, content: UntrustedObject): Part {
  return { kind: 'citation', text: text ?? '', title: asText(content['title']), url: asText(content['url']) }
}

function thought(value: unknown): Part {
  const entry = asObject(value)
  const body =
    asText(entry['content']) ??
    asList(entry['chunks'])
      .filter((chunk) => typeof chunk === 'string')
      .join('')
  const text = typeof value === 'string' ? value : joined([entry['summary'], body], '\n\n')
  return { kind: 'thought', text: text ?? '', seconds: null }
}

/** Pictures that code drew. */
function executionImages(metadata: UntrustedObject, attachments: ReadonlyMap<string, Attachment>): Part[] {
  const messages = asList(asObject(metadata['aggregate_result'])['messages'])
  return messages.flatMap((entry) => {
    const pointer = asText(asObject(entry)['image_url'])
    return pointer ? [imagePart(pointer, asObject(entry), attachments)] : []
  })
}

/** Custom instructions: said by the person about themselves and about how to answer, but not a turn of theirs. */
function customInstructions(content: UntrustedObject, metadata: UntrustedObject): Part[] {
  const data = asObject(metadata['user_context_message_data'])
  const parts: Part[] = []
  const profile = asText(content['user_profile']) ?? asText(data['about_user_message'])
  const instructions = asText(content['user_instructions']) ?? asText(data['about_model_message'])
  if (profile) parts.push({ kind: 'context', text: profile, label: 'user_profile' })
  if (instructions) parts.push({ kind: 'context', text: instructions, label: 'user_instructions' })
  return parts
}

function joined(values: readonly unknown[], between = '\n'): string | null {
  const texts = values.filter((value) => typeof value === 'string' && value !== '')
  return texts.length > 0 ? texts.join(between) : null
}

/** Neighbouring words are one text: the source splits where nobody spoke twice. */
function joinWords(parts: readonly Part[]): Part[] {
  const joinedParts: Part[] = []
  for (const part of parts) {
    const last = joinedParts.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') {
      joinedParts[joinedParts.length - 1] = { kind: 'text', text: `${last.text}\n${part.text}` }
    } else joinedParts.push(part)
  }
  return joinedParts
}
