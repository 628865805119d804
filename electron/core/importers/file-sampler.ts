import { isDatabase } from '#core/store/foreign-database.ts'
import { openDatabaseFile } from './files/database-file.ts'
import { createJsonScanner, type ScanProblemCode } from './files/json-array-scanner.ts'
import { isText, readHead } from './files/file-head.ts'
import type { Sample } from './importer.ts'
import { beginsAsLines, jsonLines } from './files/json-lines.ts'
import { createInnerOutline, createOutline } from './files/json-outline.ts'
import type { SourceFile } from './files/source-files.ts'
import { decodeHead, toUtf8 } from './files/text-encoding.ts'

const sampledLines = 300

/** How far a JSON text is cut into items: see `ScanOptions`. */
export type Descent = { readonly descend: readonly string[]; readonly descendThrough: readonly string[] }

/** What a file turned out to hold once it was sampled to its end. */
export type Sampled = 'empty' | 'json' | 'damaged-json' | 'broken-json' | 'too-deep' | 'too-large' | 'text' | 'bytes'

/**
 * Yields pieces of a file to tell its format by, and answers what kind of file it was. A JSON text is sampled to its
 * end unless the caller stops: what sets a format apart may come late, and the first items may be the broken ones.
 */
export async function* sampleFile(file: SourceFile, descent: Descent): AsyncGenerator<Sample, Sampled, void> {
  const head = await readHead(file)
  if (head.length === 0) return 'empty'
  if (!isText(head)) {
    yield { kind: 'bytes', head }
    if (isDatabase(head)) yield* sampleTables(file)
    return 'bytes'
  }
  const text = decodeHead(head)
  const start = text.trimStart()[0]
  if (beginsAsLines(text) === true) {
    yield* sampleLines(file)
    return 'json'
  }
  if (start === '{' || start === '[') {
    const found = yield* sampleJson(file, descent, !text.trim().includes('\n'))
    if (found === 'lines') {
      yield* sampleLines(file)
      return 'json'
    }
    if (found !== 'text') return found
  }
  yield { kind: 'text', head: text }
  return 'text'
}

/** A database that cannot be opened is still told to be one. */
async function* sampleTables(file: SourceFile): AsyncGenerator<Sample, void, void> {
  const database = await openDatabaseFile(file).catch(() => null)
  if (database === null) return
  const { tables } = database
  database[Symbol.dispose]()
  yield { kind: 'tables', tables }
}

async function* sampleJson(
  file: SourceFile,
  { descend, descendThrough }: Descent,
  isOneLine: boolean,
): AsyncGenerator<Sample, Sampled | 'lines', void> {
  const scanner = createJsonScanner({ descend, descendThrough })
  const inner = createInnerOutline()
  const outline = createOutline(descend)
  const problems = new Set<ScanProblemCode>()
  let items = 0

  function* take(results: ReturnType<typeof scanner.push>): Generator<Sample, void, void> {
    for (const result of results) {
      if ('problem' in result) {
        problems.add(result.problem.code)
        continue
      }
      const { key, within, value, bytes } = result.item
      if (inner.name !== null && inner.name !== within) yield* tellInner()
      if (within !== null) {
        inner.add(within, result.item)
        continue
      }
      const shape = scanner.shape ?? 'array'
      if (shape === 'object' || (typeof value === 'object' && value !== null)) items += 1
      if (shape === 'object' && key !== null) outline.add(key, value, bytes)
      yield { kind: 'json', shape, key, item: value }
    }
  }

  /** What was descended through is told as the one member that it is, with the beginning of each of its lists. */
  function* tellInner(): Generator<Sample, void, void> {
    const { name, item, bytes } = inner.take()
    items += 1
    outline.add(name, item, bytes)
    yield { kind: 'json', shape: 'object', key: name, item }
  }

  for await (const chunk of toUtf8(file.read())) {
    yield* take(scanner.push(chunk))
    if (scanner.stopped) break
  }
  yield* take(scanner.end())
  if (inner.name !== null) yield* tellInner()
  if (problems.has('trailing-data') && scanner.shape === 'object') return 'lines'
  if (scanner.shape === 'object') {
    const members = outline.members()
    yield { kind: 'outline', members }
    // One line of JSON Lines is also a JSON text.
    if (isOneLine) yield { kind: 'line', index: 0, item: members }
  }
  problems.delete('not-utf8')
  if (problems.has('too-deep')) return 'too-deep'
  if (problems.has('too-large')) return 'too-large'
  if (items === 0 && (problems.has('malformed') || problems.has('not-json'))) return 'text'
  if (problems.size === 0) return 'json'
  return items > 0 ? 'damaged-json' : 'broken-json'
}

async function* sampleLines(file: SourceFile): AsyncGenerator<Sample, void, void> {
  for await (const line of jsonLines(file)) {
    if (line.index >= sampledLines) return
    if ('value' in line) yield { kind: 'line', index: line.index, item: line.value }
  }
}
