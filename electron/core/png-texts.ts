import { crc32, inflateSync } from 'node:zlib'
import { cardTrouble } from '#core/card-trouble.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Length, type and sum around the bytes of a chunk. */
const frame = 12
/** Pictures themselves come in thousands of chunks. */
const mostTexts = 1_000
/** As much as a text may grow to when it is unpacked. */
const longestText = 8 << 20

export type PngText = { readonly keyword: string; readonly text: Buffer }

export function isPng(bytes: Uint8Array): boolean {
  return signature.equals(bytes.subarray(0, signature.length))
}

/** Width times height as the picture says of itself; null where it does not say. */
export function pngPixels(png: Buffer): number | null {
  const header = signature.length + 8
  return png.length < header + 8 ? null : png.readUInt32BE(header) * png.readUInt32BE(header + 4)
}

/**
 * Every text of a PNG, plain, packed or international, wherever it stands. Sums are not asked for, since cards with wrong
 * ones are common; a text that does not unpack, or to more than is sound, is left out. Throws CARD_UNREADABLE.
 */
export function readPngTexts(png: Buffer): PngText[] {
  const texts: PngText[] = []
  let at = signature.length
  while (at + frame <= png.length) {
    const length = png.readUInt32BE(at)
    const start = at + 8
    if (start + length > png.length) break
    const text = textOfChunk(png.toString('latin1', at + 4, start), png.subarray(start, start + length))
    if (text) texts.push(text)
    if (texts.length > mostTexts) throw cardTrouble('too-large')
    at = start + length + 4
  }
  return texts
}

/**
 * The cards among the texts of a PNG as JSON, those to be preferred first: the newer generation, and of several of one
 * the last. They are written in base64; some tools leave that out.
 */
export function pngCardTexts(texts: readonly PngText[]): string[] {
  return ['ccv3', 'chara'].flatMap((generation) =>
    texts
      .filter(({ keyword, text }) => keyword.toLowerCase() === generation && text.length <= longestText * 1.4)
      .map(({ text }) => cardText(text))
      .toReversed(),
  )
}

function cardText(text: Buffer): string {
  const isPlain = text.subarray(0, 64).toString('latin1').trimStart().startsWith('{')
  return (isPlain ? text : Buffer.from(text.toString('latin1'), 'base64')).toString('utf8')
}

/** The PNG with these texts before its end; each keyword is Latin. */
export function addPngTexts(png: Buffer, texts: readonly PngText[]): Buffer {
  const end = png.lastIndexOf('IEND', undefined, 'latin1') - 4
  if (!isPng(png) || end < signature.length) throw cardTrouble('damaged')
  const chunks = texts.map(({ keyword, text }) =>
    pngChunk('tEXt', Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), text])),
  )
  return Buffer.concat([png.subarray(0, end), ...chunks, png.subarray(end)])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  chunk.set(body, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

function textOfChunk(type: string, data: Buffer): PngText | null {
  const split = data.subarray(0, 200).indexOf(0)
  if (split < 1) return null
  const keyword = data.toString('latin1', 0, split)
  const rest = data.subarray(split + 1)
  const text = type === 'tEXt' ? rest : type === 'zTXt' ? unpack(rest.subarray(1)) : readInternational(type, rest)
  return text && { keyword, text }
}

/** Whether it is packed, how, its language, its keyword once more; then the text. */
function readInternational(type: string, rest: Buffer): Buffer | null {
  const language = rest.indexOf(0, 2)
  const translated = language === -1 ? -1 : rest.indexOf(0, language + 1)
  if (type !== 'iTXt' || translated === -1) return null
  const text = rest.subarray(translated + 1)
  return rest[0] === 1 ? unpack(text) : text
}

function unpack(packed: Buffer): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: longestText })
  } catch {
    return null
  }
}
