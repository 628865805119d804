import type { ReadItem } from '../importer.ts'
import { jsonItems } from './json-items.ts'
import { problemOf } from './json-rows.ts'
import type { SourceFile } from './source-files.ts'

/** A JSON text put together again from everything in it that is intact, and what is wrong with the rest. */
export type WholeJson = {
  readonly root: readonly unknown[] | Record<string, unknown>
  readonly problems: readonly ReadItem[]
}

/** Reads a JSON file whole, for formats in which no part makes sense alone. Throws SourceTrouble. */
export async function jsonWhole(file: SourceFile): Promise<WholeJson> {
  const members: Record<string, unknown> = Object.create(null)
  const items: unknown[] = []
  const problems: ReadItem[] = []
  let isObject = false
  for await (const result of jsonItems(file, {})) {
    if ('problem' in result) {
      problems.push(problemOf(result.problem, file))
      continue
    }
    const { key, value } = result.item
    isObject ||= result.shape === 'object'
    if (key === null) items.push(value)
    else members[key] = value
  }
  return { root: isObject ? members : items, problems }
}
