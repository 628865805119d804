import type { Accent } from './accent.ts'

const binDegrees = 15
const bins = 360 / binDegrees
/** Below this a colour reads as grey, and skin, paper and shadow are full of it. */
const leastChroma = 0.03
const side = 48

/** The accent that a picture asks for: its strongest family of hues; null for a picture without colour. */
export async function accentOfPicture(picture: ImageBitmapSource): Promise<Accent | null> {
  const bitmap = await createImageBitmap(picture, { resizeWidth: side, resizeHeight: side })
  try {
    const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
    if (context === null) return null
    context.drawImage(bitmap, 0, 0)
    return accentOfPixels(context.getImageData(0, 0, side, side).data)
  } finally {
    bitmap.close()
  }
}

/** The same of RGBA bytes: hues vote with their chroma, and the mean of the winning family is taken. */
export function accentOfPixels(pixels: Uint8ClampedArray): Accent | null {
  const votes = Array.from({ length: bins }, () => ({ a: 0, b: 0, chroma: 0, weight: 0 }))
  let coloured = 0
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 128) continue
    const { a, b } = toOklab(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)
    const chroma = Math.hypot(a, b)
    if (chroma < leastChroma) continue
    const vote = votes[Math.floor(hueOf(a, b) / binDegrees) % bins]
    if (!vote) continue
    coloured += 1
    vote.a += a
    vote.b += b
    vote.chroma += chroma * chroma
    vote.weight += chroma
  }
  // A few stray pixels are noise, not a colour.
  if (coloured < pixels.length / 4 / 50) return null
  // Two neighbours together, so that a hue on the edge between them is not halved.
  const family = votes
    .map((vote, index) => {
      const next = votes[(index + 1) % bins] ?? vote
      return {
        a: vote.a + next.a,
        b: vote.b + next.b,
        chroma: vote.chroma + next.chroma,
        weight: vote.weight + next.weight,
      }
    })
    .reduce((best, one) => (one.weight > best.weight ? one : best))
  return { hue: Math.round(hueOf(family.a, family.b)) % 360, chroma: round(family.chroma / family.weight) }
}

function hueOf(a: number, b: number): number {
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
}

function round(chroma: number): number {
  return Math.round(Math.min(chroma, 0.4) * 1000) / 1000
}

/** The colour axes of OKLab for sRGB bytes. */
function toOklab(red: number, green: number, blue: number): { readonly a: number; readonly b: number } {
  const [r, g, b] = [linear(red), linear(green), linear(blue)]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return {
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  }
}

function linear(byte: number): number {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
