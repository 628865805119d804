import { open } from 'node:fs/promises'
import { SourceTrouble } from './source-trouble.ts'

/** Bytes that can be read anywhere: a file on disk or an upload in the spool. */
export type ByteSource = {
  readonly size: number
  /** Up to `length` bytes from `position`; fewer only at the end. */
  readonly read: (position: number, length: number) => Promise<Buffer>
  readonly close: () => Promise<void>
}

const chunkBytes = 256 * 1024

/** Opens a file of the person's disk for reading. Throws SourceTrouble `unreadable`. */
export async function openFileBytes(path: string): Promise<ByteSource> {
  const handle = await open(path, 'r').catch(() => {
    throw new SourceTrouble('unreadable')
  })
  const { size } = await handle.stat()
  return {
    size,
    async read(position, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)))
      let filled = 0
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return buffer.subarray(0, filled)
    },
    close: () => handle.close(),
  }
}

/** Streams `[start, end)` of a source in chunks of 256 KiB. */
export async function* streamBytes(
  source: ByteSource,
  start = 0,
  end = source.size,
): AsyncGenerator<Buffer, void, void> {
  let position = start
  while (position < end) {
    const chunk = await source.read(position, Math.min(chunkBytes, end - position))
    if (chunk.length === 0) throw new SourceTrouble('damaged')
    position += chunk.length
    yield chunk
  }
}
