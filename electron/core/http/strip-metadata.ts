/**
 * The same picture without what its file says besides: place, camera, time, thumbnails, words, and anything after its
 * end. Null where the bytes are no whole picture of that type; a type that is not known here is never let through.
 */
export function stripMetadata(bytes: Uint8Array, type: string): Uint8Array | null {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (type === 'image/jpeg') return stripJpeg(source)
    if (type === 'image/png') return stripPng(source)
    return type === 'image/webp' ? stripWebp(source) : null
  } catch (error) {
    // A length that leads out of the file.
    if (error instanceof RangeError) return null
    throw error
  }
}

const endOfImage = 0xd9
const startOfScan = 0xda

function stripJpeg(source: Buffer): Buffer | null {
  const kept: Buffer[] = [source.subarray(0, 2)]
  let at = 2
  while (at < source.length) {
    if (source.readUInt8(at) !== 0xff) return null
    const marker = source.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage) return Buffer.concat([...kept, source.subarray(at, at + 2)])
    let end = at + 2 + source.readUInt16BE(at + 2)
    if (marker === startOfScan) end = endOfScan(source, end)
    if (isPartOfPicture(marker, source.subarray(at + 4, Math.min(at + 18, end)))) kept.push(source.subarray(at, end))
    at = end
  }
  return null
}

/** Entropy-coded bytes go on until a marker that is neither a stuffed zero nor a restart. */
function endOfScan(source: Buffer, from: number): number {
  for (let at = source.indexOf(0xff, from); at !== -1; at = source.indexOf(0xff, at + 1)) {
    const next = source.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  throw new RangeError('no end')
}

/**
 * Colours stay right with the profile (APP2) and Adobe's transform (APP14); all other applications and comments go. So
 * does a head (APP0) that holds a thumbnail, which may show what was cut away: its last two bytes are its sides.
 */
function isPartOfPicture(marker: number, start: Buffer): boolean {
  const name = start.toString('latin1')
  if (marker === 0xe0) return name.startsWith('JFIF\0') && !start.subarray(12, 14).some((side) => side > 0)
  if (marker === 0xe2) return name.startsWith('ICC_PROFILE')
  if (marker === 0xee) return name.startsWith('Adobe')
  return marker !== 0xfe && (marker < 0xe1 || marker > 0xef)
}

const keptChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs'])

function stripPng(source: Buffer): Buffer | null {
  const kept: Buffer[] = [source.subarray(0, 8)]
  let at = 8
  while (at < source.length) {
    const end = at + 12 + source.readUInt32BE(at)
    const name = source.toString('latin1', at + 4, at + 8)
    if (end > source.length) return null
    if (keptChunks.has(name)) kept.push(source.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}

/** In the flags of an extended WebP: that it holds Exif, that it holds XMP. */
const metadataFlags = 0x08 | 0x04

function stripWebp(source: Buffer): Buffer | null {
  const kept: Buffer[] = []
  const whole = 8 + source.readUInt32LE(4)
  if (whole > source.length) return null
  for (let at = 12; at < whole;) {
    const size = source.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    const name = source.toString('latin1', at, at + 4)
    if (at + 8 + size > whole) return null
    const chunk = Buffer.from(source.subarray(at, Math.min(end, whole)))
    if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~metadataFlags, 8)
    if (/^(VP8|ALPH|ICCP|ANI|ANMF)/.test(name)) kept.push(chunk)
    at = end
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from(source.subarray(0, 12))
  head.writeUInt32LE(4 + body.length, 4)
  return Buffer.concat([head, body])
}
