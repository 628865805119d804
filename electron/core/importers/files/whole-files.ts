import type { CardFiles } from '#core/cards/card-files.ts'
import { cardTrouble } from '#core/card-trouble.ts'
import type { UploadId } from '#shared/model/ids.ts'
import type { ByteSource } from './byte-source.ts'
import { isDeeperThan } from './json-depth.ts'
import { dropPrototypeKeys } from './prototype-keys.ts'
import { SourceTrouble } from './source-trouble.ts'
import { openSpooledBytes, type Spool } from './spool.ts'
import { openZip, type ZipLimits } from './zip-source.ts'

/** A card with all its pictures; nothing larger is read whole. */
const longestFile = 64 << 20
const deepest = 60
const limits: ZipLimits = {
  entries: 10_000,
  entryBytes: 32 << 20,
  totalBytes: longestFile,
  ratio: 100,
  ratioFrom: 1 << 20,
}

/** Small files that are read whole: handed over by a window, or inside one that was. */
export function createWholeFiles(spool: Pick<Spool, 'source' | 'receive' | 'discard'>): CardFiles {
  return {
    discard: spool.discard,
    hand: (name, bytes) => spool.receive(name, once(bytes), longestFile * 2),
    async upload(id: UploadId) {
      const file = spool.source(id)
      if (file.size > longestFile) throw cardTrouble('too-large')
      const source = await openSpooledBytes(file)
      try {
        return { name: file.name, bytes: await source.read(0, file.size) }
      } finally {
        await source.close()
      }
    },
    async archive(bytes) {
      const zip = await openZip(sourceOf(bytes), { limits }).catch(inWords)
      if (zip.refused.some(({ code }) => code === 'too-many-files')) throw cardTrouble('too-large')
      const files = new Map(zip.files.map((file) => [file.name, file]))
      return {
        paths: [...files.keys()],
        async read(path) {
          const pieces: Buffer[] = []
          try {
            for await (const piece of files.get(path)?.read() ?? []) pieces.push(piece)
          } catch (error) {
            inWords(error)
          }
          return Buffer.concat(pieces)
        },
      }
    },
    json(text) {
      try {
        const value: unknown = JSON.parse(text)
        return isDeeperThan(value, deepest) ? undefined : dropPrototypeKeys(value)
      } catch {
        return undefined
      }
    },
  }
}

function sourceOf(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    close: async () => undefined,
  }
}

function inWords(error: unknown): never {
  const code = error instanceof SourceTrouble ? error.code : null
  if (code === null) throw error
  throw cardTrouble(code === 'too-large' || code === 'expands-too-much' ? 'too-large' : 'damaged')
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes
}
