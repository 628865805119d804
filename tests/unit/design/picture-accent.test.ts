import { describe, expect, it } from 'vitest'
import { accentOfPixels } from '#renderer/design/picture-accent.ts'

/** RGBA bytes of so many pixels of each colour. */
function pixels(
  ...runs: readonly (readonly [count: number, red: number, green: number, blue: number, alpha?: number])[]
) {
  return new Uint8ClampedArray(
    runs.flatMap(([count, red, green, blue, alpha = 255]) =>
      Array.from({ length: count }, () => [red, green, blue, alpha]).flat(),
    ),
  )
}

describe('the accent of a picture', () => {
  it.each([
    ['red', [255, 0, 0], 29],
    ['green', [0, 128, 0], 142],
    ['blue', [0, 0, 255], 264],
    ['crimson, across the end of the circle', [220, 20, 90], 10],
  ] as const)('is the hue of plain %s', (_name, [red, green, blue], hue) => {
    const found = accentOfPixels(pixels([400, red, green, blue]))
    expect(Math.abs((found?.hue ?? 0) - hue)).toBeLessThanOrEqual(2)
  })

  it('is what stands out, not what there is most of: a scarf on a grey coat', () => {
    const found = accentOfPixels(pixels([900, 120, 120, 122], [80, 200, 30, 40], [100, 205, 180, 165]))
    expect(found?.hue).toBeGreaterThan(15)
    expect(found?.hue).toBeLessThan(40)
  })

  it('does not come from grey, from a stray pixel, or from what is see-through', () => {
    expect(accentOfPixels(pixels([500, 90, 90, 90]))).toBeNull()
    expect(accentOfPixels(pixels([500, 90, 90, 90], [2, 255, 0, 0]))).toBeNull()
    expect(accentOfPixels(pixels([500, 255, 0, 0, 20]))).toBeNull()
  })
})
