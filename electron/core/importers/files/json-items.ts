import { createJsonScanner, type ScanOptions, type ScanProblem, type ScannedItem } from './json-array-scanner.ts'
import type { SourceFile } from './source-files.ts'
import { toUtf8 } from './text-encoding.ts'

export type JsonItem =
  | { readonly item: ScannedItem; readonly shape: 'array' | 'object' }
  | { readonly problem: ScanProblem }

/** Streams the items of a JSON file in any encoding. Throws SourceTrouble when its bytes cannot be read to the end. */
export async function* jsonItems(file: SourceFile, options: ScanOptions): AsyncGenerator<JsonItem, void, void> {
  const scanner = createJsonScanner(options)
  for await (const chunk of toUtf8(file.read())) {
    for (const result of scanner.push(chunk)) {
      yield 'item' in result ? { item: result.item, shape: scanner.shape ?? 'array' } : result
    }
    if (scanner.stopped) return
  }
  for (const result of scanner.end()) if ('problem' in result) yield result
}

/** Reads a small JSON file whole; null when it is larger, torn or no JSON. */
export async function readSmallJson(file: SourceFile, maxBytes = 64 * 1024 * 1024): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of toUtf8(file.read())) {
      size += chunk.length
      if (size > maxBytes) return null
      chunks.push(chunk)
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}
