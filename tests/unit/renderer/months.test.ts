import { expect, test } from 'vitest'
import { depthAt, monthAt, monthFrom, shareOf, type Span, yearMarks } from '#renderer/features/chat/places/months.ts'

const span: Span = {
  months: [
    { month: '2024-11', depth: 2, time: 1 },
    { month: '2024-12', depth: 10, time: 2 },
    { month: '2025-06', depth: 12, time: 3 },
    { month: '2026-01', depth: 900, time: 4 },
  ],
  lastDepth: 1_000,
}

test('a place along the thread and its depth answer each other, also beyond both ends', () => {
  expect(depthAt(span, shareOf(span, 900))).toBe(900)
  expect(depthAt(span, -1)).toBe(0)
  expect(depthAt(span, 7)).toBe(1_000)
  expect(shareOf({ months: [], lastDepth: 0 }, 0)).toBe(1)
})

test('what was said before any time was told counts to the first month', () => {
  expect([0, 2, 11, 899, 1_000].map((depth) => monthAt(span, depth))).toEqual([0, 0, 1, 2, 3])
})

test('a year on is a year of the calendar, however few months were spoken in', () => {
  expect(monthFrom(span, 1, 12)).toBe(3)
  expect(monthFrom(span, 3, -12)).toBe(1)
  expect(monthFrom(span, 0, -12)).toBe(0)
  expect(monthFrom(span, 3, 12)).toBe(3)
  expect(monthFrom(span, 2, 1)).toBe(3)
})

test('years that would lie on each other are not both written', () => {
  expect(yearMarks(span).map(({ year }) => year)).toEqual(['2024', '2026'])
})
