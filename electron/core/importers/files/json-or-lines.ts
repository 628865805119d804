import { readHead } from './file-head.ts'
import type { ReadItem } from '../importer.ts'
import { jsonLines, parseJsonLine } from './json-lines.ts'
import { jsonRecords, type RecordFormat } from './json-records.ts'
import type { SourceFile } from './source-files.ts'
import { troubleCode } from './source-trouble.ts'
import { decodeHead } from './text-encoding.ts'
import { isObject } from '../untrusted.ts'

/** Reads records that are handed round as JSON Lines and as one JSON text alike. A broken line fails alone. */
export async function* jsonOrLines(
  files: readonly SourceFile[],
  format: RecordFormat,
): AsyncGenerator<ReadItem, void, void> {
  for (const file of files) {
    try {
      if (await isJsonLines(file)) yield* lineRecords(file, format)
      else yield* jsonRecords([file], format)
    } catch (error) {
      yield { kind: 'note', file: file.name, code: troubleCode(error), item: null }
    }
  }
}

/** Whether a file holds a value on each line. */
export async function isJsonLines(file: SourceFile): Promise<boolean> {
  const text = decodeHead(await readHead(file)).trimStart()
  const end = text.indexOf('\n')
  // A value that is broken into lines begins with an open end.
  const endsWhole = text.startsWith('{') && (end === -1 || text.slice(0, end).trimEnd().endsWith('}'))
  return endsWhole || isTornLines(text)
}

/** Whether a text goes on with a value on each line though its first line is torn, as a log that was cut is. */
export function isTornLines(text: string): boolean {
  const [, second = '', third = ''] = text.split('\n', 3)
  return isObjectLine(second) && (third.trim() === '' || third.startsWith('{'))
}

function isObjectLine(line: string): boolean {
  return line.startsWith('{') && 'value' in parseJsonLine(Buffer.from(line))
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
