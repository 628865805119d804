import type { ByteSource } from './byte-source.ts'
import { readHead } from './file-head.ts'
import type { SourceFiles } from './source-files.ts'
import { SourceTrouble } from './source-trouble.ts'
import { openZip, type UnpackCount, type ZipFile } from './zip-source.ts'

/** A zip is read from its end, so one inside another is held whole while it is open. */
const heldBytes = 256 * 1024 * 1024

export const zipMagic = Buffer.from('PK\u0003\u0004')

/** What the archives inside archives of one import hold in memory together. */
export type Held = { bytes: number }

/** Opens a zip that lies in a zip; null when it is none. Throws SourceTrouble `nested-archive` when it is too large. */
export async function openNestedZip(file: ZipFile, unpacked: UnpackCount, held: Held): Promise<SourceFiles | null> {
  const head = await readHead(file)
  if (!head.subarray(0, 4).equals(zipMagic)) return null
  if (held.bytes + file.bytes > heldBytes) throw new SourceTrouble('nested-archive')
  const chunks: Buffer[] = []
  for await (const chunk of file.read()) chunks.push(chunk)
  const whole = Buffer.concat(chunks)
  held.bytes += whole.length
  const inner = await openZip(memoryBytes(whole), { count: unpacked, packed: file.packed })
  return {
    files: inner.files.map((one) => ({ ...one, name: `${file.name}/${one.name}` })),
    refused: inner.refused.map((one) => ({ ...one, name: one.name === '' ? file.name : `${file.name}/${one.name}` })),
    close: inner.close,
  }
}

function memoryBytes(whole: Buffer): ByteSource {
  return {
    size: whole.length,
    read: async (position, length) => whole.subarray(position, position + length),
    close: async () => undefined,
  }
}
