import { SourceTrouble } from './source-trouble.ts'
import type { SourceFile } from './source-files.ts'
import { toUtf8 } from './text-encoding.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const maxLineBytes = 256 * 1024 * 1024

/** Streams the lines of a text in any encoding, without their ends, decoded. Throws SourceTrouble. */
export async function* textLines(file: SourceFile): AsyncGenerator<string, void, void> {
  for await (const line of byteLines(file)) yield line.toString('utf8')
}

/** Streams the lines of a text in any encoding as UTF-8 bytes, without their ends. Throws SourceTrouble. */
export async function* byteLines(file: SourceFile): AsyncGenerator<Buffer, void, void> {
  let pieces: Buffer[] = []
  let pieceBytes = 0
  for await (const chunk of toUtf8(file.read())) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const tail = chunk.subarray(start, end)
      yield withoutReturn(pieces.length === 0 ? tail : Buffer.concat([...pieces, tail]))
      pieces = []
      pieceBytes = 0
      start = end + 1
    }
    if (start === chunk.length) continue
    pieces.push(chunk.subarray(start))
    pieceBytes += chunk.length - start
    if (pieceBytes > maxLineBytes) throw new SourceTrouble('too-large')
  }
  if (pieces.length > 0) yield withoutReturn(Buffer.concat(pieces))
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line
}
