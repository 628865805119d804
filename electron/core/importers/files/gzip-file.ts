import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { SourceFile } from './source-files.ts'
import { SourceTrouble } from './source-trouble.ts'
import { zipLimits, type UnpackCount } from './zip-source.ts'

export const gzipMagic = Buffer.from([0x1f, 0x8b, 0x08])

/** The file inside a gzip, under the limits of every archive. Its size is not known before it was read. */
export function gzipFile(file: SourceFile, unpacked: UnpackCount): SourceFile {
  return { ...file, name: file.name.replace(/\.gz$/i, ''), read: () => unpack(file, unpacked) }
}

async function* unpack(file: SourceFile, unpacked: UnpackCount): AsyncGenerator<Buffer, void, void> {
  let packedBytes = 0
  async function* packed(): AsyncGenerator<Buffer, void, void> {
    for await (const chunk of file.read()) {
      packedBytes += chunk.length
      yield chunk
    }
  }
  let failure: unknown = null
  const stream = pipeline(Readable.from(packed()), createGunzip(), (error) => {
    failure = error
  })
  let count = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      count += chunk.length
      unpacked.bytes += chunk.length
      if (count > zipLimits.entryBytes || unpacked.bytes > zipLimits.totalBytes) throw new SourceTrouble('too-large')
      if (count > zipLimits.ratioFrom && count > zipLimits.ratio * packedBytes) {
        throw new SourceTrouble('expands-too-much')
      }
      yield chunk
    }
  } catch (error) {
    const cause = failure instanceof SourceTrouble ? failure : error
    throw cause instanceof SourceTrouble ? cause : new SourceTrouble('damaged')
  }
}
