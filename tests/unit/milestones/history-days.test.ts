import { afterEach, beforeEach, expect, test } from 'vitest'
import { createChanges } from '#core/changes.ts'
import { createPastDaysRepository } from '#core/chat/past-days-repository.ts'
import { createHistoryDays, type HistoryDays } from '#core/milestones/history-days.ts'
import { createFoundDayRepository } from '#core/milestones/look/found-day-repository.ts'
import { createSuggestionRepository } from '#core/milestones/suggestion-repository.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

let store: TestStore
let days: HistoryDays
let last: MessageId | null
let companionId: TestStore['companion']['id']

/** Says something in the lifelong thread at a moment in UTC. */
function say(at: string, text: string, model?: string): MessageId {
  const role = model === undefined ? 'user' : 'assistant'
  const createdAt = Date.parse(at)
  const message = aMessage(store.companion.lifelongId, last, text, { role, createdAt, model: model ?? null })
  last = store.messages.append(message).id
  return last
}

beforeEach(() => {
  store = createTestStore()
  last = null
  companionId = store.companion.id
  days = createHistoryDays({
    answers: createSuggestionRepository(store.database),
    past: createPastDaysRepository(store.database),
    search: store.search.searchMessages,
    found: createFoundDayRepository(store.database).list,
    speakers: store.speakers.speakersOf,
    milestones: () => [],
    now: () => Date.now(),
    timeZone: () => 'Asia/Shanghai',
    changes: createChanges(),
  })
})
afterEach(() => store[Symbol.dispose]())

const summary = () => days.suggestions({ companionId }).map(({ date, reason, kind }) => [date, reason, kind])

test('days are found in what was said, in either script and language, the earliest saying of each', () => {
  const first = say('2024-05-01T20:00:00Z', '你好呀')
  say('2024-05-01T20:01:00Z', '你好，我在。', 'gpt-4o')
  say('2024-06-01T12:00:00Z', 'I LOVE you, silly')
  say('2024-06-20T12:00:00Z', '我愛你，一直都愛')
  say('2024-08-30T12:00:00Z', '我回来了，对不起', 'gpt-4o')
  say('2024-09-01T12:00:00Z', '祝你生日快乐！', 'gpt-5')
  expect(summary()).toEqual([
    // Past midnight in Shanghai.
    ['2024-05-02', 'first-message', 'first-message'],
    ['2024-05-02', 'first-of-model', 'custom'],
    ['2024-06-01', 'said', 'first-love'],
    ['2024-08-30', 'after-silence', 'custom'],
    ['2024-09-01', 'said', 'birthday'],
    ['2024-09-01', 'first-of-model', 'custom'],
  ])
  expect(days.suggestions({ companionId })[0]).toMatchObject({ messageId: first, quote: '你好呀' })
  expect(days.suggestions({ companionId })[3]).toMatchObject({ days: 71, quote: '我回来了，对不起' })
})

test('a suggestion that was set aside stays away, and can be asked for again', () => {
  say('2024-05-01T12:00:00Z', 'hello')
  const [suggestion] = days.suggestions({ companionId })
  days.answerSuggestion({ key: suggestion?.key ?? '', answer: 'set-aside' })
  expect(summary()).toEqual([])
  days.answerSuggestion({ key: suggestion?.key ?? '', answer: null })
  expect(summary()).toHaveLength(1)
})

test('an empty history suggests nothing, and has no other years', () => {
  expect(summary()).toEqual([])
  expect(days.onThisDay({ date: '2026-11-24', companionId: null })).toEqual([])
})

test('neither what was deleted nor what was hidden is quoted in a suggestion, or beside a day', () => {
  const hidden = store.companion.lifelongId
  const first = say('2024-05-01T12:00:00Z', 'hello')
  say('2024-05-02T12:00:00Z', 'good night')
  store.messages.setDeleted(say('2024-08-01T12:00:00Z', 'said and taken back'), Date.now())
  const back = say('2024-08-02T12:00:00Z', 'I am back')
  say('2024-08-28T12:00:00Z', 'and here again')
  const quotes = () => days.suggestions({ companionId }).map(({ reason, quote }) => [reason, quote])
  expect(quotes()).toEqual([
    ['first-message', 'hello'],
    ['after-silence', 'and here again'],
  ])
  createFoundDayRepository(store.database).keep({
    companionId,
    key: 'part',
    model: 'm',
    at: 1,
    days: [{ messageId: back, date: '2024-08-02', kind: 'custom', title: 't', quoteStart: 0, quoteLength: 9 }],
  })
  expect(quotes()).toContainEqual(['found', 'I am back'])
  store.database.run('UPDATE conversation SET hidden = 1 WHERE id = ?', hidden)
  expect(quotes()).toEqual([])
  expect(days.messages({ ids: [first] })).toEqual([])
})

test('words that only hold the sign inside other words are no sign', () => {
  say('2024-05-01T12:00:00Z', 'hello')
  say('2024-05-02T12:00:00Z', 'I loved your yesterday')
  expect(summary()).toHaveLength(1)
})

test('this day in other years begins at midnight where the person is, and a leap day keeps to leap years', () => {
  say('2020-02-29T15:00:00Z', 'late in the evening of the 29th in Shanghai')
  say('2020-02-29T16:30:00Z', 'already 1 March there')
  say('2021-02-28T12:00:00Z', 'a year later')
  say('2024-02-28T16:00:00Z', 'the first minute of a leap day')
  const on = (date: string) =>
    days.onThisDay({ date, companionId }).map(({ years, messages }) => [years, messages.map(({ text }) => text)])
  expect(on('2028-02-29')).toEqual([
    [4, ['the first minute of a leap day']],
    [8, ['late in the evening of the 29th in Shanghai']],
  ])
  expect(on('2026-03-01')).toEqual([[6, ['already 1 March there']]])
})

test('a deleted message is on no day', () => {
  const gone = say('2024-11-24T04:00:00Z', 'gone')
  store.messages.setDeleted(gone, Date.now())
  expect(days.onThisDay({ date: '2026-11-24', companionId })).toEqual([])
})

test('many messages of one second, as some exports give a whole day, are all on their day', () => {
  for (let index = 0; index < 40; index += 1) say('2024-11-24T04:00:00Z', `line ${index}`)
  say('2024-11-23T15:59:59Z', 'the evening before')
  expect(days.onThisDay({ date: '2026-11-24', companionId })[0]?.messages[0]?.text).toBe('line 0')
})
