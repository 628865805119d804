import { Readable, pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import { readHead } from './file-head.ts'
import type { ReadItem } from '../importer.ts'
import type { SourceFile } from './source-files.ts'
import { troubleCode, type SourceTroubleCode } from './source-trouble.ts'
import { decodeHead, toUtf8 } from './text-encoding.ts'

const delimiters = [',', '\t', ';', '|'] as const
const lineEnd = 0x0a
const maxRecordBytes = 16 * 1024 * 1024

/**
 * Streams the rows of a CSV in any encoding, the header first, cells as they stand. The delimiter is the one that the
 * first line has most of. What breaks it off is added to `problems`, after every row before it: `truncated` where it ends
 * in the middle of a row, `damaged` for what is no CSV.
 */
export async function* csvRows(file: SourceFile, problems: ReadItem[]): AsyncGenerator<readonly string[], void, void> {
  const troubles: SourceTroubleCode[] = []
  let endsInLine = false
  async function* untilTrouble() {
    try {
      for await (const piece of toUtf8(file.read())) {
        if (troubles.length > 0) return
        if (piece.length > 0) endsInLine = piece.at(-1) !== lineEnd
        yield piece
      }
    } catch (error) {
      troubles.push(troubleCode(error))
    }
  }
  // A stream that fails drops the rows it has ready, so that neither of these ever does.
  const parser = parse({
    delimiter: csvDelimiter(decodeHead(await readHead(file))),
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecordBytes,
    skip_records_with_error: true,
    on_skip(error) {
      troubles.push(error?.code === 'CSV_QUOTE_NOT_CLOSED' ? 'truncated' : 'damaged')
    },
  })
  const rows = pipeline(Readable.from(untilTrouble()), parser, () => {})
  const widths = new Set<number>()
  let last: string[] | null = null
  for await (const row of rows as AsyncIterable<string[]>) {
    if (last) {
      widths.add(last.length)
      yield last
    }
    last = row
  }
  // Between two cells a break leaves no other trace than a last row that is shorter than all the others. Half of it would
  // stand beside the whole of it once the whole file comes in.
  const [width = 0] = widths.size === 1 ? widths : []
  const isTorn = endsInLine && last !== null && last.length < width
  if (isTorn) troubles.push('truncated')
  else if (last) yield last
  const [code] = troubles
  if (code !== undefined) problems.push({ kind: 'failed', file: file.name, code, item: null })
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
