import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { addDays, localDateAt, momentOf } from '#core/milestones/local-date.ts'
import { toLunar } from '#core/milestones/lunar.ts'
import { dayCount, occurrencesIn, type Recurring } from '#core/milestones/recurrence.ts'
import type { LocalDate, Recurrence } from '#shared/model/milestone.ts'

const milestone = (date: LocalDate, ...recurrences: readonly Recurrence[]): Recurring => ({
  start: { date, precision: 'day', time: null, zone: null },
  recurrences: [...recurrences],
  countFrom: 1,
})

const datesIn = (recurring: Recurring, from: LocalDate, to: LocalDate) =>
  occurrencesIn(recurring, { from, to }).map(({ date }) => date)

const anyDate = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 86_400_000, max: Date.parse(to) / 86_400_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))

/** The first `count` days of an RRULE by a library that is not ours. */
function byRule(start: LocalDate, rule: string, count: number): string[] {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start))
  return Array.from({ length: count }, () => iterator.next()?.toString() ?? '')
}

describe('days counted', () => {
  const start = '2025-03-01'
  const counts: Recurrence = { kind: 'day-counts', counts: [100, 365, 520, 1000], every: null }

  test('from one, as Chinese couples count: the hundredth day is 99 days after the first', () => {
    expect(datesIn(milestone(start, counts), '2025-03-02', '2028-01-01')).toEqual([
      '2025-06-08',
      '2026-02-28',
      '2026-08-02',
      '2027-11-25',
    ])
    expect(dayCount(start, 1, start)).toBe(1)
  })

  test('from zero, as days since', () => {
    expect(datesIn({ ...milestone(start, counts), countFrom: 0 }, '2025-03-02', '2025-12-31')).toEqual(['2025-06-09'])
    expect(dayCount(start, 0, start)).toBe(0)
  })

  test('never a count twice that is both in the list and a round one', () => {
    const both = milestone(start, { kind: 'day-counts', counts: [100, 314], every: 100 })
    const found = occurrencesIn(both, { from: start, to: '2026-01-31' })
    expect(found.map(({ sense }) => ('count' in sense ? sense.count : 0))).toEqual([0, 100, 200, 300, 314])
  })
})

describe('a day of the year', () => {
  test('comes on 28 February, on 1 March or not at all where there is no 29th', () => {
    const of = (feb29: 'feb28' | 'mar1' | 'skip') =>
      datesIn(milestone('2024-02-29', { kind: 'yearly', feb29 }), '2024-03-02', '2028-12-31')
    expect(of('feb28')).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'])
    expect(of('mar1')).toEqual(['2025-03-01', '2026-03-01', '2027-03-01', '2028-02-29'])
    expect(of('skip')).toEqual(['2028-02-29'])
  })

  test('agrees with another library on every yearly, monthly, weekly and counted rule', () => {
    fc.assert(
      fc.property(anyDate('1900-01-01', '2090-12-31'), fc.integer({ min: 2, max: 400 }), (start, days) => {
        const rules: readonly (readonly [Recurrence, string])[] = [
          [{ kind: 'yearly', feb29: 'skip' }, 'FREQ=YEARLY'],
          [{ kind: 'monthly', monthEnd: 'skip' }, 'FREQ=MONTHLY'],
          [{ kind: 'weekly' }, 'FREQ=WEEKLY'],
          [{ kind: 'every-days', days }, `FREQ=DAILY;INTERVAL=${days}`],
        ]
        for (const [recurrence, rule] of rules) {
          // ical.js moves 29 February to 1 March, against RFC 5545; ours skips it there as asked.
          if (recurrence.kind === 'yearly' && start.endsWith('-02-29')) continue
          const expected = byRule(start, rule, 8)
          expect(datesIn(milestone(start, recurrence), start, expected.at(-1) ?? start)).toEqual(expected)
        }
      }),
      { numRuns: 80 },
    )
  })
})

describe('a day of the month', () => {
  test('keeps the 31st for the months that have one after a shorter month', () => {
    const monthly = milestone('2025-01-31', { kind: 'monthly', monthEnd: 'clamp' })
    expect(datesIn(monthly, '2025-02-01', '2025-05-31')).toEqual([
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
      '2025-05-31',
    ])
  })
})

describe('a day of the lunar year', () => {
  const lunar = (
    start: LocalDate,
    leapMonth: 'ordinary' | 'leap-if-there' | 'both',
    shortMonth: 'last-day' | 'skip' = 'last-day',
  ) => {
    const { month, day, leap } = toLunar(start)
    return milestone(start, { kind: 'lunar-yearly', on: { month, day, leap }, leapMonth, shortMonth })
  }

  test('born in a leap month is kept in the ordinary one, in the leap one, or in both', () => {
    // 2025-08-01 is day 8 of the leap sixth month; the next leap sixth month is in 2036.
    expect(datesIn(lunar('2025-08-01', 'ordinary'), '2026-01-01', '2026-12-31')).toEqual(['2026-07-21'])
    expect(datesIn(lunar('2025-08-01', 'leap-if-there'), '2036-01-01', '2036-12-31')).toEqual(['2036-07-30'])
    expect(datesIn(lunar('2025-08-01', 'both'), '2036-01-01', '2036-12-31')).toEqual(['2036-07-01', '2036-07-30'])
  })

  test('on day 30 comes on the 29th of a short month, or not that year', () => {
    // The thirtieth of the twelfth month; the next year that has one is the lunar 2029.
    expect(toLunar('2024-02-09')).toEqual({ year: 2023, month: 12, day: 30, leap: false })
    const kept = datesIn(lunar('2024-02-09', 'ordinary'), '2024-03-01', '2030-12-31')
    const skipped = datesIn(lunar('2024-02-09', 'ordinary', 'skip'), '2024-03-01', '2030-12-31')
    expect(kept).toEqual(['2025-01-28', '2026-02-16', '2027-02-05', '2028-01-25', '2029-02-12', '2030-02-02'])
    expect(skipped).toEqual(['2030-02-02'])
  })

  test('comes once every lunar year, whatever the day, and never before the first', () => {
    fc.assert(
      fc.property(anyDate('1905-01-01', '2080-12-31'), (start) => {
        const found = occurrencesIn(lunar(start, 'ordinary'), { from: start, to: addDays(start, 7_400) })
        expect(found[0]?.sense).toEqual({ kind: 'first' })
        const counts = found.slice(1).map(({ sense }) => ('count' in sense ? sense.count : -1))
        // A day of a leap month has its ordinary namesake before it in the first year: that one is past.
        expect(counts.slice(0, 19)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1))
      }),
      { numRuns: 25 },
    )
  })

  test('the last evening is the day before the new year', () => {
    const eve = milestone('2020-01-24', { kind: 'lunar-eve' })
    expect(datesIn(eve, '2025-01-01', '2028-12-31')).toEqual(['2025-01-28', '2026-02-16', '2027-02-05', '2028-01-25'])
  })
})

test('a day known to the month alone comes round on no day', () => {
  const vague = milestone('2023-05-01', { kind: 'yearly', feb29: 'feb28' })
  expect(
    occurrencesIn(
      { ...vague, start: { ...vague.start, precision: 'month' } },
      { from: '2023-01-01', to: '2030-01-01' },
    ),
  ).toEqual([])
})

test('one range gives what two halves of it give', () => {
  const every: readonly Recurrence[] = [
    { kind: 'yearly', feb29: 'mar1' },
    { kind: 'monthly', monthEnd: 'clamp' },
    { kind: 'day-counts', counts: [99, 520, 1314], every: 100 },
    { kind: 'lunar-yearly', on: { month: 12, day: 30, leap: false }, leapMonth: 'both', shortMonth: 'last-day' },
    { kind: 'lunar-eve' },
  ]
  fc.assert(
    fc.property(anyDate('1990-01-01', '2030-01-01'), fc.nat(4_000), fc.nat(4_000), (start, first, second) => {
      const recurring = milestone(start, ...every)
      const middle = addDays(start, first)
      const end = addDays(middle, second + 1)
      const halves = [
        ...occurrencesIn(recurring, { from: start, to: middle }),
        ...occurrencesIn(recurring, { from: addDays(middle, 1), to: end }),
      ]
      expect(occurrencesIn(recurring, { from: start, to: end })).toEqual(halves)
    }),
    { numRuns: 20 },
  )
})

describe('a local time', () => {
  test('that the clocks jump over comes an hour later, one that they pass twice is the first', () => {
    expect(momentOf('2026-03-29', '02:30', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T01:30:00Z'))
    expect(momentOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T00:30:00Z'))
  })

  test('is another day on the other side of the world', () => {
    const moment = Date.parse('2026-02-16T20:00:00Z')
    expect([localDateAt(moment, 'Asia/Shanghai'), localDateAt(moment, 'America/New_York')]).toEqual([
      '2026-02-17',
      '2026-02-16',
    ])
  })
})
