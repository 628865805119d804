import { createHash } from 'node:crypto'
import type { AssetId } from '#shared/model/ids.ts'
import type { ExportFile, PathOf, Story, StoryAsset } from './story.ts'

/** Asset bytes beside the text: named by content, written once however often they are used. */
export type ExportFiles = {
  readonly pathOf: PathOf
  /** The files that were asked for, to be taken once nothing asks any more. */
  readonly each: () => Generator<ExportFile, void, void>
}

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'application/pdf': 'pdf',
}

/** Names by what bytes are, never by what they were called; what is no picture, sound or document is just bytes. */
export function createExportFiles(story: Pick<Story, 'asset'>): ExportFiles {
  const paths = new Map<AssetId, string | null>()
  const written = new Set<string>()

  function pathOf(id: AssetId): string | null {
    const known = paths.get(id)
    if (known !== undefined) return known
    const asset = story.asset(id)
    const path = asset && `files/${contentName(asset)}`
    paths.set(id, path)
    return path
  }

  return {
    pathOf,
    *each() {
      for (const [id, path] of paths) {
        const asset = path === null || written.has(path) ? null : story.asset(id)
        if (path === null || !asset) continue
        written.add(path)
        yield { path, pieces: asset.bytes() }
      }
    },
  }
}

function contentName({ mime, bytes }: StoryAsset): string {
  const hash = createHash('sha256')
  for (const piece of bytes()) hash.update(piece)
  return `${hash.digest('hex').slice(0, 32)}.${extensions[mime] ?? 'dat'}`
}
