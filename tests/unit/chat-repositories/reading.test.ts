import { expect, test } from 'vitest'
import { createReadingRoom, type ReadingRoom } from '#core/chat/reading.ts'
import { createReadingRepository } from '#core/chat/reading-repository.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { Part } from '#shared/model/part.ts'
import { aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

function roomOf(store: TestStore, timeZone = 'Asia/Shanghai'): ReadingRoom {
  return createReadingRoom({
    repository: createReadingRepository(store.database),
    messages: store.messages,
    timeZone: () => timeZone,
  })
}

function say(store: TestStore, count: number, more: Parameters<typeof aMessage>[3] = {}): MessageId[] {
  const id = store.companion.lifelongId
  return Array.from(
    { length: count },
    (_, number) => store.messages.append(aMessage(id, store.messages.leafId(id), `${number}`, more)).id,
  )
}

test('a conversation that was never read opens at its end, with nothing called new', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const said = say(store, 30)
  const { page, place, news } = roomOf(store).open({ id, limit: 10 })
  expect({ place, news, last: page.messages.at(-1)?.id }).toEqual({ place: null, news: null, last: said.at(-1) })
})

test('a conversation opens where it was left, and what came since is counted from there on', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const room = roomOf(store)
  const said = say(store, 60)
  const [at, seen] = [said[20], said[24]]
  if (at === undefined || seen === undefined) throw new Error('too few messages')
  room.leave({ id, place: { messageId: at, share: 0.5 }, seen })
  const { page, place, news } = room.open({ id, limit: 10 })
  expect(place).toEqual({ messageId: at, share: 0.5 })
  expect(page.messages.map((message) => message.id)).toContain(at)
  expect(news).toEqual({ firstId: said[25], depth: 25, count: 35 })
})

test('a place on a version that another window has turned away from since does not bring that version back', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const room = roomOf(store)
  const said = say(store, 30)
  const [fork, at] = [said[9], said[20]]
  if (fork === undefined || at === undefined) throw new Error('too few messages')
  room.leave({ id, place: { messageId: at, share: 0 }, seen: at })
  store.messages.append(aMessage(id, fork, 'another way'))
  const { page, place } = room.open({ id, limit: 10 })
  expect({ place, onThread: page.onThread }).toEqual({ place: null, onThread: true })
})

test('whoever reads up again after the end is not told that the end is new', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const room = roomOf(store)
  const said = say(store, 40)
  const [first] = said
  const last = said.at(-1)
  if (first === undefined || last === undefined) throw new Error('too few messages')
  room.leave({ id, place: null, seen: last })
  room.leave({ id, place: { messageId: first, share: 0 }, seen: first })
  expect(room.open({ id, limit: 10 }).news).toBeNull()
})

test('an answer that came while nobody looked opens the thread at it; a hidden message is no news', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const room = roomOf(store)
  const last = say(store, 3).at(-1)
  if (last === undefined) throw new Error('too few messages')
  room.leave({ id, place: null, seen: last })
  say(store, 1, { hidden: true })
  expect(room.open({ id, limit: 10 }).news).toBeNull()
  const [answer] = say(store, 1, { role: 'assistant' })
  expect(room.open({ id, limit: 10 }).news).toMatchObject({ firstId: answer, count: 1 })
})

test('a version that makes the thread shorter does not swallow the news of a longer one', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const room = roomOf(store)
  const said = say(store, 20)
  const last = said.at(-1)
  if (last === undefined) throw new Error('too few messages')
  room.leave({ id, place: null, seen: last })
  const short = store.messages.append(aMessage(id, said[4] ?? null, 'another way', {}))
  room.leave({ id, place: null, seen: short.id })
  const [answer] = say(store, 1, { role: 'assistant' })
  expect(room.open({ id, limit: 10 }).news).toMatchObject({ firstId: answer, count: 1 })
})

test('a month begins at midnight of the place where one is', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  say(store, 2, { createdAt: Date.UTC(2025, 0, 31, 15, 59) })
  say(store, 3, { createdAt: Date.UTC(2025, 0, 31, 16, 0) })
  say(store, 1, { createdAt: Date.UTC(2025, 4, 1) })
  const months = (zone: string) =>
    roomOf(store, zone)
      .months({ id })
      .months.map(({ month, depth }) => [month, depth])
  expect(months('Asia/Shanghai')).toEqual([
    ['2025-01', 0],
    ['2025-02', 2],
    ['2025-05', 5],
  ])
  expect(months('UTC')).toEqual([
    ['2025-01', 0],
    ['2025-05', 5],
  ])
})

test('media come newest first and page by page, each once, without what has no bytes', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const room = roomOf(store)
  const media = { pointer: null, name: null, mime: 'image/png' }
  const image = (assetId: number | null): Part =>
    ({ kind: 'image', assetId, ...media, width: 1, height: 1, description: null }) as Part
  for (let number = 1; number <= 5; number += 1) {
    say(store, 1, { parts: [image(number * 2), image(number * 2 + 1), { kind: 'text', text: 'look' }] })
    say(store, 1, { parts: [image(null)] })
  }
  const [hidden] = say(store, 1, { parts: [image(99)] })
  if (hidden) store.messages.setDeleted(hidden, 1)
  const found: unknown[] = []
  let before: { depth: number; messageId: MessageId } | undefined
  for (let more = true; more;) {
    const page = room.media({ id, kind: 'image', limit: 3, before })
    found.push(...page.items.map(({ part }) => 'assetId' in part && part.assetId))
    before = page.items.at(-1)
    more = page.more
  }
  expect(found).toEqual([10, 11, 8, 9, 6, 7, 4, 5, 2, 3])
  expect(room.media({ id, kind: 'audio', limit: 3 })).toEqual({ items: [], more: false })
})
