import type { PrintPage } from '../host.ts'
import { AppError } from '../errors.ts'
import { sealFile, type SealPlace } from '../store/seal-file.ts'
import type { ExportFile } from './story.ts'
import { oneOf, writeExport } from './write-export.ts'

/** The pages of a book that are written and not printed yet, volume after volume in one file. */
export type BookPages = {
  readonly lengths: readonly number[]
  /** The bytes from one place to another. */
  readonly read: (start: number, end: number) => AsyncIterable<Uint8Array>
}

type Printing = {
  readonly printPage: PrintPage
  readonly now: number
  readonly signal: AbortSignal
  /** Hears how many volumes are printed. */
  readonly onPrinted: (volumes: number) => void
}

const mostBytes = 200 * 1024 ** 3

/**
 * Prints a book to a place of the spool or of this machine: one PDF, or several as an archive or in a folder. Answers
 * how many there are and how large. Throws TARGET_TAKEN, and INVALID_INPUT where several cannot be one file.
 */
export async function printBook(
  pages: BookPages,
  to: SealPlace | string,
  printing: Printing,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const volumes = pages.lengths.length
  const isOneFile = typeof to === 'string' ? /\.pdf$/i.test(to) : volumes === 1
  if (isOneFile && volumes > 1) throw new AppError('INVALID_INPUT', { fields: ['out'] })
  let bytes = 0
  const target = {
    isOneFile,
    now: printing.now,
    onFile: () => undefined,
    onBytes(more: number) {
      bytes += more
    },
  }
  const files = printed(pages, printing)
  if (typeof to === 'string') await writeExport(files, { ...target, out: to })
  else bytes = await sealFile(to, oneOf(files, target), mostBytes)
  return { files: volumes, bytes }
}

async function* printed(
  { lengths, read }: BookPages,
  { printPage, signal, onPrinted }: Printing,
): AsyncGenerator<ExportFile, void, void> {
  const digits = String(lengths.length).length
  let start = 0
  for (const [index, length] of lengths.entries()) {
    onPrinted(index)
    const pdf = await printPage(read(start, start + length), signal)
    start += length
    const number = lengths.length === 1 ? '' : `-${String(index + 1).padStart(digits, '0')}`
    yield { path: `book${number}.pdf`, pieces: [pdf] }
  }
}
