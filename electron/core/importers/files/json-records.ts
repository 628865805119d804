import type { ReadItem } from '../importer.ts'
import { jsonItems } from './json-items.ts'
import type { SourceFile } from './source-files.ts'
import { troubleCode } from './source-trouble.ts'
import { asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** How one format keeps its conversations in JSON. */
export type RecordFormat = {
  /** Members of an outermost object whose arrays hold the records. */
  readonly descend: readonly string[]
  /** Deepest nesting that is read, for formats that nest each answer in its question. */
  readonly maxDepth?: number
  /** Whether an outermost object is a record itself, by the members that are not descended into. */
  readonly isRecord: (members: UntrustedObject) => boolean
  /** Makes of one record what it holds, one after another. What it throws fails this record only. */
  readonly read: (record: UntrustedObject, file: SourceFile) => Iterable<ReadItem>
}

/**
 * Reads the records of JSON files one by one: items of an outermost array, of the arrays named in `descend`, or one
 * object that stands alone. A torn file gives what is whole of it.
 */
export async function* jsonRecords(
  files: readonly SourceFile[],
  format: RecordFormat,
): AsyncGenerator<ReadItem, void, void> {
  for (const file of files) {
    try {
      yield* recordsOf(file, format)
    } catch (error) {
      yield { kind: 'note', file: file.name, code: troubleCode(error), item: null }
    }
  }
}

async function* recordsOf(file: SourceFile, format: RecordFormat): AsyncGenerator<ReadItem, void, void> {
  const { descend, maxDepth = 64, isRecord } = format
  const members: Record<string, unknown> = Object.create(null)
  for await (const result of jsonItems(file, { descend, maxDepth })) {
    if ('problem' in result) {
      const { code, index } = result.problem
      // A record that stands alone may be whole though its file is torn after it.
      const harmless = code === 'not-utf8' || code === 'trailing-data' || (code === 'truncated' && isRecord(members))
      yield { kind: harmless ? 'note' : 'failed', file: file.name, code, item: `#${index + 1}` }
      continue
    }
    const { key, value } = result.item
    if (key !== null && !descend.includes(key)) members[key] = value
    else yield* recordItems(value, file, format)
  }
  if (isRecord(members)) yield* recordItems(members, file, format)
}

function* recordItems(value: unknown, file: SourceFile, { read }: RecordFormat): Generator<ReadItem, void, void> {
  if (!isObject(value)) {
    yield { kind: 'failed', file: file.name, code: 'not-a-conversation', item: null }
    return
  }
  try {
    yield* read(value, file)
  } catch {
    const item = asText(value['title']) ?? asText(value['name'])
    yield { kind: 'failed', file: file.name, code: 'unreadable-conversation', item }
  }
}
