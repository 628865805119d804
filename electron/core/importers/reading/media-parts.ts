import type { Part } from '#shared/model/part.ts'
import type { NeutralAsset, NeutralNode } from '../neutral.ts'

type Media = {
  readonly pointer: string | null
  readonly name?: string | null
  readonly mime?: string | null
  readonly size?: number | null
  readonly width?: number | null
  readonly height?: number | null
}

const pictureNames = /\.(?:png|jpe?g|gif|webp|avif|heic|bmp)$/i
const soundNames = /\.(?:mp3|m4a|wav|og[ga]|opus|aac|flac|amr)$/i

/** A picture, sound or file that a message points to, by what the source says it is, else by how its name ends. */
export function mediaPart(media: Media, kind = kindOf(media.mime ?? null, media.name ?? '')): Part {
  const common = { assetId: null, pointer: media.pointer, name: media.name ?? null, mime: media.mime ?? null }
  if (kind === 'image') {
    return { kind, ...common, width: media.width ?? null, height: media.height ?? null, description: null }
  }
  return kind === 'audio' ? { kind, ...common, transcript: null } : { kind, ...common, size: media.size ?? null }
}

/** Everything that messages point to, each once: as it is known, else as missing. */
export function assetsOf(
  nodes: readonly NeutralNode[],
  find: (pointer: string) => NeutralAsset | undefined = () => undefined,
): NeutralAsset[] {
  const assets = new Map<string, NeutralAsset>()
  for (const part of nodes.flatMap((node) => node.parts)) {
    if (!('pointer' in part) || !part.pointer || assets.has(part.pointer)) continue
    const { pointer, name, mime } = part
    const known = find(pointer) ?? { id: pointer, pointer, name, mime, file: null }
    assets.set(pointer, { ...known, name: known.name ?? name, mime: known.mime ?? mime })
  }
  return [...assets.values()]
}

function kindOf(mime: string | null, name: string): 'image' | 'audio' | 'file' {
  if (mime?.startsWith('image/')) return 'image'
  if (mime?.startsWith('audio/')) return 'audio'
  if (mime?.includes('/')) return 'file'
  return pictureNames.test(name) ? 'image' : soundNames.test(name) ? 'audio' : 'file'
}
