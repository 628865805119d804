import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a zip that may lie about anything. */
export type RawEntry = {
  readonly name: string | Buffer
  readonly data: Buffer
  readonly statedSize?: number
  readonly crc?: number
  readonly flags?: number
  readonly method?: number
  readonly attributes?: number
  /** Points the directory at another entry's bytes. */
  readonly offsetOf?: string
}

/** Builds a zip byte by byte, as no honest library would. */
export function writeRawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  const offsets = new Map<string, number>()
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const packed = entry.method === 0 ? entry.data : deflateRawSync(entry.data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(entry.flags ?? 0, 2)
    common.writeUInt16LE(entry.method ?? 8, 4)
    common.writeUInt32LE((entry.crc ?? crc32(entry.data)) >>> 0, 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(entry.statedSize ?? entry.data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((entry.attributes ?? 0) >>> 0, 6)
    tail.writeUInt32LE((entry.offsetOf === undefined ? undefined : offsets.get(entry.offsetOf)) ?? offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), common, tail, name]))
    offsets.set(String(entry.name), offset)
    parts.push(local)
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(listing.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, listing, Buffer.from('PK\u0005\u0006'), end])
}
