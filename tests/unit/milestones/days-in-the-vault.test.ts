import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MilestoneFields } from '#shared/model/milestone.ts'
import { createTestApp, testPassphrase, type TestApp } from '#tests/helpers/test-app.ts'

const at = (iso: string) => Date.parse(iso)
const minute = 60_000

/** Kept in Shanghai, like the clock of the test host. */
const wedding: MilestoneFields = {
  title: 'Our wedding',
  emoji: '💍',
  pictureId: null,
  companionId: null,
  kind: 'wedding',
  start: { date: '2025-03-01', precision: 'day', time: null, zone: null },
  recurrences: [
    { kind: 'yearly', feb29: 'feb28' },
    { kind: 'day-counts', counts: [100, 520], every: null },
  ],
  countFrom: 1,
  reminders: [{ daysBefore: 0, time: '09:00' }],
  muted: false,
  note: 'by the lake',
  messageIds: [],
  letter: false,
}

let made: TestApp
const client = () => createRouterClient(made.app.router)
const unlock = () => made.app.vault.unlock({ with: 'passphrase', passphrase: testPassphrase })
/** Lets the app's own clocks tick, which look at the host's. */
const tick = () => vi.advanceTimersByTimeAsync(31_000)

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  made = await createTestApp({ now: at('2026-08-01T12:00:00Z') })
  await made.createVault()
})
afterEach(async () => {
  await made[Symbol.asyncDispose]()
  vi.useRealTimers()
})

test('a day is told on its morning, once, and is over when it is answered', async () => {
  const { id } = await client().milestones.create(wedding)
  made.host.clock.set(at('2026-08-02T01:00:10Z'))
  await tick()
  await tick()
  expect(made.host.notes).toEqual(['💍 Our wedding: today, day 520'])
  const [open] = await client().milestones.openReminders()
  expect(open).toMatchObject({ milestoneId: id, date: '2026-08-02', senses: [{ kind: 'day-number', count: 520 }] })
  await client().milestones.done({ milestoneId: id, date: '2026-08-02', daysBefore: 0, time: '09:00' })
  expect(await client().milestones.openReminders()).toEqual([])
})

test('a snoozed reminder comes again at its time, over a restart as well', async () => {
  const { id } = await client().milestones.create(wedding)
  made.host.clock.set(at('2026-08-02T01:00:10Z'))
  await tick()
  const until = at('2026-08-02T13:00:00Z')
  await client().milestones.snooze({ milestoneId: id, date: '2026-08-02', daysBefore: 0, time: '09:00', until })
  await made.app.vault.lock()
  made.host.clock.set(until + minute)
  await unlock()
  expect(made.host.notes).toHaveLength(2)
})

test('what was missed while the app was off is one summary, and nothing from long ago', async () => {
  await client().milestones.create(wedding)
  await client().milestones.create({ ...wedding, title: 'Moving in', start: { ...wedding.start, date: '2025-08-03' } })
  await made.app.vault.lock()
  made.host.clock.set(at('2026-08-04T12:00:00Z'))
  await unlock()
  expect(made.host.notes).toEqual(['Days that came while Keepsake was closed: 💍 Our wedding, 💍 Moving in'])
  await made.app.vault.lock()
  made.host.clock.set(at('2027-04-20T12:00:00Z'))
  await unlock()
  expect(made.host.notes).toHaveLength(1)
})

test.each([
  ['nothing', []],
  ['that-there-is-one', ['A day that matters to you: ']],
  ['everything', ['💍 Our wedding: today, day 520']],
] as const)('a locked vault tells %s, and does not tell it again when opened', async (whenLocked, told) => {
  await client().milestones.create(wedding)
  await client().milestones.setSettings({ whenLocked })
  await made.app.vault.lock()
  made.host.clock.set(at('2026-08-02T01:00:10Z'))
  await tick()
  expect(made.host.notes).toEqual(told)
  await unlock()
  expect(made.host.notes).toHaveLength(1)
})

test('a reminder that was put off comes while the vault is locked as well', async () => {
  const { id } = await client().milestones.create(wedding)
  await client().milestones.setSettings({ whenLocked: 'everything' })
  made.host.clock.set(at('2026-08-02T01:00:10Z'))
  await tick()
  const until = at('2026-08-02T13:00:00Z')
  await client().milestones.snooze({ milestoneId: id, date: '2026-08-02', daysBefore: 0, time: '09:00', until })
  await made.app.vault.lock()
  made.host.clock.set(until + minute)
  await tick()
  expect(made.host.notes).toHaveLength(2)
})

test('after a night asleep a locked vault tells many days in one note', async () => {
  await client().milestones.setSettings({ whenLocked: 'everything' })
  const times = ['09:00', '09:01', '09:02', '09:03']
  for (const time of times)
    await client().milestones.create({ ...wedding, title: time, reminders: [{ daysBefore: 0, time }] })
  await made.app.vault.lock()
  made.host.clock.set(at('2026-08-02T06:00:00Z'))
  made.app.wake()
  expect(made.host.notes).toEqual([
    `Days that came while Keepsake was closed: ${times.map((time) => `💍 ${time}`).join(', ')}`,
  ])
})

test('a host without notifications hands them to its windows while locked, and keeps what no window heard', async () => {
  await using browser = await createTestApp({ now: at('2026-08-01T12:00:00Z'), notifies: false })
  await browser.createVault()
  const window = createRouterClient(browser.app.router)
  await window.milestones.create(wedding)
  await window.milestones.setSettings({ whenLocked: 'that-there-is-one' })
  await browser.app.vault.lock()
  browser.host.clock.set(at('2026-08-02T01:00:10Z'))
  browser.app.wake()
  const leaving = new AbortController()
  const notes = await window.system.notes(undefined, { signal: leaving.signal })
  const next = notes.next()
  await vi.waitFor(async () => {
    browser.app.wake()
    await Promise.race([next, Promise.reject(new Error('nothing yet'))])
  })
  expect((await next).value).toEqual({ title: 'A day that matters to you', body: '', toldAt: browser.host.now() })
  leaving.abort()
  await browser.app.vault.unlock({ with: 'passphrase', passphrase: testPassphrase })
  expect(await window.milestones.openReminders()).toHaveLength(1)
})

test('a removed day is told no more, and comes back as it was', async () => {
  const milestone = await client().milestones.create(wedding)
  await client().milestones.remove({ id: milestone.id })
  made.host.clock.set(at('2026-08-02T01:00:10Z'))
  await tick()
  expect(made.host.notes).toEqual([])
  expect(await client().milestones.list()).toEqual([])
  expect(await client().milestones.restore({ id: milestone.id })).toEqual(milestone)
})

test('a removed day waits for thirty days to be put back, over a restart as well, and is off the disk after them', async () => {
  const gone = await client().milestones.create(wedding)
  const kept = await client().milestones.create(wedding)
  await client().milestones.remove({ id: gone.id })
  const removedAt = made.host.now()
  await made.app.vault.lock()
  await unlock()
  expect(await client().milestones.removed()).toEqual([{ ...gone, removedAt }])
  made.host.clock.set(removedAt + 30 * 86_400_000 + minute)
  expect(await client().milestones.removed()).toEqual([])
  await expect(client().milestones.restore({ id: gone.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await client().milestones.list()).toEqual([kept])
})

test('a removed day can be let go of at once, and a day that is kept cannot', async () => {
  const gone = await client().milestones.create(wedding)
  const kept = await client().milestones.create(wedding)
  await client().milestones.remove({ id: gone.id })
  await client().milestones.discard({ id: gone.id })
  await client().milestones.discard({ id: kept.id })
  expect(await client().milestones.removed()).toEqual([])
  expect(await client().milestones.list()).toEqual([kept])
})

test('today tells the count, the lunar day, feasts of the chosen layers and what is next', async () => {
  await client().milestones.create(wedding)
  await client().milestones.setSettings({ layers: ['chinese'] })
  made.host.clock.set(at('2026-08-18T20:00:00Z'))
  expect(await client().milestones.today({ companionId: null })).toMatchObject({
    date: '2026-08-19',
    lunar: { month: 7, day: 7, leap: false },
    festivals: ['qixi'],
    counts: [{ title: 'Our wedding', days: 537 }],
    entries: [],
    next: [{ date: '2027-03-01', sense: { kind: 'years', count: 2 }, inDays: 194 }],
  })
})

test('a month knows the lunar day of each of its days and what falls on them', async () => {
  await client().milestones.create(wedding)
  const days = await client().milestones.month({ year: 2026, month: 8 })
  expect(days).toHaveLength(31)
  expect(days[1]).toMatchObject({
    date: '2026-08-02',
    lunar: { month: 6, day: 20 },
    entries: [{ title: 'Our wedding' }],
  })
})

test('a range of more than three years is refused rather than answered slowly', async () => {
  const asked = client().milestones.agenda({ from: '1900-01-01', to: '2100-01-01' })
  await expect(asked).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('a day that is still being written shows when it would come, and is not kept', async () => {
  const { start, recurrences, countFrom } = wedding
  const shown = await client().milestones.preview({ start, recurrences, countFrom })
  expect(shown).toMatchObject({ lunar: { month: 2, day: 2, leap: false }, daysSince: 518 })
  expect(shown.next.map(({ date }) => date)).toEqual([
    '2026-08-02',
    '2027-03-01',
    '2028-03-01',
    '2029-03-01',
    '2030-03-01',
  ])
  expect(await client().milestones.list()).toEqual([])
})

test('a year is looked back on up to today and not into what has not come', async () => {
  await client().milestones.create(wedding)
  const { entries, firstYear } = await client().milestones.yearReview({ year: 2026, companionId: null })
  expect(entries.map(({ date }) => date)).toEqual(['2026-03-01'])
  expect(firstYear).toBe(2025)
})

test('days leave as JSON and come back with their notes, and nothing that is only a number of this vault', async () => {
  await client().milestones.create(wedding)
  const { text } = await client().milestones.writeDays({})
  expect(text).not.toMatch(/pictureId|companionId|messageIds/)
  expect(await client().milestones.readCalendar({ text })).toEqual({ found: [wedding], leftOut: 0, simplified: 0 })
  await expect(client().milestones.readCalendar({ text: '{"keepsake":"other"}' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  })
})

test('a letter is offered on its day alone, only where it was asked for, and once', async () => {
  const { id: companionId } = await client().companions.create({
    profile: { name: '小满', description: '', greeting: '' },
    binding: null,
  })
  const together = { ...wedding, companionId, letter: true, start: { ...wedding.start, date: '2025-08-01' } }
  await client().milestones.create(together)
  await client().milestones.create({ ...together, letter: false })
  await client().milestones.create({ ...together, start: { ...together.start, date: '2025-08-02' } })
  const [letter, ...others] = await client().milestones.letters()
  expect(letter).toMatchObject({ companionId, date: '2026-08-01', sense: { kind: 'years', count: 1 } })
  expect(others).toEqual([])
  await client().milestones.answerSuggestion({ key: letter?.key ?? '', answer: 'taken' })
  expect(await client().milestones.letters()).toEqual([])
})

test('windows hear that it is another day, at midnight where the person is', async () => {
  const changes = await client().changes.watch()
  made.host.clock.set(at('2026-08-01T15:59:00Z'))
  await tick()
  made.host.clock.set(at('2026-08-01T16:00:10Z'))
  await tick()
  expect((await changes.next()).value).toEqual({ entity: 'milestone', kind: 'updated' })
  expect((await client().milestones.today({ companionId: null })).date).toBe('2026-08-02')
})

test('neither a zone that this machine does not know nor the edge of the calendar keeps the vault shut', async () => {
  const starts: MilestoneFields['start'][] = [
    { date: '2025-08-02', precision: 'day', time: null, zone: 'Mars/Olympus' },
    { date: '0001-01-01', precision: 'day', time: null, zone: null },
    { date: '9999-12-31', precision: 'day', time: null, zone: null },
  ]
  for (const start of starts) {
    await client().milestones.create({
      ...wedding,
      title: 'Far',
      start,
      reminders: [{ daysBefore: 365, time: '09:00' }],
    })
  }
  await made.app.vault.lock()
  expect(await unlock()).toMatchObject({ state: 'unlocked' })
  await client().milestones.create(wedding)
  made.host.clock.set(at('2026-08-02T01:00:10Z'))
  await tick()
  expect(made.host.notes).toContain('💍 Our wedding: today, day 520')
})
