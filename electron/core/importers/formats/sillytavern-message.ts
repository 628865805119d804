import type { Part } from '#shared/model/part.ts'
import { mediaPart } from '../reading/media-parts.ts'
import type { NeutralNode } from '../neutral.ts'
import { neutralNode } from '../reading/neutral-builders.ts'
import type { NodeMarks } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { picturePart } from '../reading/picture-part.ts'
import { baseName } from '../files/source-files.ts'
import type { SourceTime } from '../reading/source-time.ts'
import type { TavernLine } from './sillytavern-log.ts'
import { isTavernMessage } from './sillytavern-log.ts'
import { parseTavernTime } from '../reading/tavern-time.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** One version of what a line says, with what it is known again by; the line may be in several files. */
export type TavernVersion = { readonly marks: NodeMarks; readonly node: NeutralNode }

export type TavernTurn = { readonly versions: readonly TavernVersion[]; readonly shown: number }

/** Reads one line of a chat file, whatever it is. */
export function readTavernLine(line: TavernLine): TavernTurn {
  if ('value' in line && isTavernMessage(line.value)) return readMessage(line.value)
  const part = 'value' in line ? opaquePart('line', line.value) : opaquePart('torn-line', line.torn)
  const text = 'value' in line ? JSON.stringify(line.value) : line.torn
  return single({ time: null, who: 'line', text }, neutralNode({ sourceId: '', role: 'system', parts: [part] }))
}

function readMessage(message: UntrustedObject): TavernTurn {
  const { mes, swipes, swipe_info: info, swipe_id: swipeId, ...rest } = message
  const said = flat(mes)
  const texts = asList(swipes).map(flat)
  let shown = typeof swipeId === 'number' && texts[swipeId] === said ? swipeId : texts.indexOf(said)
  // What stands in the message is what was read, whatever its versions say.
  if (shown === -1) shown = texts.push(said) - 1
  const versions = texts.map((text, index): TavernVersion => {
    const own = asObject(asList(info)[index])
    const isShown = index === shown
    const ownTime = parseTavernTime(own['send_date'])
    const messageTime = parseTavernTime(message['send_date'])
    const extra = { ...(isShown ? asObject(message['extra']) : {}), ...asObject(own['extra']) }
    const raw = isShown ? { ...rest, swipe: asList(info)[index] } : { swipe: asList(info)[index] }
    const node = versionNode(message, text, extra)
    return {
      marks: marksOf(ownTime ?? messageTime, node.role, text),
      node: { ...node, createdAt: ownTime ?? (isShown ? messageTime : null), raw },
    }
  })
  return { versions, shown }
}

function versionNode(message: UntrustedObject, text: unknown, extra: UntrustedObject): NeutralNode {
  const parts: Part[] = []
  const thought = asText(extra['reasoning'])
  const duration = asNumber(extra['reasoning_duration'])
  if (thought) parts.push({ kind: 'thought', text: thought, seconds: duration === null ? null : duration / 1_000 })
  if (typeof text === 'string' && text !== '') parts.push({ kind: 'text', text })
  else if (typeof text !== 'string' && text !== null && text !== undefined) parts.push(opaquePart('mes', text))
  parts.push(...mediaParts(extra))
  const role = message['is_user'] === true ? 'user' : 'assistant'
  return neutralNode({
    sourceId: '',
    role,
    author: asText(message['name']),
    parts,
    // Out of the model's sight, as the person wished; it was still said.
    hidden: message['is_system'] === true,
    model: role === 'assistant' ? asText(extra['model']) : null,
  })
}

/** Pictures, sounds and files, under the names they have had over the years. */
function mediaParts(extra: UntrustedObject): Part[] {
  const title = asText(extra['title'])
  const parts: Part[] = []
  for (const picture of [extra['image'], ...asList(extra['image_swipes'])]) {
    if (asText(picture)) parts.push(picturePart(String(picture), title))
  }
  if (asText(extra['video'])) parts.push(mediaPart({ pointer: String(extra['video']) }))
  for (const value of asList(extra['media'])) {
    const { url, type, title: caption } = asObject(value)
    const pointer = asText(url)
    if (pointer === null) parts.push(opaquePart('media', value))
    else if (type === 'image' || type === undefined) parts.push(picturePart(pointer, asText(caption) ?? title))
    else parts.push(mediaPart({ pointer, name: baseName(pointer) }, type === 'audio' ? 'audio' : 'file'))
  }
  for (const value of [extra['file'], ...asList(extra['files'])]) {
    if (!isObject(value)) continue
    const pointer = asText(value['url'])
    const name = asText(value['name'])
    if (pointer) parts.push(mediaPart({ pointer, name, size: asNumber(value['size']) }, 'file'))
    const text = asText(value['text'])
    if (text) parts.push({ kind: 'context', text, label: name })
  }
  const seen = new Set<string>()
  return parts.filter((part) => {
    if (!('pointer' in part) || part.pointer === null) return true
    const isNew = !seen.has(part.pointer)
    seen.add(part.pointer)
    return isNew
  })
}

/** Some sites nest the words once more. */
function flat(value: unknown): unknown {
  return isObject(value) && typeof value['message'] === 'string' ? value['message'] : value
}

/** A clock without a zone reads the same everywhere, while the moment it meant depends on where it is read. */
function marksOf(time: SourceTime | null, role: string, text: unknown): NodeMarks {
  const words = typeof text === 'string' ? text : JSON.stringify(text ?? null)
  if (time?.zoneKnown) return { time, who: role, text: words }
  return { time: null, who: time ? `${role} ${time.original}` : role, text: words }
}

function single(marks: NodeMarks, node: NeutralNode): TavernTurn {
  return { versions: [{ marks, node }], shown: 0 }
}
