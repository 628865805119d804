import { expect, test } from 'vitest'
import { keyInYear, layOutYear, shadesOf } from '#renderer/features/story/heat-year.ts'

test('every day of a year stands once, under its weekday, also where a leap year needs a week more', () => {
  for (const [year, begins, weeks, days] of [
    [2026, 1, 53, 365],
    [2024, 1, 53, 366],
    [2028, 7, 54, 366],
    [2023, 7, 53, 365],
  ] as const) {
    const layout = layOutYear(year, begins)
    expect(layout.weeks).toBe(weeks)
    const dates = layout.rows.flat().filter((date) => date !== null)
    expect(new Set(dates).size).toBe(days)
    for (const [row, inRow] of layout.rows.entries()) {
      const weekdays = new Set(inRow.flatMap((date) => (date === null ? [] : new Date(date).getUTCDay())))
      expect([...weekdays]).toEqual([(begins + row) % 7])
    }
    expect(layout.months).toHaveLength(12)
    for (const { date, week } of layout.months) expect(layout.rows.map((row) => row[week])).toContain(date)
  }
})

test('keys walk by days and weeks and stay within the year', () => {
  expect(keyInYear('ArrowRight', '2025-03-01')).toBe('2025-03-08')
  expect(keyInYear('ArrowDown', '2024-02-28')).toBe('2024-02-29')
  expect(keyInYear('ArrowUp', '2025-01-01')).toBeNull()
  expect(keyInYear('ArrowRight', '2025-12-28')).toBeNull()
  expect([keyInYear('Home', '2025-07-07'), keyInYear('End', '2025-07-07')]).toEqual(['2025-01-01', '2025-12-31'])
  expect(keyInYear('a', '2025-07-07')).toBeNull()
})

test('a day is as dark as its place among the others, whatever the longest night was', () => {
  const shade = shadesOf([0, 1, 2, 3, 4, 900])
  expect([0, 1, 2, 3, 4, 900].map(shade)).toEqual([0, 1, 2, 3, 4, 4])
  expect(shadesOf([5])(5)).toBe(4)
  expect(shadesOf([])(0)).toBe(0)
})
