import { expect, test, vi } from 'vitest'
import { createChanges } from '#core/changes.ts'
import { createMemories, type Memories } from '#core/memory/memories.ts'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { createSummaryRepository } from '#core/memory/summary-repository.ts'
import { fold } from '#core/search/tokenize.ts'
import { mostPinned, type MemoryFields } from '#shared/model/memory.ts'
import { aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

function open(store: TestStore, now = () => 1_750_000_000_000): Memories {
  const repository = createMemoryRepository(store.database)
  const summaries = createSummaryRepository(store.database)
  return createMemories({ repository, summaries, changes: createChanges(), now, fold })
}

const fields = (text: string, more: Partial<MemoryFields> = {}): MemoryFields => {
  return { text, since: null, until: null, pinned: false, ...more }
}

function keep(memories: Memories, store: TestStore, text: string, more: Partial<MemoryFields> = {}) {
  return memories.remember({ companionId: store.companion.id, fields: fields(text, more), messageIds: [] })
}

function texts(memories: Memories, store: TestStore, query = ''): string[] {
  const asked = { companionId: store.companion.id, state: 'kept', query, before: null, limit: 50 } as const
  return memories.list(asked).memories.map(({ text }) => text)
}

test('a memory names the message it came from', () => {
  using store = createTestStore()
  using memories = open(store)
  const { lifelongId, id: companionId } = store.companion
  const message = store.messages.append(aMessage(lifelongId, null, 'I am allergic to nuts.'))
  const kept = memories.remember({ companionId, fields: fields('Allergic to nuts'), messageIds: [message.id] })
  expect(kept.sources).toEqual([{ messageId: message.id, conversationId: lifelongId }])
})

test('pinned ones come first, and pages neither repeat nor miss any', () => {
  using store = createTestStore()
  using memories = open(store)
  for (let number = 0; number < 7; number += 1) keep(memories, store, `Memory ${number}`, { pinned: number === 2 })
  const asked = { companionId: store.companion.id, state: 'kept', query: '', limit: 3 } as const
  const first = memories.list({ ...asked, before: null })
  const second = memories.list({ ...asked, before: first.memories.at(-1)?.id ?? null })
  const third = memories.list({ ...asked, before: second.memories.at(-1)?.id ?? null })
  const all = [first, second, third].flatMap((page) => page.memories.map(({ text }) => text))
  expect(all).toEqual([2, 6, 5, 4, 3, 1, 0].map((number) => `Memory ${number}`))
  expect([first.more, second.more, third.more]).toEqual([true, true, false])
})

test('looking for words finds the other script and case', () => {
  using store = createTestStore()
  using memories = open(store)
  keep(memories, store, '她喜歡貓')
  keep(memories, store, 'Her sister is called Ada')
  expect(texts(memories, store, '喜欢')).toEqual(['她喜歡貓'])
  expect(texts(memories, store, 'ADA')).toEqual(['Her sister is called Ada'])
})

test('a change keeps what was there, and can be taken back', () => {
  using store = createTestStore()
  using memories = open(store)
  const { id } = keep(memories, store, 'Lives in Riga', { since: '2021-04-01' })
  memories.update({ id, fields: fields('Lived in Riga', { since: '2021-04-01', until: '2024-09-01' }) })
  const [version] = memories.versions({ id })
  expect(version).toMatchObject({ text: 'Lives in Riga', until: null })
  expect(memories.bringBack({ id, versionId: version?.id ?? 0 })).toMatchObject({ text: 'Lives in Riga', versions: 2 })
})

test('no more are pinned than can always be told', () => {
  using store = createTestStore()
  using memories = open(store)
  for (let number = 0; number < mostPinned; number += 1) keep(memories, store, `Fact ${number}`, { pinned: true })
  expect(() => keep(memories, store, 'One more', { pinned: true })).toThrow('PINS_FULL')
})

test('a proposal is not among what is kept before somebody takes it in', () => {
  using store = createTestStore()
  using memories = open(store)
  const { id } = memories.propose({ companionId: store.companion.id, text: 'Likes tea' })
  expect(texts(memories, store)).toEqual([])
  memories.accept({ id })
  expect(texts(memories, store)).toEqual(['Likes tea'])
})

test('what is forgotten can be brought back for a while, and then its words and versions are gone', () => {
  vi.useFakeTimers()
  using store = createTestStore()
  using memories = open(store, Date.now)
  const { id } = keep(memories, store, 'quetzalcoatl')
  memories.update({ id, fields: fields('quetzalcoatl, twice') })
  memories.forget({ id })
  expect(texts(memories, store)).toEqual([])
  memories.restore({ id })
  expect(texts(memories, store)).toEqual(['quetzalcoatl, twice'])
  memories.forget({ id })
  vi.advanceTimersByTime(31_000)
  vi.useRealTimers()
  expect(() => memories.restore({ id })).toThrow('NOT_FOUND')
  const left = (table: string) => store.database.get(`SELECT count(*) AS count FROM ${table}`)
  expect([left('memory'), left('memory_version')]).toEqual([{ count: 0 }, { count: 0 }])
})
