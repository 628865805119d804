import type { SourceFile } from './source-files.ts'
import { SourceTrouble } from './source-trouble.ts'

/** All bytes of a file that makes sense only as a whole. Throws SourceTrouble `too-large` for more than can be held. */
export async function heldFile(file: SourceFile, mostBytes: number): Promise<Buffer> {
  if (file.bytes > mostBytes) throw new SourceTrouble('too-large')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file.read()) {
    size += chunk.length
    if (size > mostBytes) throw new SourceTrouble('too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
