import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pagesOf } from '#renderer/features/chat/picture/pages.ts'

test('what fits is one picture', () => {
  expect(pagesOf({ height: 900, most: 1_000, rowEnds: [300, 900], lineEnds: [20, 40] })).toEqual([
    { top: 0, bottom: 900 },
  ])
})

test('a cut is made between messages, and inside of one only where it is too long for a picture', () => {
  const rowEnds = [400, 900, 3_600]
  const lineEnds = Array.from({ length: 180 }, (_, line) => (line + 1) * 20)
  expect(pagesOf({ height: 3_600, most: 1_000, rowEnds, lineEnds })).toEqual([
    { top: 0, bottom: 900 },
    { top: 900, bottom: 1_900 },
    { top: 1_900, bottom: 2_900 },
    { top: 2_900, bottom: 3_600 },
  ])
})

test('pictures hold all of the sheet once, and none is too tall', () => {
  const ends = fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 60 })
  fc.assert(
    fc.property(ends, ends, fc.integer({ min: 1, max: 20_000 }), (rows, lines, height) => {
      const sorted = (list: number[]) => list.toSorted((one, other) => one - other)
      const pages = pagesOf({ height, most: 1_500, rowEnds: sorted(rows), lineEnds: sorted(lines) })
      expect(pages[0]?.top).toBe(0)
      expect(pages.at(-1)?.bottom).toBe(height)
      for (const [index, { top, bottom }] of pages.entries()) {
        expect(bottom).toBeGreaterThan(top)
        expect(bottom - top).toBeLessThanOrEqual(1_500)
        if (index > 0) expect(top).toBe(pages[index - 1]?.bottom)
      }
    }),
  )
})
