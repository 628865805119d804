import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { getMimeType } from 'hono/utils/mime'
import { isPlainPath } from './plain-path.ts'

export type RendererFile = { readonly file: string; readonly type: string }

/**
 * The built interface as an exact list: request path to file. Names are read once, at start, so that no request can ever
 * become a path on the disk. `/` is the page itself. Throws where there is no page.
 */
export function listRendererFiles(folder: string): ReadonlyMap<string, RendererFile> {
  const files = new Map<string, RendererFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file).replaceAll(sep, '/')}`
    const type = getMimeType(entry.name)
    if (isPlainPath(path) && type) files.set(path === '/index.html' ? '/' : path, { file, type })
  }
  if (!files.has('/')) throw new Error('the interface is not built')
  return files
}
