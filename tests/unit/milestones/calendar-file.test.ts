import { describe, expect, test } from 'vitest'
import { readCalendar, writeCalendar } from '#core/milestones/calendar-file.ts'
import type { MilestoneId } from '#shared/model/ids.ts'
import type { Milestone, Recurrence } from '#shared/model/milestone.ts'

const day = (date: string, recurrences: readonly Recurrence[], fields: Partial<Milestone> = {}): Milestone => ({
  id: 7 as MilestoneId,
  title: '在一起',
  emoji: '💍',
  pictureId: null,
  companionId: null,
  kind: 'together',
  start: { date, precision: 'day', time: null, zone: null },
  recurrences: [...recurrences],
  countFrom: 1,
  reminders: [{ daysBefore: 1, time: '20:00' }],
  muted: false,
  note: '只有我们知道',
  messageIds: [],
  letter: false,
  createdAt: 1_700_000_000_000,
  ...fields,
})

const summaries = (text: string) => text.match(/^SUMMARY:.*$/gmu)?.map((line) => line.slice(8).trim()) ?? []
const calendar = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')

describe('a calendar file of ours', () => {
  const all = [
    day('2024-02-29', [{ kind: 'yearly', feb29: 'feb28' }]),
    day('2025-03-01', [
      { kind: 'yearly', feb29: 'feb28' },
      { kind: 'day-counts', counts: [520], every: 1000 },
    ]),
    day('2024-01-31', [{ kind: 'monthly', monthEnd: 'clamp' }]),
    day('2025-08-01', [
      { kind: 'lunar-yearly', on: { month: 6, day: 8, leap: true }, leapMonth: 'both', shortMonth: 'skip' },
    ]),
    day('2026-11-24', []),
  ]

  test('comes back as it was, without the note', () => {
    const { found, leftOut } = readCalendar(writeCalendar(all, '2026-11-24', 'zh-Hans'))
    const back = found.map((fields, index) => ({ ...all[index], ...fields }))
    expect(back).toEqual(all.map((milestone) => ({ ...milestone, note: '' })))
    expect(leftOut).toBe(0)
  })

  test('never carries the note or the messages out of the vault', () => {
    expect(writeCalendar(all, '2026-11-24', 'zh-Hans')).not.toContain('只有我们知道')
  })

  test('names counted and lunar days in words, each on its own day', () => {
    const [counted, lunar] = [all.slice(1, 2), all.slice(3, 4)]
    expect(summaries(writeCalendar(counted, '2026-01-01', 'zh-Hans'))).toContain('💍 在一起 · 第520天')
    expect(writeCalendar(counted, '2026-01-01', 'en')).toContain('DTSTART;VALUE=DATE:20260802')
    expect(summaries(writeCalendar(lunar, '2026-01-01', 'zh-Hant'))).toContain('💍 在一起 · 農曆1週年')
  })

  test('rings at the time that was asked for: the evening before', () => {
    expect(writeCalendar(all.slice(4), '2026-11-24', 'en')).toContain('TRIGGER:-PT4H')
  })

  test('says the last day of February and the end of a month so that other calendars keep them', () => {
    const text = writeCalendar(all, '2026-11-24', 'en')
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1')
    expect(text).toContain('RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1')
  })
})

describe("somebody else's calendar file", () => {
  const rules = (...lines: readonly string[]) =>
    readCalendar(calendar('SUMMARY:Dinner', 'DTSTART;VALUE=DATE:20240531', ...lines)).found[0]?.recurrences

  test('gives days with the rules that we know', () => {
    expect(rules('RRULE:FREQ=YEARLY')).toEqual([{ kind: 'yearly', feb29: 'feb28' }])
    expect(rules('RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31')).toEqual([{ kind: 'yearly', feb29: 'feb28' }])
    expect(rules('RRULE:FREQ=MONTHLY')).toEqual([{ kind: 'monthly', monthEnd: 'clamp' }])
    expect(rules('RRULE:FREQ=WEEKLY;BYDAY=FR')).toEqual([{ kind: 'weekly' }])
    expect(rules('RRULE:FREQ=WEEKLY;INTERVAL=2')).toEqual([{ kind: 'every-days', days: 14 }])
    expect(rules()).toEqual([])
  })

  test('says so where a rule is more than ours can say, and keeps the day', () => {
    for (const rule of ['FREQ=YEARLY;COUNT=3', 'FREQ=MONTHLY;BYDAY=2TU', 'FREQ=WEEKLY;BYDAY=MO,FR', 'FREQ=HOURLY']) {
      const text = calendar('SUMMARY:Dinner', 'DTSTART;VALUE=DATE:20240531', `RRULE:${rule}`)
      const { found, simplified } = readCalendar(text)
      expect([found.length, found[0]?.recurrences, simplified]).toEqual([1, [], 1])
    }
  })

  test('counts what is no day: without a title, without a beginning', () => {
    expect(readCalendar(calendar('DTSTART;VALUE=DATE:20240531')).leftOut).toBe(1)
    expect(readCalendar(calendar('SUMMARY:x')).leftOut).toBe(1)
    // As many programs write a date, though the standard says otherwise.
    const more = ['SUMMARY:Lake', 'DTSTART;VALUE=DATE:20240531', 'END:VEVENT', 'BEGIN:VEVENT', 'SUMMARY:x']
    for (const broken of ['DTSTART:20240531', 'DTSTART:00000000']) {
      const { found, leftOut } = readCalendar(calendar(...more, broken))
      expect([found.map(({ title }) => title), leftOut]).toEqual([['Lake'], 1])
    }
    const { found, leftOut } = readCalendar(calendar(...more, 'DTSTART;VALUE=DATE:20240531', 'RRULE:FREQ=NEVER'))
    expect([found.map(({ title }) => title), leftOut]).toEqual([['Lake'], 1])
  })

  test('cannot plant what our own property must not hold', () => {
    const planted = JSON.stringify({ title: 'x', companionId: 3, messageIds: [1], start: { date: 'never' } })
    const text = calendar('SUMMARY:Dinner', 'DTSTART;VALUE=DATE:20240531', `X-KEEPSAKE-DAY:${planted}`)
    expect(readCalendar(text).found).toMatchObject([{ title: 'Dinner', companionId: null, messageIds: [] }])
  })

  test.each([
    '',
    'hello',
    '{"a":1}',
    'BEGIN:VCALENDAR',
    '\u0000\u0001',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR',
  ])('that is none is refused, whatever it is: %j', (text) => {
    expect(() => readCalendar(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
  })
})
