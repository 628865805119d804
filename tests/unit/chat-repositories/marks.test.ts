import { expect, test } from 'vitest'
import { createMarkRepository } from '#core/chat/mark-repository.ts'
import { createMarks } from '#core/chat/marks.ts'
import { createChanges } from '#core/changes.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import type { ConversationId, ImportRunId, MessageId } from '#shared/model/ids.ts'
import { asEmoji, type Mark } from '#shared/model/mark.ts'
import {
  aMessage,
  addImportedConversation,
  addImportRun,
  anImportedMessage,
  createTestStore,
  type TestStore,
} from '#tests/helpers/test-store.ts'

const favourite = (note = ''): Mark => ({ kind: 'favourite', note })

function marksOf(store: TestStore) {
  let clock = 1_000
  const repository = createMarkRepository(store.database)
  return createMarks({ repository, messages: store.messages, changes: createChanges(), now: () => (clock += 1) })
}

/** A chain of messages, as a source has it; those already there are left as they are. */
function importChain(store: TestStore, run: ImportRunId, id: ConversationId, words: readonly string[]): MessageId[] {
  const known = store.messages.importedIds(id)
  return store.messages.importBatch(run, (batch) => {
    let parent: { id: MessageId; depth: number } | null = null
    for (const word of words) {
      const depth: number = parent === null ? 0 : parent.depth + 1
      const parentId: MessageId | null = parent?.id ?? null
      const there = known.get(word)
      const added: MessageId =
        there?.id ?? batch.insert(anImportedMessage(id, parent, `say ${word}`, { sourceId: word }))
      parent = { id: added, depth }
      known.set(word, { id: added, parentId, depth, state: 'complete' })
    }
    batch.finish(id, parent?.id ?? null)
    return words.map((word) => known.get(word)?.id as MessageId)
  })
}

function undoAll(store: TestStore, run: ImportRunId): void {
  while (!store.messages.undoImport(run).done);
}

const heads = ({ messages }: ReturnType<TestStore['messages']['thread']>) => messages.map(({ id }) => id)

test('a favourite keeps its place and time when its note is written anew', () => {
  using store = createTestStore()
  const marks = marksOf(store)
  const { lifelongId, id: companionId } = store.companion
  const first = store.messages.append(aMessage(lifelongId, null, 'the blue cup\n\nand the window'))
  const second = store.messages.append(aMessage(lifelongId, first.id, '晚安'))
  marks.add({ messageId: first.id, mark: favourite() })
  marks.add({ messageId: second.id, mark: favourite('the night before') })
  expect(marks.add({ messageId: first.id, mark: favourite('our cup') })).toEqual({
    messageId: first.id,
    favourite: 'our cup',
    pinned: false,
    reactions: [],
  })
  const list = marks.list({ kind: 'favourite', companionId, limit: 10 })
  expect(list.map(({ messageId, note, excerpt }) => [messageId, note, excerpt])).toEqual([
    [second.id, 'the night before', '晚安'],
    [first.id, 'our cup', 'the blue cup\n\nand the window'],
  ])
  marks.remove({ messageId: second.id, mark: favourite() })
  expect(marks.of({ messageIds: [first.id, second.id] })).toHaveLength(1)
})

test('marks of one kind, conversation and companion are paged without a gap, also where times are the same', () => {
  using store = createTestStore()
  const repository = createMarkRepository(store.database)
  const { lifelongId, id: companionId } = store.companion
  const run = addImportRun(store.database)
  const elsewhere = addImportedConversation(store, run)
  const [foreign] = importChain(store, run, elsewhere, ['x'])
  const ids: MessageId[] = []
  for (let count = 0; count < 7; count += 1) {
    ids.push(store.messages.append(aMessage(lifelongId, ids.at(-1) ?? null, `word ${count}`)).id)
  }
  for (const id of ids) repository.add(id, favourite(), 5)
  repository.add(foreign as MessageId, favourite(), 6)
  repository.add(ids[0] as MessageId, { kind: 'pin' }, 9)
  const seen: MessageId[] = []
  for (;;) {
    const last = seen.at(-1)
    const before = last === undefined ? undefined : { markedAt: 5, messageId: last }
    const page = repository.list({ kind: 'favourite', companionId, before, limit: 3 })
    if (page.length === 0) break
    seen.push(...page.map(({ messageId }) => messageId))
  }
  expect(seen).toEqual(ids.toReversed())
  expect(repository.list({ kind: 'favourite', conversationId: elsewhere, limit: 9 })).toHaveLength(1)
  expect(repository.list({ kind: 'favourite', limit: 20 })).toHaveLength(8)
  expect(repository.list({ kind: 'pin', conversationId: lifelongId, limit: 20 })).toHaveLength(1)
})

test('a deleted message leaves the lists with its marks, and comes back with them', () => {
  using store = createTestStore()
  const marks = marksOf(store)
  const { lifelongId } = store.companion
  const { id } = store.messages.append(aMessage(lifelongId, null, 'stay'))
  marks.add({ messageId: id, mark: favourite('mine') })
  marks.add({ messageId: id, mark: { kind: 'reaction', emoji: '🌧️' } })
  store.messages.setDeleted(id, 1)
  expect(marks.list({ kind: 'favourite', limit: 5 })).toEqual([])
  store.messages.setDeleted(id, null)
  expect(marks.list({ kind: 'favourite', limit: 5 })).toHaveLength(1)
  expect(marks.of({ messageIds: [id] })[0]).toMatchObject({ favourite: 'mine', reactions: ['🌧️'] })
})

test('undoing an import leaves every marked message where it can be read and found, and takes the rest', () => {
  using store = createTestStore()
  const marks = marksOf(store)
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run, { sourceId: 'talk' })
  const chain = importChain(store, run, id, ['one', 'two', 'three', 'four'])
  const [, two, , four] = chain as [MessageId, MessageId, MessageId, MessageId]
  marks.add({ messageId: two, mark: favourite('the day it rained') })
  marks.add({ messageId: four, mark: { kind: 'reaction', emoji: '❤️' } })
  undoAll(store, run)
  expect(heads(store.messages.thread(id, { from: 'end' }, 10))).toEqual([two, four])
  expect(marks.list({ kind: 'favourite', limit: 5 })[0]).toMatchObject({ messageId: two, note: 'the day it rained' })
  expect(store.search.searchMessages({ query: 'two', limit: 5 }).hits).toHaveLength(1)
  expect(store.search.searchMessages({ query: 'three', limit: 5 }).hits).toEqual([])
  expect(verifyDatabase(store.database).problems).toEqual([])
})

test('an import brought in again after its undo is whole, and its marks are on it again', () => {
  using store = createTestStore()
  const marks = marksOf(store)
  const words = ['one', 'two', 'three']
  const first = addImportRun(store.database)
  const id = addImportedConversation(store, first, { sourceId: 'talk' })
  const [, two] = importChain(store, first, id, words)
  marks.add({ messageId: two as MessageId, mark: favourite('kept') })
  undoAll(store, first)
  const again = importChain(store, addImportRun(store.database), id, words)
  expect(heads(store.messages.thread(id, { from: 'end' }, 10))).toEqual(again)
  expect(marks.of({ messageIds: again })).toEqual([
    { messageId: again[1], favourite: 'kept', pinned: false, reactions: [] },
  ])
})

test('a message marked while its import is being undone stays, and can be found again', () => {
  using store = createTestStore()
  const marks = marksOf(store)
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run)
  const words = Array.from({ length: 2_500 }, (_, index) => `w${index}`)
  const chain = importChain(store, run, id, words)
  const early = chain[10] as MessageId
  expect(store.messages.undoImport(run).done).toBe(false)
  marks.add({ messageId: early, mark: favourite() })
  undoAll(store, run)
  expect(heads(store.messages.thread(id, { from: 'end' }, 10))).toEqual([early])
  expect(store.search.searchMessages({ query: 'w10', limit: 5 }).hits).toHaveLength(1)
  expect(verifyDatabase(store.database).problems).toEqual([])
})

test('a reaction is one emoji, whatever it is built of, and nothing else', () => {
  expect(asEmoji('❤')).toBe('❤️')
  for (const one of ['🥹', '👩🏽‍❤️‍👨🏻', '🇹🇼', '1️⃣', '🫶🏼']) expect(asEmoji(one)).toBe(one)
  for (const none of ['', 'a', '1', '爱', '🥹🥹', '<b>', ' ']) expect(asEmoji(none)).toBeNull()
})
