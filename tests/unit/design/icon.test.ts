import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { pairingPage } from '../../../electron/browser/pairing-page.ts'
import { drawSeal } from '../../../tools/icon/draw-seal.ts'
import { sealIcns, sealIco, sealPng } from '../../../tools/icon/icon-files.ts'
import { seal, sealSvg } from '../../../tools/icon/seal-drawing.ts'

/** The RGBA bytes of one pixel, in units of the drawing. */
function pixelAt(rgba: Uint8Array, pixels: number, x: number, y: number): number[] {
  const at = (Math.floor((y / seal.size) * pixels) * pixels + Math.floor((x / seal.size) * pixels)) * 4
  return [...rgba.subarray(at, at + 4)]
}

/** Where each PNG of a container stands: its bytes must be a whole file. */
function isPng(bytes: Buffer): boolean {
  return (
    bytes.toString('latin1', 1, 4) === 'PNG' && bytes.toString('latin1', bytes.length - 8, bytes.length - 4) === 'IEND'
  )
}

describe('the icon', () => {
  it('is one drawing: the page of the interface and the one before pairing show what the packages carry', () => {
    expect(readFileSync(new URL('../../../renderer/public/icon.svg', import.meta.url), 'utf8')).toBe(sealSvg())
    expect(pairingPage.icon).toBe(sealSvg())
  })

  it.each([16, 48, 256])('at %i px has see-through corners, red ground and light strokes', (pixels) => {
    const rgba = drawSeal(pixels)
    expect(pixelAt(rgba, pixels, 0, 0)[3]).toBe(0)
    const [red = 0, green = 0, , opacity] = pixelAt(rgba, pixels, 8, 32)
    expect(opacity).toBe(255)
    expect(red).toBeGreaterThan(green * 2)
    expect(Math.min(...pixelAt(rgba, pixels, 32, 23))).toBeGreaterThan(150)
  })

  it('is a PNG whose rows are all there', () => {
    const png = sealPng(32)
    expect(isPng(png)).toBe(true)
    const length = png.readUInt32BE(33)
    expect(png.toString('latin1', 37, 41)).toBe('IDAT')
    expect(inflateSync(png.subarray(41, 41 + length))).toHaveLength(32 * (32 * 4 + 1))
  })

  it('is an ICO and an ICNS in which every size is found where it is said to be', () => {
    const ico = sealIco()
    const count = ico.readUInt16LE(4)
    expect(count).toBe(7)
    for (let index = 0; index < count; index += 1) {
      const at = 6 + 16 * index
      const start = ico.readUInt32LE(at + 12)
      const png = ico.subarray(start, start + ico.readUInt32LE(at + 8))
      expect(isPng(png)).toBe(true)
      expect(png.readUInt32BE(16) % 256).toBe(ico[at])
    }
    const icns = sealIcns()
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    let found = 0
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      expect(isPng(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))).toBe(true)
      found += 1
    }
    expect(found).toBe(10)
  })
})
