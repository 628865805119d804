import type { ReadItem } from '../importer.ts'
import { jsonItems } from './json-items.ts'
import type { ScannedItem, ScanProblem } from './json-array-scanner.ts'
import type { SourceFile } from './source-files.ts'

type Problem = Exclude<ReadItem, { readonly kind: 'conversation' }>

/** A row of one of the lists inside a member, or a problem with one. */
export type JsonRow = ({ readonly kind: 'row' } & ScannedItem) | Problem

/**
 * Streams the rows of the lists that a JSON file keeps inside members of its outermost object, and every other member.
 * A file of any size needs no more memory than its longest row; a torn one gives what is whole of it.
 */
export async function* jsonRows(
  file: SourceFile,
  descendThrough: readonly string[],
): AsyncGenerator<JsonRow, void, void> {
  for await (const result of jsonItems(file, { descendThrough })) {
    yield 'item' in result ? { kind: 'row', ...result.item } : problemOf(result.problem, file)
  }
}

/** How the receipt tells a problem that was met in a file. */
export function problemOf({ code, index }: ScanProblem, file: SourceFile): Problem {
  const harmless = code === 'not-utf8' || code === 'trailing-data'
  return { kind: harmless ? 'note' : 'failed', file: file.name, code, item: `#${index + 1}` }
}
