import { createCipheriv, createDecipheriv } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '../errors.ts'

// A file that lies on the disk for a while under a key of its own, which exists only in memory. Chunk n is sealed with
// AES-256-GCM under the nonce n, which no key ever sees twice.

/** Bytes of a chunk, of its seal, and of both. */
export const chunkBytes = 256 * 1024
export const tagBytes = 16
export const sealedBytes = chunkBytes + tagBytes

/** Where a sealed file is to be, and under which key. */
export type SealPlace = { readonly path: string; readonly key: Uint8Array }

/** Writes a sealed file; answers how many bytes it holds. Throws INVALID_INPUT past `limit` and DISK_FULL. */
export async function sealFile(
  { path, key }: SealPlace,
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<number> {
  const handle = await open(path, 'wx', 0o600)
  try {
    return await seal(handle, key, stream, limit)
  } catch (error) {
    throw isFull(error) ? new AppError('DISK_FULL') : error
  } finally {
    await handle.close().catch(() => undefined)
  }
}

async function seal(
  handle: FileHandle,
  key: Uint8Array,
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<number> {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  let filled = 0
  let size = 0
  let index = 0
  const flush = async () => {
    await handle.writev(sealChunk(key, index, buffer.subarray(0, filled)))
    index += 1
    filled = 0
  }
  for await (const bytes of stream) {
    size += bytes.byteLength
    if (size > limit) throw new AppError('INVALID_INPUT', { fields: ['size'] })
    for (let at = 0; at < bytes.byteLength;) {
      const take = Math.min(chunkBytes - filled, bytes.byteLength - at)
      buffer.set(bytes.subarray(at, at + take), filled)
      filled += take
      at += take
      if (filled === chunkBytes) await flush()
    }
  }
  if (filled > 0) await flush()
  buffer.fill(0)
  return size
}

function sealChunk(key: Uint8Array, index: number, plain: Buffer): Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(index))
  return [cipher.update(plain), cipher.final(), cipher.getAuthTag()]
}

/** What a chunk says; null where it was altered or cut. */
export function unsealChunk(key: Uint8Array, index: number, sealed: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(index), { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

function nonce(index: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(index, 6, 6)
  return bytes
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
