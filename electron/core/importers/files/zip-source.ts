import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { streamBytes, type ByteSource } from './byte-source.ts'
import { isSystemLitter, type RefusedFile, type SourceFile, type SourceFiles } from './source-files.ts'
import { SourceTrouble, type SourceTroubleCode } from './source-trouble.ts'

export type ZipLimits = {
  readonly entries: number
  readonly entryBytes: number
  readonly totalBytes: number
  readonly ratio: number
  readonly ratioFrom: number
}

/**
 * Real exports reach 6 GB with a conversations.json of 2 GB, so the caps are far above what a parser that holds whole
 * files could allow. That is sound here because nothing is unpacked: entries are streamed through a scanner in
 * constant memory and never reach the disk. What a bomb can cost is time, and the ratio stops it early: JSON of
 * conversations packs 4 to 20 times, a deflate bomb about 1,000 times.
 */
export const zipLimits: ZipLimits = {
  entries: 100_000,
  entryBytes: 16 * 1024 ** 3,
  totalBytes: 64 * 1024 ** 3,
  ratio: 100,
  ratioFrom: 1024 ** 2,
}

/** What all archives of one import have given together, whatever lies inside what. */
export type UnpackCount = { entries: number; bytes: number }

/** An entry as a file, with how far it is packed: its size in the archive over its size outside it. */
export type ZipFile = SourceFile & { readonly packed: number }
export type OpenZip = Omit<SourceFiles, 'files'> & { readonly files: readonly ZipFile[] }

type ZipOptions = {
  readonly limits?: ZipLimits
  readonly count?: UnpackCount
  /** How far this archive was packed itself, where it lay in another. */
  readonly packed?: number
}

const fileTypeMask = 0o170000
const symlinkType = 0o120000

class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource

  constructor(source: ByteSource) {
    super()
    this.#source = source
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(streamBytes(this.#source, start, end), { objectMode: false })
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#source.read(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset)
        callback(bytes.length < length ? new SourceTrouble('damaged') : null)
      },
      (error: unknown) => callback(error instanceof Error ? error : new SourceTrouble('unreadable')),
    )
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }
}

/**
 * Lists a zip and opens its entries as streams. Sizes in headers are believed nowhere: bytes are counted as they come,
 * and the checksum is compared at the end. Closing closes the byte source. Throws SourceTrouble when it is no zip.
 */
export async function openZip(source: ByteSource, options: ZipOptions = {}): Promise<OpenZip> {
  const { limits = zipLimits, count: unpacked = { entries: 0, bytes: 0 }, packed = 1 } = options
  const zip = await yauzl
    .fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    })
    .catch(() => {
      throw new SourceTrouble('damaged')
    })
  const files: ZipFile[] = []
  const refused: RefusedFile[] = []
  const offsets = new Set<number>()

  function whyRefused(entry: yauzl.Entry, name: string): SourceTroubleCode | null {
    if (yauzl.validateFileName(name) !== null) return 'unsafe-name'
    if (((entry.externalFileAttributes >>> 16) & fileTypeMask) === symlinkType) return 'symlink'
    if (entry.isEncrypted()) return 'encrypted'
    if (!entry.canDecodeFileData()) return 'unsupported-compression'
    if (entry.uncompressedSize > limits.entryBytes) return 'too-large'
    if (offsets.has(entry.relativeOffsetOfLocalHeader)) return 'overlapping'
    return null
  }

  async function* read(entry: yauzl.Entry): AsyncGenerator<Buffer, void, void> {
    const stream = await zip.openReadStreamPromise(entry).catch(() => {
      throw new SourceTrouble('damaged')
    })
    let count = 0
    let checksum = 0
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        count += chunk.length
        unpacked.bytes += chunk.length
        if (count > limits.entryBytes || unpacked.bytes > limits.totalBytes) throw new SourceTrouble('too-large')
        if (count > limits.ratioFrom && count > limits.ratio * entry.compressedSize * packed) {
          throw new SourceTrouble('expands-too-much')
        }
        if (count > entry.uncompressedSize) throw new SourceTrouble('lying-size')
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } catch (error) {
      throw error instanceof SourceTrouble ? error : new SourceTrouble('damaged')
    } finally {
      stream.destroy()
    }
    if (count !== entry.uncompressedSize) throw new SourceTrouble('lying-size')
    if (checksum !== entry.crc32) throw new SourceTrouble('damaged')
  }

  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      if (name.endsWith('/') || isSystemLitter(name)) continue
      unpacked.entries += 1
      if (unpacked.entries > limits.entries) {
        refused.push({ name: '', code: 'too-many-files' })
        break
      }
      const code = whyRefused(entry, name)
      offsets.add(entry.relativeOffsetOfLocalHeader)
      if (code) refused.push({ name: shownName(name), code })
      else {
        const bytes = entry.uncompressedSize
        const share = bytes === 0 ? 1 : Math.min(1, entry.compressedSize / bytes)
        files.push({ name, bytes, given: false, packed: packed * share, read: () => read(entry) })
      }
    }
  } catch {
    // A directory that breaks off: what was listed before can still be read.
    refused.push({ name: '', code: 'damaged' })
  }
  return {
    files,
    refused,
    close: async () => {
      zip.close()
      await source.close()
    },
  }
}

function nameOf(entry: yauzl.Entry): string {
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
}

function shownName(name: string): string {
  return name.slice(0, 255)
}
