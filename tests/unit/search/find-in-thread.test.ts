import { expect, test } from 'vitest'
import { createFindInThread } from '#core/search/find-in-thread.ts'
import { aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

function say(store: TestStore, text: string, createdAt: number) {
  const id = store.companion.lifelongId
  return store.messages.append(aMessage(id, store.messages.leafId(id), text, { createdAt })).id
}

test('hits stand in the order of the thread, whatever their times say', () => {
  using store = createTestStore()
  const conversationId = store.companion.lifelongId
  const find = createFindInThread(store.database)
  const first = say(store, '晚安，小满', 9_000_000)
  say(store, '早', 9_100_000)
  const last = say(store, '晚安', 1_000_000)
  expect(find({ query: '晚安', conversationId })).toEqual({
    messageIds: [last, first],
    more: false,
    spellings: ['晚安'],
  })
})

test('every way in which the words are written is told, so that each can be lit up', () => {
  using store = createTestStore()
  const conversationId = store.companion.lifelongId
  const find = createFindInThread(store.database)
  for (const [at, text] of ['台灣的雨', '台湾的风', 'Lovely', 'ＬＯＶＥ', 'love'].entries())
    say(store, text, at * 1_000)
  expect(find({ query: '台湾', conversationId }).spellings.toSorted()).toEqual(['台湾', '台灣'])
  expect(find({ query: 'love', conversationId }).spellings.toSorted()).toEqual(
    ['Lovely', 'love', 'ＬＯＶＥ'].toSorted(),
  )
})

test('other conversations and deleted messages are not found', () => {
  using store = createTestStore()
  const conversationId = store.companion.lifelongId
  const other = store.conversations.create({
    companionId: store.companion.id,
    kind: 'ordinary',
    title: null,
    createdAt: 1,
  })
  store.messages.append(aMessage(other.id, null, '晚安'))
  const deleted = say(store, '晚安', 1_000)
  store.messages.setDeleted(deleted, 2_000)
  expect(createFindInThread(store.database)({ query: '晚安', conversationId })).toEqual({
    messageIds: [],
    more: false,
    spellings: [],
  })
})

test('a character that one message holds a hundred thousand times and more is found', () => {
  using store = createTestStore()
  const id = say(store, '念'.repeat(200_000), 1_000)
  const found = createFindInThread(store.database)({ query: '念', conversationId: store.companion.lifelongId })
  expect(found).toEqual({ messageIds: [id], more: false, spellings: ['念'] })
})
