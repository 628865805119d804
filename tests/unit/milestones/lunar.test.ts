import { describe, expect, test } from 'vitest'
import { addDays } from '#core/milestones/local-date.ts'
import { festivalsIn } from '#core/milestones/festivals.ts'
import { daysInLunarMonth, fromLunar, isLunarUnsure, leapMonthOf, lunarEveOf, toLunar } from '#core/milestones/lunar.ts'
import { astronomicalMonths } from '#tests/helpers/astronomical-months.ts'

const years = Array.from({ length: 200 }, (_, index) => 1901 + index)

describe('the lunar calendar', () => {
  test('begins every month of two hundred years where moon and sun begin it, but for two new moons at midnight', () => {
    const disagreeing = astronomicalMonths(1901, 2100).filter(({ first, month, leap }) => {
      const lunar = toLunar(first)
      return lunar.day !== 1 || lunar.month !== month || lunar.leap !== leap
    })
    // In April 1906 the almanac of the time was seven minutes off the sky; in August 2097 the moon is new 15 s after midnight.
    expect(disagreeing.map(({ first }) => first)).toEqual(['1906-04-23', '2097-08-08'])
    expect(isLunarUnsure('2097-08-08')).toBe(true)
  })

  test('is not the one of the browser, which begins fourteen months of two hundred years on another day', () => {
    const format = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
    const months = years.flatMap((year) =>
      Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) =>
        [false, true].map((leap) => ({ year, month, day: 1, leap })),
      ),
    )
    const disagreeing = months.flatMap((lunar) => {
      const date = fromLunar(lunar)
      if (date === null) return []
      const theirs = format.format(new Date(`${date}T00:00:00Z`))
      return theirs === `${lunar.month}${lunar.leap ? 'bis' : ''}/1` ? [] : [`${date} ${theirs}`]
    })
    // The engine reckons new moons by a formula that is minutes off: where one falls near midnight in China the month
    // begins a day early or late, and where that moves a solar term out of a month, the leap month moves with it.
    expect(disagreeing).toEqual([
      '1917-03-23 3/1',
      '1917-04-21 3bis/1',
      '1922-06-25 6/1',
      '1922-07-24 6bis/1',
      '1954-02-03 12/30',
      '1955-02-22 1/30',
      '1987-07-26 7/1',
      '1987-08-24 7bis/1',
      '1999-01-17 11/30',
      '2012-08-17 6/30',
      '2018-11-08 10/2',
      '2027-02-06 12/30',
      '2030-02-03 1/2',
      '2070-03-12 1/30',
    ])
  })

  test('gives every day back that it is given', () => {
    for (let date = '2024-01-01'; date <= '2036-12-31'; date = addDays(date, 1)) {
      expect(fromLunar(toLunar(date))).toBe(date)
    }
  })

  test('puts its leap months where they are, and nowhere else', () => {
    expect([2023, 2025, 2026, 2028, 2031, 2033, 2036].map(leapMonthOf)).toEqual([2, 6, null, 5, 3, 11, 6])
    expect(fromLunar({ year: 2025, month: 6, day: 1, leap: true })).toBe('2025-07-25')
    expect(fromLunar({ year: 2026, month: 6, day: 1, leap: true })).toBeNull()
    expect(years.filter((year) => leapMonthOf(year) !== null)).toHaveLength(73)
  })

  test('has no day 30 in a month of 29', () => {
    const [short] = years.filter((year) => daysInLunarMonth({ year, month: 12, leap: false }) === 29)
    expect(short && fromLunar({ year: short, month: 12, day: 30, leap: false })).toBeNull()
  })

  test('keeps its last evening on the 29th in years whose last month is short', () => {
    for (const year of [2025, 2026, 2027, 2028, 2030, 2031]) {
      const eve = toLunar(lunarEveOf(year))
      expect([eve.month, eve.day]).toEqual([12, 29])
      expect(addDays(lunarEveOf(year), 1)).toBe(fromLunar({ year: year + 1, month: 1, day: 1, leap: false }))
    }
  })
})

test('feasts of both calendars come in their order, those of the lunar year that began last year too', () => {
  const found = festivalsIn(['chinese', 'western'], { from: '2026-01-01', to: '2026-12-31' })
  expect(found).toEqual([
    { id: 'new-year', date: '2026-01-01' },
    { id: 'valentine', date: '2026-02-14' },
    { id: 'lunar-eve', date: '2026-02-16' },
    { id: 'spring-festival', date: '2026-02-17' },
    { id: 'lantern', date: '2026-03-03' },
    { id: 'white-day', date: '2026-03-14' },
    { id: '520', date: '2026-05-20' },
    { id: 'dragon-boat', date: '2026-06-19' },
    { id: 'qixi', date: '2026-08-19' },
    { id: 'mid-autumn', date: '2026-09-25' },
    { id: 'double-ninth', date: '2026-10-18' },
    { id: 'christmas-eve', date: '2026-12-24' },
    { id: 'christmas', date: '2026-12-25' },
  ])
})
