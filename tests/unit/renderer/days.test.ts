import { describe, expect, it } from 'vitest'
import type { Milestone, MilestoneFields } from '#shared/model/milestone.ts'
import { proposedDay, weightiest } from '#renderer/features/days/kinds.ts'
import { laterMoments } from '#renderer/features/days/later-moments.ts'
import { keyTo, shiftMonth, weeksOf } from '#renderer/features/days/month-shape.ts'
import { shiftDate } from '#renderer/i18n/calendar-days.ts'
import { keptOn, newRecurrence } from '#renderer/features/days/recurrence-change.ts'
import { pictureSays } from '#renderer/features/days/picture-says.ts'
import { timelineOf } from '#renderer/features/days/timeline-entries.ts'

const given = { title: 'x', companionId: null, messageIds: [], date: '2025-03-01' }
const day = (id: number, start: Partial<MilestoneFields['start']>): Milestone => {
  const fields = proposedDay('custom', { ...given, language: 'en' })
  return { ...fields, start: { ...fields.start, ...start }, id: id as Milestone['id'], createdAt: 0 }
}

describe('a new day', () => {
  it('counts as the language of the person does, and a memorial asks for no reminder', () => {
    expect(proposedDay('together', { ...given, language: 'zh-Hant' }).countFrom).toBe(1)
    expect(proposedDay('together', { ...given, language: 'en' }).countFrom).toBe(0)
    expect(proposedDay('memorial', { ...given, language: 'en' }).reminders).toEqual([])
  })

  it('moves its lunar day with its date and keeps what was chosen for short months', () => {
    const before = newRecurrence('lunar-yearly', { month: 8, day: 30, leap: false })
    const after = keptOn([{ ...before, shortMonth: 'skip' } as never], { month: 9, day: 1, leap: false })
    expect(after).toEqual([{ ...before, shortMonth: 'skip', on: { month: 9, day: 1, leap: false } }])
  })
})

describe('the count that stands large', () => {
  it('is never a birthday or a death, and rather the wedding than the older first message', () => {
    const kinds = (...names: MilestoneFields['kind'][]) => names.map((kind) => ({ kind }))
    expect(weightiest(kinds('birthday', 'memorial'))).toBeUndefined()
    expect(weightiest(kinds('birthday', 'first-message', 'wedding'))).toEqual({ kind: 'wedding' })
  })
})

describe('a day on a picture', () => {
  const today = (entries: readonly object[] = []) => ({ date: '2026-03-01', entries }) as never
  const says = (kind: MilestoneFields['kind'], start: Partial<MilestoneFields['start']>, ...senses: object[]) =>
    pictureSays({ ...day(1, start), kind, countFrom: 1 }, today(senses.map((sense) => ({ milestoneId: 1, sense }))))

  it('says the years on its day, the count on any other, and how far away what is to come', () => {
    expect(says('wedding', {}, { kind: 'day-number', count: 366 }, { kind: 'years', count: 1 })).toEqual({
      kind: 'came-round',
      sense: { kind: 'years', count: 1 },
    })
    expect(says('wedding', { date: '2026-02-28' })).toEqual({ kind: 'count', days: 2, countFrom: 1 })
    expect(says('wedding', { date: '2026-03-03' })).toEqual({ kind: 'to-come', inDays: 2 })
  })

  it('counts up no birthday and no death, and no day that is only known to its month', () => {
    expect(says('birthday', {})).toEqual({ kind: 'date', precision: 'day' })
    expect(says('memorial', {}, { kind: 'day-number', count: 366 })).toEqual({ kind: 'date', precision: 'day' })
    expect(says('together', { precision: 'month' })).toEqual({ kind: 'date', precision: 'month' })
  })
})

describe('a reminder for later', () => {
  it('offers no evening that has begun, and a tomorrow in the next month', () => {
    expect(laterMoments(new Date(2026, 0, 31, 19, 59)).map(({ name }) => name)).toEqual(['hour', 'tonight', 'tomorrow'])
    const late = laterMoments(new Date(2026, 0, 31, 20, 0))
    expect(late.map(({ name }) => name)).toEqual(['hour', 'tomorrow'])
    expect(new Date(late[1]?.at ?? 0)).toEqual(new Date(2026, 1, 1, 9))
  })
})

describe('the month', () => {
  it('begins weeks where the language does, and leaves what is outside of it empty', () => {
    const days = Array.from({ length: 28 }, (_, index) => ({ date: shiftDate('2026-02-01', index) }))
    expect(weeksOf(days, 7)).toHaveLength(4)
    const fromMonday = weeksOf(days, 1)
    expect(fromMonday).toHaveLength(5)
    expect(fromMonday[0]?.slice(0, 6)).toEqual(Array(6).fill(null))
  })

  it('walks by keys over ends of months and years, and stays on the last day of a shorter month', () => {
    expect(keyTo('ArrowRight', '2026-12-31', 1)).toBe('2027-01-01')
    expect(keyTo('PageUp', '2026-03-31', 1)).toBe('2026-02-28')
    expect(shiftMonth('2024-01-31', 1)).toBe('2024-02-29')
    expect(keyTo('Home', '2026-11-24', 1)).toBe('2026-11-23')
    expect(keyTo('Home', '2026-11-24', 7)).toBe('2026-11-22')
    expect(keyTo('a', '2026-11-24', 1)).toBeNull()
  })
})

describe('the timeline', () => {
  it('puts what is only known to the year before its months, and leaves out what comes every week and what is to come', () => {
    const days = [
      day(1, { date: '2024-01-01', precision: 'year' }),
      day(2, { date: '2024-01-01', precision: 'month' }),
      day(3, { date: '2027-01-01' }),
    ]
    const weekly = { ...day(4, {}), milestoneId: 4 as Milestone['id'], date: '2025-06-01', unsure: false }
    const came = [
      { ...weekly, sense: { kind: 'weeks', count: 2 } as const },
      { ...weekly, sense: { kind: 'years', count: 1 } as const },
    ]
    const years = timelineOf(days, came, '2026-01-01')
    expect(years.map(({ year, entries }) => [year, entries.map(({ milestoneId }) => milestoneId)])).toEqual([
      ['2025', [4]],
      ['2024', [2, 1]],
    ])
  })
})
