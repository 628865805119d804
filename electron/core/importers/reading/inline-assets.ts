import { createHash } from 'node:crypto'
import { inlineFile } from '../files/inline-file.ts'
import type { NeutralAsset } from '../neutral.ts'

const form = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[^,;]*)*;base64,/i
const longestForm = 200

/**
 * Takes the bytes that stand in a parsed JSON value as `data:` URIs out of it, wherever they are: in their place stays
 * a short pointer. Changes `value` itself, which must belong to the caller.
 */
export function takeInlineAssets(value: unknown): NeutralAsset[] {
  const assets = new Map<string, NeutralAsset>()

  function take(uri: string): string {
    const match = form.exec(uri.slice(0, longestForm))
    if (!match) return uri
    const mime = match[1] ?? null
    const base64 = uri.slice(match[0].length)
    const hash = createHash('sha256').update(base64).digest('hex').slice(0, 32)
    const pointer = `data:${mime ?? ''};sha256,${hash}`
    if (!assets.has(pointer)) {
      assets.set(pointer, { id: pointer, pointer, name: null, mime, file: inlineFile(pointer, base64) })
    }
    return pointer
  }

  const waiting: unknown[] = [[value]]
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    if (typeof current !== 'object' || current === null) continue
    const holder = current as Record<string, unknown>
    for (const key of Object.keys(holder)) {
      const member = holder[key]
      if (typeof member === 'string' && member.startsWith('data:')) holder[key] = take(member)
      else if (typeof member === 'object' && member !== null) waiting.push(member)
    }
  }
  return [...assets.values()]
}
