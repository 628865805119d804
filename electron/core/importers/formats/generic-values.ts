import { csvRows } from '../files/csv-rows.ts'
import { readHead } from '../files/file-head.ts'
import type { ReadItem } from '../importer.ts'
import { jsonItems } from '../files/json-items.ts'
import { holdsJsonLines, jsonLines } from '../files/json-lines.ts'
import { problemOf } from '../files/json-rows.ts'
import { jsonWhole } from '../files/json-whole.ts'
import type { SourceFile } from '../files/source-files.ts'
import { SourceTrouble } from '../files/source-trouble.ts'
import { decodeHead } from '../files/text-encoding.ts'

/** What makes sense only as a whole is held as a whole, up to this size. */
const heldBytes = 256 * 1024 * 1024

/** A file as a list of values: the rows of a table, lines, the items of an array, or the one object it holds. */
export type FileValues = {
  readonly isOne: boolean
  /** Reads from the start; what is broken is added to `problems`. Throws SourceTrouble. */
  readonly read: (problems: ReadItem[]) => AsyncGenerator<unknown, void, void>
}

/** Tells how a file holds its values. Throws SourceTrouble. */
export async function fileValues(file: SourceFile): Promise<FileValues> {
  const start = decodeHead(await readHead(file)).trimStart()[0]
  if (start !== '{' && start !== '[') return { isOne: false, read: (problems) => tableRows(file, problems) }
  if (await holdsJsonLines(file)) return { isOne: false, read: (problems) => lines(file, problems) }
  if (start === '[') return { isOne: false, read: (problems) => items(file, problems) }
  return { isOne: true, read: (problems) => whole(file, problems) }
}

/** All values at once. Throws SourceTrouble `too-large` for more than can be held. */
export async function heldValues(values: FileValues, file: SourceFile, problems: ReadItem[]): Promise<unknown[]> {
  if (file.bytes > heldBytes) throw new SourceTrouble('too-large')
  const all: unknown[] = []
  for await (const value of values.read(problems)) all.push(value)
  return all
}

async function* tableRows(file: SourceFile, problems: ReadItem[]): AsyncGenerator<unknown, void, void> {
  let header: readonly string[] | null = null
  for await (const cells of csvRows(file, problems)) {
    if (header === null) header = cells.map((cell, index) => cell.trim() || `#${index + 1}`)
    else {
      const columns: readonly string[] = header
      yield Object.fromEntries(cells.map((cell, index) => [columns[index] ?? `#${index + 1}`, cell]))
    }
  }
}

async function* lines(file: SourceFile, problems: ReadItem[]): AsyncGenerator<unknown, void, void> {
  for await (const line of jsonLines(file)) {
    if ('value' in line) yield line.value
    else problems.push({ kind: 'failed', file: file.name, code: line.problem, item: `#${line.index + 1}` })
  }
}

async function* items(file: SourceFile, problems: ReadItem[]): AsyncGenerator<unknown, void, void> {
  for await (const result of jsonItems(file, {})) {
    if ('item' in result) {
      yield result.item.value
      continue
    }
    problems.push(problemOf(result.problem, file))
  }
}

async function* whole(file: SourceFile, problems: ReadItem[]): AsyncGenerator<unknown, void, void> {
  if (file.bytes > heldBytes) throw new SourceTrouble('too-large')
  const found = await jsonWhole(file)
  problems.push(...found.problems)
  yield found.root
}
