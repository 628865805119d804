import { crc32, deflateSync } from 'node:zlib'
import { drawSeal } from './draw-seal.ts'

/** A PNG file of RGBA bytes. */
export function toPng(pixels: number, rgba: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(pixels, 0)
  header.writeUInt32BE(pixels, 4)
  // Eight bits a channel, colour with transparency; each row unfiltered.
  header.set([8, 6, 0, 0, 0], 8)
  const rows = Buffer.alloc(pixels * (pixels * 4 + 1))
  for (let row = 0; row < pixels; row += 1) {
    rows.set(rgba.subarray(row * pixels * 4, (row + 1) * pixels * 4), row * (pixels * 4 + 1) + 1)
  }
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** The seal as PNG. */
export function sealPng(pixels: number): Buffer {
  return toPng(pixels, drawSeal(pixels))
}

const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const

/** The seal as Windows wants it, in every size that it shows. */
export function sealIco(): Buffer {
  const pictures = icoSizes.map((pixels) => ({ pixels, png: sealPng(pixels) }))
  const directory = Buffer.alloc(6 + 16 * pictures.length)
  directory.writeUInt16LE(1, 2)
  directory.writeUInt16LE(pictures.length, 4)
  let offset = directory.length
  for (const [index, { pixels, png }] of pictures.entries()) {
    const at = 6 + 16 * index
    // A byte holds no 256; zero stands for it.
    directory.set([pixels % 256, pixels % 256, 0, 0, 1, 0, 32, 0], at)
    directory.writeUInt32LE(png.length, at + 8)
    directory.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([directory, ...pictures.map(({ png }) => png)])
}

const icnsTypes = [
  ['icp4', 16],
  ['ic11', 32],
  ['icp5', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const

/** The seal as macOS wants it. */
export function sealIcns(): Buffer {
  const drawn = new Map([...new Set(icnsTypes.map(([, pixels]) => pixels))].map((pixels) => [pixels, sealPng(pixels)]))
  const entries = icnsTypes.map(([type, pixels]) => {
    const png = drawn.get(pixels) ?? Buffer.alloc(0)
    const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
    head.writeUInt32BE(png.length + 8, 4)
    return Buffer.concat([head, png])
  })
  const head = Buffer.from('icns\0\0\0\0', 'latin1')
  head.writeUInt32BE(
    entries.reduce((sum, { length }) => sum + length, head.length),
    4,
  )
  return Buffer.concat([head, ...entries])
}
