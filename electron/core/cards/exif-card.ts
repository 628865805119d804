import { pictureType } from '#core/http/picture-type.ts'

const exifStart = 'Exif\0\0'
const exifFolder = 0x8769
const userComment = 0x9286
const mostFields = 1_000
/** Before the words stands which letters they are in; without it they are UTF-8. */
const codes = { unicode: 'UNICODE\0', others: ['ASCII\0\0\0', 'JIS\0\0\0\0\0', '\0\0\0\0\0\0\0\0'] }

/** What a JPEG or WebP says as its maker's comment, where older apps put a card; null where it says nothing. */
export function readExifCard(picture: Buffer): string | null {
  const tiff = pictureType(picture) === 'image/webp' ? exifOfWebp(picture) : exifOfJpeg(picture)
  const comment = tiff && commentIn(tiff)
  return comment && unpacked(withoutFill(comment))
}

/** By hand: a pattern for the zeros at the end tries them again from each zero in the middle. */
function withoutFill(comment: string): string {
  let end = comment.length
  while (end > 0 && comment.charCodeAt(end - 1) === 0) end -= 1
  return comment.slice(0, end)
}

function exifOfJpeg(jpeg: Buffer): Buffer | null {
  for (let at = 2; at + 10 < jpeg.length && jpeg[at] === 0xff;) {
    const size = jpeg.readUInt16BE(at + 2)
    if (jpeg[at + 1] === 0xe1 && jpeg.toString('latin1', at + 4, at + 10) === exifStart) {
      return jpeg.subarray(at + 10, at + 2 + size)
    }
    at += 2 + size
  }
  return null
}

function exifOfWebp(webp: Buffer): Buffer | null {
  for (let at = 12; at + 8 < webp.length;) {
    const size = webp.readUInt32LE(at + 4)
    const part = webp.subarray(at + 8, at + 8 + size)
    if (webp.toString('latin1', at, at + 4) === 'EXIF') {
      return part.toString('latin1', 0, exifStart.length) === exifStart ? part.subarray(exifStart.length) : part
    }
    at += 8 + size + (size % 2)
  }
  return null
}

/** The comment among the fields of a picture, in the byte order that the fields are in. */
function commentIn(tiff: Buffer): string | null {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const numberAt = (at: number, size: 2 | 4) => {
    if (at + size > tiff.length) return 0
    return isLittle ? tiff.readUIntLE(at, size) : tiff.readUIntBE(at, size)
  }
  const fieldOf = (folder: number, tag: number) => {
    const count = Math.min(numberAt(folder, 2), mostFields)
    const places = Array.from({ length: count }, (_, index) => folder + 2 + 12 * index)
    return places.find((at) => numberAt(at, 2) === tag)
  }
  const first = numberAt(4, 4)
  const folder = fieldOf(first, exifFolder)
  const field =
    (folder === undefined ? undefined : fieldOf(numberAt(folder + 8, 4), userComment)) ?? fieldOf(first, userComment)
  if (field === undefined) return null
  const start = numberAt(field + 8, 4)
  const bytes = tiff.subarray(start, start + numberAt(field + 4, 4))
  const code = bytes.toString('latin1', 0, 8)
  const words = bytes.subarray(8)
  if (code === codes.unicode) return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(words)
  return (codes.others.includes(code) ? words : bytes).toString('utf8')
}

/** Some apps wrote the words as the numbers of their bytes, others in base64. */
function unpacked(words: string): string {
  if (/^\s*\{/.test(words)) return words
  if (/^\d{1,3}(?:,\d{1,3})+$/.test(words)) return Buffer.from(words.split(',').map(Number)).toString('utf8')
  return Buffer.from(words, 'base64').toString('utf8')
}
