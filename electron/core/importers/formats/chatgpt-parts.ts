import type { Part } from '#shared/model/part.ts'
import { assetId } from './chatgpt-pointers.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Parts read from one message; `keptRaw` is true when one of them is opaque. */
export type ReadParts = { readonly parts: Part[]; readonly keptRaw: boolean }

/** What a message says of a file that was sent with it, by the file's id. */
export type Attachment = {
  readonly id: string
  readonly name: string | null
  readonly mime: string | null
  readonly size: number | null
  readonly width: number | null
  readonly height: number | null
}

/** The files a message says were sent with it. */
export function readAttachments(metadata: UntrustedObject): Map<string, Attachment> {
  const attachments = new Map<string, Attachment>()
  for (const entry of asList(metadata['attachments'])) {
    if (!isObject(entry)) continue
    const id = asText(entry['id'])
    if (!id) continue
    attachments.set(assetId(id), {
      id,
      name: asText(entry['name']),
      mime: asText(entry['mime_type']) ?? asText(entry['mimeType']),
      size: asNumber(entry['size']),
      width: asNumber(entry['width']),
      height: asNumber(entry['height']),
    })
  }
  return attachments
}

/** Reads one element of a message's `parts`; null when it says nothing. `words` makes a part of plain words. */
export function readPart(
  element: unknown,
  attachments: ReadonlyMap<string, Attachment>,
  words: (text: string) => Part,
): Part[] {
  if (element === null || element === '') return []
  if (typeof element === 'string') return [words(element)]
  if (!isObject(element)) return [opaquePart('part', element)]
  const pointer = asText(element['asset_pointer'])
  switch (element['content_type']) {
    case 'image_asset_pointer':
      return [imagePart(pointer, element, attachments)]
    case 'audio_asset_pointer':
      return [audioPart(pointer, asText(element['format']), attachments)]
    case 'audio_transcription':
      return typeof element['text'] === 'string'
        ? readPart(element['text'], attachments, words)
        : [opaquePart('audio_transcription', element)]
    case 'real_time_user_audio_video_asset_pointer':
      return recordingParts(element, attachments)
    case 'app_pairing_content':
      return [{ kind: 'context', text: appPairingText(element), label: 'app' }]
    case undefined:
    case 'text':
      if (typeof element['text'] === 'string') return readPart(element['text'], attachments, words)
      return [opaquePart('part', element)]
    default:
      return [opaquePart(String(element['content_type']), element)]
  }
}

/** A picture by pointer, with what the message says of it. */
export function imagePart(
  pointer: string | null,
  element: UntrustedObject,
  attachments: ReadonlyMap<string, Attachment>,
): Part {
  const attachment = pointer ? attachments.get(assetId(pointer)) : undefined
  const metadata = asObject(element['metadata'])
  return {
    kind: 'image',
    assetId: null,
    pointer,
    name: attachment?.name ?? null,
    mime: attachment?.mime ?? null,
    width: asNumber(element['width']) ?? attachment?.width ?? null,
    height: asNumber(element['height']) ?? attachment?.height ?? null,
    description: asText(asObject(metadata['dalle'])['prompt']),
  }
}

/** The files that were sent with a message and are named nowhere in its parts. */
export function attachmentParts(attachments: ReadonlyMap<string, Attachment>, parts: readonly Part[]): Part[] {
  const named = new Set(parts.flatMap((part) => ('pointer' in part && part.pointer ? [assetId(part.pointer)] : [])))
  const added: Part[] = []
  for (const [id, attachment] of attachments) {
    if (named.has(id)) continue
    const media = { assetId: null, pointer: attachment.id, name: attachment.name, mime: attachment.mime }
    if (attachment.mime?.startsWith('image/')) {
      added.push({ kind: 'image', ...media, width: attachment.width, height: attachment.height, description: null })
    } else if (attachment.mime?.startsWith('audio/')) added.push({ kind: 'audio', ...media, transcript: null })
    else added.push({ kind: 'file', ...media, size: attachment.size })
  }
  return added
}

/** The words of an app's context: what it is and what it showed. */
export function appPairingText(content: UntrustedObject): string {
  const titles = asList(content['workspaces']).map((workspace) => {
    const { app_name: app, title } = asObject(workspace)
    return [asText(app), asText(title)].filter((word) => word !== null).join(': ')
  })
  const texts = asList(content['context_parts']).map((part) => asText(asObject(part)['text']))
  return [...titles, ...texts].filter((text) => text !== null && text !== '').join('\n')
}

function audioPart(pointer: string | null, format: string | null, attachments: ReadonlyMap<string, Attachment>): Part {
  const attachment = pointer ? attachments.get(assetId(pointer)) : undefined
  return {
    kind: 'audio',
    assetId: null,
    pointer,
    name: attachment?.name ?? null,
    mime: attachment?.mime ?? (format ? `audio/${format}` : null),
    transcript: null,
  }
}

/** A stretch of live talk: sound, perhaps a video, perhaps frames of it. */
function recordingParts(element: UntrustedObject, attachments: ReadonlyMap<string, Attachment>): Part[] {
  const parts: Part[] = []
  const sound = pointerOf(element['audio_asset_pointer'])
  if (sound) parts.push(audioPart(sound, asText(asObject(element['audio_asset_pointer'])['format']), attachments))
  const video = pointerOf(element['video_container_asset_pointer'])
  if (video) parts.push({ kind: 'file', assetId: null, pointer: video, name: null, mime: null, size: null })
  for (const frame of asList(element['frames_asset_pointers'])) {
    const pointer = pointerOf(frame)
    if (pointer) parts.push(imagePart(pointer, asObject(frame), attachments))
  }
  return parts.length > 0 ? parts : [opaquePart('real_time_user_audio_video_asset_pointer', element)]
}

function pointerOf(value: unknown): string | null {
  return asText(value) ?? asText(asObject(value)['asset_pointer'])
}
