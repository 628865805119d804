import { expect, it } from 'vitest'
import { stripMetadata } from '#core/http/strip-metadata.ts'
import { pngChunk, createPicture } from '#tests/helpers/picture.ts'

const place = 'GPS 31.2304 N 121.4737 E'

function segment(marker: number, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body as string, 'latin1')
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(bytes.length + 2, 2)
  return Buffer.concat([head, bytes])
}

/** A progressive JPEG as cameras write it: Exif, XMP, a comment, two scans with a table between, and a film at its end. */
const scans = [
  segment(0xda, 'first scan'),
  Buffer.from([0x12, 0xff, 0x00, 0xd9, 0xff, 0xd3, 0x34]),
  segment(0xc4, Buffer.from([0xff, 0xd9, 1])),
  segment(0xda, 'second scan'),
  Buffer.from([0x56, 0xff, 0x00]),
]
const jfif = segment(0xe0, 'JFIF\0rest')
const colours = segment(0xe2, 'ICC_PROFILE\0colours')
const end = Buffer.from([0xff, 0xd9])
const soi = Buffer.from([0xff, 0xd8])
const jpeg = Buffer.concat([
  soi,
  jfif,
  segment(0xe1, `Exif\0\0${place}`),
  colours,
  segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${place}`),
  segment(0xe2, `MPF\0${place}`),
  segment(0xed, `Photoshop 3.0\0${place}`),
  segment(0xfe, place),
  ...scans,
  end,
  Buffer.from(`a film from ${place}`),
])

it('takes the place out of a photograph from every corner where cameras leave it, and no pixel with it', () => {
  const clean = stripMetadata(jpeg, 'image/jpeg')
  expect(clean).toEqual(Buffer.concat([soi, jfif, colours, ...scans, end]))
})

it.each([
  ['in the head', `JFIF\0\x01\x02\x00\x00\x01\x00\x01\x01\x01thumb`],
  ['after the head', 'JFXX\0\x13thumb'],
])('takes out the thumbnail %s of a JPEG, which may show what was cut away', (_where, body) => {
  const plain = segment(0xe0, 'JFIF\0\x01\x02\x00\x00\x01\x00\x01\x00\x00')
  const loud = Buffer.concat([soi, plain, segment(0xe0, body), colours, ...scans, end])
  expect(stripMetadata(loud, 'image/jpeg')).toEqual(Buffer.concat([soi, plain, colours, ...scans, end]))
})

it('takes words and Exif out of a PNG and what was hung onto its end', () => {
  const picture = createPicture(7)
  const iend = picture.subarray(-12)
  const told = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'].map((name) => pngChunk(name, Buffer.from(place)))
  const loud = Buffer.concat([picture.subarray(0, -12), ...told, iend, Buffer.from(place)])
  expect(stripMetadata(loud, 'image/png')).toEqual(picture)
})

it('takes Exif and XMP out of a WebP and says so in its head', () => {
  const chunk = (name: string, body: Buffer) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(body.length)
    return Buffer.concat([Buffer.from(name), size, body, Buffer.alloc(body.length % 2)])
  }
  const riff = (flags: number, ...chunks: Buffer[]) => {
    const body = Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', Buffer.from([flags, 0, 0, 0])), ...chunks])
    const size = Buffer.alloc(4)
    size.writeUInt32LE(body.length)
    return Buffer.concat([Buffer.from('RIFF'), size, body])
  }
  const pixels = chunk('VP8 ', Buffer.from('pixels!'))
  const loud = riff(0x1c, pixels, chunk('EXIF', Buffer.from(place)), chunk('XMP ', Buffer.from(place)))
  expect(stripMetadata(loud, 'image/webp')).toEqual(riff(0x10, pixels))
})

it.each([
  ['a JPEG that breaks off', jpeg.subarray(0, 60), 'image/jpeg'],
  ['a JPEG without an end', Buffer.concat([soi, jfif, ...scans]), 'image/jpeg'],
  ['a PNG that breaks off', createPicture(1).subarray(0, -20), 'image/png'],
  ['a WebP that breaks off', Buffer.from('RIFF\xff\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
  ['nothing', Buffer.alloc(0), 'image/jpeg'],
  ['a type it does not know', Buffer.from('GIF89a'), 'image/gif'],
])('lets nothing through that it cannot read: %s', (_what, bytes, type) => {
  expect(stripMetadata(bytes, type)).toBeNull()
})
