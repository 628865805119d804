import type { ReadItem } from '../importer.ts'
import { holdsJsonLines, jsonLines } from './json-lines.ts'
import { jsonRecords, type RecordFormat } from './json-records.ts'
import type { SourceFile } from './source-files.ts'
import { troubleCode } from './source-trouble.ts'
import { isObject } from '../untrusted.ts'

/** Reads records that are handed round as JSON Lines and as one JSON text alike. A broken line fails alone. */
export async function* jsonOrLines(
  files: readonly SourceFile[],
  format: RecordFormat,
): AsyncGenerator<ReadItem, void, void> {
  for (const file of files) {
    try {
      if (await holdsJsonLines(file)) yield* lineRecords(file, format)
      else yield* jsonRecords([file], format)
    } catch (error) {
      yield { kind: 'note', file: file.name, code: troubleCode(error), item: null }
    }
  }
}

async function* lineRecords(file: SourceFile, { read }: RecordFormat): AsyncGenerator<ReadItem, void, void> {
  for await (const line of jsonLines(file)) {
    const item = `#${line.index + 1}`
    if ('problem' in line) yield { kind: 'failed', file: file.name, code: line.problem, item }
    else if (!isObject(line.value)) yield { kind: 'failed', file: file.name, code: 'not-a-conversation', item }
    else yield* tryLine(line.value, file, item, read)
  }
}

function* tryLine(
  value: Readonly<Record<string, unknown>>,
  file: SourceFile,
  item: string,
  read: RecordFormat['read'],
): Generator<ReadItem, void, void> {
  try {
    yield* read(value, file)
  } catch {
    yield { kind: 'failed', file: file.name, code: 'unreadable-conversation', item }
  }
}
