import { createCipheriv, createDecipheriv } from 'node:crypto'
import { mkdir, open, readdir, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { UploadId } from '#shared/model/ids.ts'
import { AppError } from '#core/errors.ts'
import type { ByteSource } from './byte-source.ts'
import { SourceTrouble } from './source-trouble.ts'

/** What a worker needs to open an upload itself. */
export type SpooledFile = {
  readonly path: string
  readonly key: Uint8Array
  readonly name: string
  readonly size: number
}

/** Files handed over by a window, kept on disk under keys that exist only in memory. */
export type Spool = AsyncDisposable & {
  /**
   * Takes in one file. `name` is shown later and may be a path inside a dropped folder. Throws INVALID_INPUT past
   * `limit` bytes and DISK_FULL; a broken upload leaves nothing behind.
   */
  readonly receive: (name: string, stream: AsyncIterable<Uint8Array>, limit: number) => Promise<UploadId>
  /** Throws UPLOAD_GONE for what was never there or is used up. */
  readonly source: (id: UploadId) => SpooledFile
  readonly discard: (id: UploadId) => Promise<void>
}

const chunkBytes = 256 * 1024
const tagBytes = 16
const sealedBytes = chunkBytes + tagBytes

/**
 * Opens the spool in a folder and takes out what an earlier one left: the keys of that are gone. Each file has a
 * random key and name; chunk n is sealed with AES-256-GCM under the nonce n, which no key ever sees twice.
 */
export async function createSpool(deps: { folder: string; random: (bytes: number) => Uint8Array }): Promise<Spool> {
  const { folder, random } = deps
  const files = new Map<UploadId, SpooledFile>()
  let closed = false
  await sweep(folder)

  /** An upload that is still coming in when the vault is locked ends there. */
  async function* whileOpen(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
    for await (const bytes of stream) {
      if (closed) break
      yield bytes
    }
    if (closed) throw new AppError('VAULT_LOCKED')
  }

  async function receive(name: string, stream: AsyncIterable<Uint8Array>, limit: number): Promise<UploadId> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const key = random(32)
    const path = join(folder, Buffer.from(random(16)).toString('hex'))
    const handle = await open(path, 'wx', 0o600)
    try {
      const size = await seal(handle, key, whileOpen(stream), limit)
      await handle.close()
      const id = UploadId.parse(uuid(random(16)))
      files.set(id, { path, key, name: cleanName(name), size })
      return id
    } catch (error) {
      key.fill(0)
      await handle.close().catch(() => undefined)
      await unlink(path).catch(() => undefined)
      throw isFull(error) ? new AppError('DISK_FULL') : error
    }
  }

  async function discard(id: UploadId): Promise<void> {
    const file = files.get(id)
    if (!file) return
    files.delete(id)
    file.key.fill(0)
    await unlink(file.path).catch(() => undefined)
  }

  return {
    receive,
    source(id) {
      const file = files.get(id)
      if (!file) throw new AppError('UPLOAD_GONE')
      return file
    },
    discard,
    async [Symbol.asyncDispose]() {
      closed = true
      for (const id of files.keys()) await discard(id)
      await sweep(folder)
    },
  }
}

/** Opens an upload for random access; bytes that were altered or cut on disk throw SourceTrouble `damaged`. */
export async function openSpooledBytes(file: SpooledFile): Promise<ByteSource> {
  const handle = await open(file.path, 'r').catch(() => {
    throw new SourceTrouble('unreadable')
  })
  let cached: { index: number; plain: Buffer } | null = null

  async function chunk(index: number): Promise<Buffer> {
    if (cached?.index === index) return cached.plain
    const length = Math.min(chunkBytes, file.size - index * chunkBytes) + tagBytes
    const sealed = Buffer.allocUnsafe(length)
    const { bytesRead } = await handle.read(sealed, 0, length, index * sealedBytes)
    if (bytesRead !== length) throw new SourceTrouble('damaged')
    const plain = unsealChunk(file.key, index, sealed)
    cached = { index, plain }
    return plain
  }

  return {
    size: file.size,
    async read(position, length) {
      const end = Math.min(position + length, file.size)
      const pieces: Buffer[] = []
      for (let at = position; at < end;) {
        const index = Math.floor(at / chunkBytes)
        const plain = await chunk(index)
        const piece = plain.subarray(at - index * chunkBytes, end - index * chunkBytes)
        pieces.push(piece)
        at += piece.length
      }
      return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
    },
    async close() {
      cached = null
      await handle.close()
    },
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

function unsealChunk(key: Uint8Array, index: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(index), { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()])
  } catch {
    throw new SourceTrouble('damaged')
  }
}

function nonce(index: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(index, 6, 6)
  return bytes
}

async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  // Only what looks like a file of ours: somebody may have put a vault where there was a folder of this name.
  for (const name of names) if (/^[0-9a-f]{32}$/.test(name)) await unlink(join(folder, name)).catch(() => undefined)
}

function cleanName(name: string): string {
  const segments = name
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
  return segments.join('/').slice(-1_000) || 'file'
}

function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  const variant = (((bytes[8] ?? 0) & 0x3f) | 0x80).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20)}`
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
