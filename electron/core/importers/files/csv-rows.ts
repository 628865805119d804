import { Readable, pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import { readHead } from './file-head.ts'
import type { SourceFile } from './source-files.ts'
import { SourceTrouble } from './source-trouble.ts'
import { decodeHead, toUtf8 } from './text-encoding.ts'

const delimiters = [',', '\t', ';', '|'] as const
const maxRecordBytes = 16 * 1024 * 1024

/**
 * Streams the rows of a CSV in any encoding, the header first, cells as they stand. The delimiter is the one that the
 * first line has most of. Throws SourceTrouble: `damaged` for what is no CSV.
 */
export async function* csvRows(file: SourceFile): AsyncGenerator<readonly string[], void, void> {
  const delimiter = csvDelimiter(decodeHead(await readHead(file)))
  const parser = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecordBytes,
  })
  let failure: unknown = null
  const rows = pipeline(Readable.from(toUtf8(file.read())), parser, (error) => {
    failure = error
  })
  try {
    for await (const row of rows as AsyncIterable<string[]>) yield row
  } catch (error) {
    const cause = failure ?? error
    throw cause instanceof SourceTrouble ? cause : new SourceTrouble('damaged')
  }
}

/** The cells of the first line of a CSV, by which its format is told; empty where there is none. */
export function csvHeader(head: string): readonly string[] {
  const line = firstLine(head)
  return line.split(csvDelimiter(head)).map((cell) => cell.trim().replaceAll(/^"|"$/g, ''))
}

function csvDelimiter(head: string): string {
  const line = firstLine(head)
  const count = (delimiter: string) => line.split(delimiter).length
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

function firstLine(head: string): string {
  return /^\s*([^\r\n]*)/.exec(head)?.[1] ?? ''
}
