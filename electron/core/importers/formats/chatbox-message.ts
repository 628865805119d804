import type { Part } from '#shared/model/part.ts'
import { chatRole } from '../reading/chat-role.ts'
import type { Entry } from '../reading/entry-tree.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralNode } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Reads one message of a Chatbox session, with its words in parts or, as before, in one text. */
export function readMessage({ id, parentId, value }: Entry<UntrustedObject>): NeutralNode {
  const role = chatRole(value['role'])
  const isAnswer = role === 'assistant'
  const parts = readParts(value)
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    author: asText(value['name']),
    createdAt: parseSourceTime(value['timestamp']),
    parts,
    hidden: role === 'system',
    state: value['generating'] === true ? 'interrupted' : 'complete',
    model: isAnswer ? asText(value['model']) : null,
    finishReason: asText(value['finishReason']),
    raw: rawBeside(value, parts, ['content', 'reasoningContent']),
  })
}

/** The words of a message, to know it again by. */
export function textOf(message: UntrustedObject): string {
  const texts = asList(message['contentParts']).map((part) => asText(asObject(part)['text']))
  return asText(message['content']) ?? texts.filter((text) => text !== null).join('\n')
}

function readParts(message: UntrustedObject): Part[] {
  const parts: Part[] = asList(message['contentParts']).flatMap(contentParts)
  const thought = asText(message['reasoningContent'])
  if (thought && !parts.some((part) => part.kind === 'thought')) {
    parts.unshift({ kind: 'thought', text: thought, seconds: null })
  }
  const content = message['content']
  if (typeof content === 'object' && content !== null) parts.push(opaquePart('content', content))
  else if (asText(content) && !parts.some((part) => part.kind === 'text')) {
    parts.push({ kind: 'text', text: asText(content) ?? '' })
  }
  for (const picture of asList(message['pictures'])) parts.push(mediaPart({ pointer: pointerOf(picture) }, 'image'))
  for (const file of asList(message['files'])) parts.push(filePart(file))
  for (const link of asList(message['links']).map(asObject)) {
    parts.push({ kind: 'citation', text: '', title: asText(link['title']), url: asText(link['url']) })
  }
  const error = asText(message['error']) ?? asText(asObject(message['error'])['message'])
  if (error) parts.push({ kind: 'error', text: error })
  return parts
}

function contentParts(value: unknown): Part[] {
  const part = asObject(value)
  const text = asText(part['text']) ?? ''
  switch (part['type']) {
    case 'text':
      return text === '' ? [] : [{ kind: 'text', text }]
    case 'reasoning':
      return [{ kind: 'thought', text, seconds: secondsOf(part) }]
    case 'image':
      return [mediaPart({ pointer: pointerOf(part) }, 'image')]
    case 'tool-call': {
      const name = asText(part['toolName'])
      const call: Part = { kind: 'tool_call', text: jsonText(part['args'] ?? part['input']), name }
      const result: Part[] = 'result' in part ? [{ kind: 'tool_result', text: jsonText(part['result']), name }] : []
      return [call, ...result, ...longResult(part)]
    }
    default:
      return [opaquePart(asText(part['type']) ?? 'part', value)]
  }
}

/** A long result is stored by itself. */
function longResult(part: UntrustedObject): Part[] {
  const pointer = asText(part['resultStorageKey'])
  return pointer ? [mediaPart({ pointer, name: asText(part['toolName']), mime: 'text/plain' })] : []
}

function secondsOf(part: UntrustedObject): number | null {
  const took = asNumber(part['duration'])
  return took === null ? null : took / 1_000
}

function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** Pictures are named by where Chatbox stored them, or stand in the message themselves. */
function pointerOf(value: unknown): string | null {
  const picture = asObject(value)
  return asText(picture['storageKey']) ?? asText(picture['url']) ?? asText(picture['base64']) ?? asText(value)
}

function filePart(value: unknown): Part {
  if (!isObject(value)) return opaquePart('file', value)
  // What was attached, else the words that were found in it.
  const keys = [value['rawStorageKey'], value['storageKey'], value['url'], value['id']]
  const pointer = asText(keys.find((key) => asText(key)))
  return mediaPart({ pointer, name: asText(value['name']), mime: asText(value['fileType']) })
}
