import { describe, expect, test } from 'vitest'
import { addDays, localDateAt } from '#core/milestones/local-date.ts'
import { remindersToTell, type ToldReminder } from '#core/milestones/next-reminders.ts'
import { remindersBetween, type ReminderSetting } from '#core/milestones/reminders-due.ts'
import type { MilestoneId } from '#shared/model/ids.ts'
import type { Milestone } from '#shared/model/milestone.ts'

const day = 86_400_000
const at = (iso: string) => Date.parse(iso)

function milestone(fields: Partial<Milestone> & { readonly on: string }): Milestone {
  const { on, ...rest } = fields
  return {
    id: 1 as MilestoneId,
    title: 'Wedding',
    emoji: null,
    pictureId: null,
    companionId: null,
    kind: 'wedding',
    start: { date: on, precision: 'day', time: null, zone: null },
    recurrences: [{ kind: 'yearly', feb29: 'feb28' }],
    countFrom: 1,
    reminders: [{ daysBefore: 0, time: '09:00' }],
    muted: false,
    note: '',
    messageIds: [],
    letter: false,
    createdAt: at('2020-01-01T00:00:00Z'),
    ...rest,
  }
}

const berlin: ReminderSetting = { zone: 'Europe/Berlin', quiet: null }
const momentsIn = (one: Milestone, from: string, to: string, setting: ReminderSetting) =>
  remindersBetween([one], { after: at(from), until: at(to) }, setting).map((due) => new Date(due.at).toISOString())

describe('a reminder', () => {
  test('comes at its time on the morning and days before, in summer and in winter time', () => {
    const wedding = milestone({
      on: '2020-03-29',
      reminders: [
        { daysBefore: 0, time: '09:00' },
        { daysBefore: 7, time: '20:00' },
      ],
    })
    // The clocks go forward on the day itself in 2026: a week before it is still winter.
    expect(momentsIn(wedding, '2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z', berlin)).toEqual([
      '2026-03-22T19:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
    ])
  })

  test('asked for within the hour that the clocks jump over still comes', () => {
    const night = milestone({ on: '2020-03-29', reminders: [{ daysBefore: 0, time: '02:30' }] })
    expect(momentsIn(night, '2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z', berlin)).toEqual([
      '2026-03-29T01:30:00.000Z',
    ])
  })

  test('goes where the person goes, unless its day belongs to a place', () => {
    const here = milestone({ on: '2021-06-10' })
    const there = milestone({
      on: '2021-06-10',
      start: { date: '2021-06-10', precision: 'day', time: null, zone: 'Asia/Shanghai' },
    })
    const inNewYork: ReminderSetting = { zone: 'America/New_York', quiet: null }
    const range = ['2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'] as const
    expect(momentsIn(here, ...range, inNewYork)).toEqual(['2026-06-10T13:00:00.000Z'])
    expect(momentsIn(there, ...range, inNewYork)).toEqual(['2026-06-10T01:00:00.000Z'])
  })

  test('waits for the end of quiet hours, over midnight as well', () => {
    const quiet: ReminderSetting = { zone: 'Europe/Berlin', quiet: { from: '22:00', to: '08:00' } }
    const late = milestone({ on: '2021-06-10', reminders: [{ daysBefore: 1, time: '23:30' }] })
    const early = milestone({ on: '2021-06-10', reminders: [{ daysBefore: 0, time: '05:00' }] })
    const range = ['2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'] as const
    expect(momentsIn(late, ...range, quiet)).toEqual(['2026-06-10T06:00:00.000Z'])
    expect(momentsIn(early, ...range, quiet)).toEqual(['2026-06-10T06:00:00.000Z'])
  })

  test('never comes for a moment before its day was entered, nor for a muted day', () => {
    const made = milestone({ on: '2021-06-10', createdAt: at('2026-06-10T12:00:00Z') })
    const range = ['2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'] as const
    expect(momentsIn(made, ...range, berlin)).toEqual([])
    expect(momentsIn(milestone({ on: '2021-06-10', muted: true }), ...range, berlin)).toEqual([])
  })
})

describe('what is told', () => {
  /** Lets the clock run as given and answers what was told at each tick, keeping account as the app does. */
  function run(milestones: readonly Milestone[], moments: readonly string[], zones: readonly string[] = []) {
    const told: ToldReminder[] = []
    return moments.map((moment, index) => {
      const zone = zones[index] ?? 'Europe/Berlin'
      const { each, summary } = remindersToTell(milestones, told, at(moment), { zone, quiet: null })
      for (const { milestoneId, date, daysBefore, time } of [...each, ...summary]) {
        told.push({ milestoneId, date, daysBefore, time, state: 'open', until: null })
      }
      return [each.length, summary.length]
    })
  }

  const wedding = milestone({ on: '2021-06-10' })

  test('comes once, however often the clock ticks, and not again when the clock is set back', () => {
    expect(
      run(
        [wedding],
        [
          '2026-06-10T06:59:30Z',
          '2026-06-10T07:00:10Z',
          '2026-06-10T07:00:40Z',
          '2026-06-10T06:30:00Z',
          '2026-06-10T07:00:20Z',
        ],
      ),
    ).toEqual([
      [0, 0],
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ])
  })

  test('comes once when the person flies west and the morning comes again', () => {
    expect(
      run([wedding], ['2026-06-10T07:00:10Z', '2026-06-10T13:00:10Z'], ['Europe/Berlin', 'America/New_York']),
    ).toEqual([
      [1, 0],
      [0, 0],
    ])
  })

  test('is one summary after a weekend away, and nothing older after forty days', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      milestone({ on: addDays('2021-05-02', index), id: (index + 1) as MilestoneId }),
    )
    expect(run(many, ['2026-06-11T12:00:00Z'])).toEqual([[0, 2]])
    expect(run([wedding], ['2026-06-12T12:00:00Z'])).toEqual([[0, 1]])
    expect(run([wedding], ['2026-07-20T12:00:00Z'])).toEqual([[0, 0]])
  })

  test('is one summary where many days share a morning', () => {
    const many = [1, 2, 3, 4].map((id) => milestone({ on: '2021-06-10', id: id as MilestoneId }))
    expect(run(many, ['2026-06-10T07:00:10Z'])).toEqual([[0, 4]])
  })

  test('comes again after a snooze, and never after done', () => {
    const now = at('2026-06-10T08:00:10Z')
    const state = (told: Partial<ToldReminder>): ToldReminder => ({
      milestoneId: wedding.id,
      date: '2026-06-10',
      daysBefore: 0,
      time: '09:00',
      state: 'done',
      until: null,
      ...told,
    })
    const tell = (told: ToldReminder) => remindersToTell([wedding], [told], now, berlin).each.length
    expect(tell(state({ state: 'snoozed', until: now - 10_000 }))).toBe(1)
    expect(tell(state({ state: 'snoozed', until: now + 10_000 }))).toBe(0)
    expect(tell(state({}))).toBe(0)
  })

  test('comes on each day of ten years for a day that is counted, whatever the clocks do', () => {
    const counted = milestone({
      on: '2020-01-01',
      recurrences: [{ kind: 'every-days', days: 1 }],
      reminders: [{ daysBefore: 0, time: '02:30' }],
    })
    const due = remindersBetween(
      [counted],
      { after: at('2026-01-01T00:00:00Z'), until: at('2036-01-01T00:00:00Z') },
      berlin,
    )
    const dates = due.map(({ at: moment }) => localDateAt(moment, 'Europe/Berlin'))
    expect(dates).toHaveLength(Math.round((at('2036-01-01T00:00:00Z') - at('2026-01-01T00:00:00Z')) / day))
    expect(new Set(dates).size).toBe(dates.length)
  })
})
