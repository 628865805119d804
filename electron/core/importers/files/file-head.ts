import { isUtf8 } from 'node:buffer'
import type { SourceFile } from './source-files.ts'
import { sniffEncoding } from './text-encoding.ts'

const headBytes = 64 * 1024

/** The first 64 KiB of a file, or all of a smaller one. Throws SourceTrouble. */
export async function readHead(file: SourceFile): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file.read()) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= headBytes) break
  }
  return Buffer.concat(chunks).subarray(0, headBytes)
}

/** Whether a file that begins so is a text in any encoding. Zero bytes occur in no text but UTF-16. */
export function isText(head: Buffer): boolean {
  if (isUtf8(head) && !head.includes(0)) return true
  return sniffEncoding(head).startsWith('utf-16') ? head.length % 2 === 0 : !head.includes(0)
}
