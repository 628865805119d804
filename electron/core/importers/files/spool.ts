import { mkdir, open, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { UploadId } from '#shared/model/ids.ts'
import { AppError } from '#core/errors.ts'
import { chunkBytes, sealedBytes, sealFile, tagBytes, unsealChunk, type SealPlace } from '#core/store/seal-file.ts'
import { streamBytes, type ByteSource } from './byte-source.ts'
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
  /** Takes in a file that somebody else writes, such as a worker, with `sealFile`. Answers what `write` answers besides. */
  readonly make: <Made extends { readonly size: number; readonly name: string }>(
    write: (place: SealPlace) => Promise<Made>,
  ) => Promise<Made & { readonly uploadId: UploadId }>
  /** Throws UPLOAD_GONE for what was never there or is used up. */
  readonly source: (id: UploadId) => SpooledFile
  readonly discard: (id: UploadId) => Promise<void>
}

/**
 * Opens the spool in a folder and takes out what an earlier one left: the keys of that are gone. Each file has a
 * random key and name.
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
    const { uploadId } = await make(async (place) => ({
      name,
      size: await sealFile(place, whileOpen(stream), limit),
    }))
    return uploadId
  }

  async function make<Made extends { readonly size: number; readonly name: string }>(
    write: (place: SealPlace) => Promise<Made>,
  ): Promise<Made & { readonly uploadId: UploadId }> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const key = random(32)
    const path = join(folder, Buffer.from(random(16)).toString('hex'))
    try {
      const made = await write({ path, key })
      if (closed) throw new AppError('VAULT_LOCKED')
      const uploadId = UploadId.parse(uuid(random(16)))
      files.set(uploadId, { path, key, name: cleanName(made.name), size: made.size })
      return { ...made, uploadId }
    } catch (error) {
      key.fill(0)
      await unlink(path).catch(() => undefined)
      throw error
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
    make,
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
    if (!plain) throw new SourceTrouble('damaged')
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

/** Opens an upload of which stretches are read, one after the other. */
export async function openStretches(file: SpooledFile) {
  const source = await openSpooledBytes(file)
  return { read: (start: number, end: number) => streamBytes(source, start, end), close: source.close }
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
