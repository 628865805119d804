import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createPathSwitch } from '#core/chat/path-switch.ts'
import { createVisibleThread } from '#core/chat/visible-thread.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import { copyVerified } from '#core/store/migrate.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

const trees = fc.record({
  /** Under which of the messages before it each message stands; 0 for none. */
  parents: fc.array(fc.nat(1_000), { minLength: 2, maxLength: 30 }),
  picks: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 5 }),
  slice: fc.integer({ min: 1, max: 4 }),
})

/** Two conversations with the same tree, in which nothing but the numbers differs. */
function plant(store: TestStore, parents: readonly number[]) {
  const made = [0, 1].map(() => {
    const about = { companionId: store.companion.id, kind: 'ordinary', title: null, createdAt: 0 } as const
    const conversationId = store.conversations.create(about).id
    const ids: MessageId[] = []
    for (const [turn, at] of parents.entries()) {
      const parentId = ids[(at % (ids.length + 1)) - 1] ?? null
      ids.push(store.messages.append(aMessage(conversationId, parentId, `words ${turn}`)).id)
    }
    return { conversationId, ids }
  })
  return made as [(typeof made)[0], (typeof made)[0]]
}

/** What a conversation shows and remembers, by the turn of each message. */
function stateOf(store: TestStore, conversationId: ConversationId, ids: readonly MessageId[]) {
  const turn = (id: MessageId | null) => (id === null ? null : ids.indexOf(id))
  const sql = 'SELECT depth, message_id AS id FROM thread WHERE conversation_id = ? ORDER BY depth'
  const chosen = 'SELECT id, selected_child_id AS child FROM message WHERE conversation_id = ? ORDER BY id'
  return {
    thread: store.database
      .all<{ depth: number; id: MessageId }>(sql, conversationId)
      .map((row) => ({ ...row, id: turn(row.id) })),
    chosen: store.database
      .all<{ id: MessageId; child: MessageId | null }>(chosen, conversationId)
      .map(({ id, child }) => [turn(id), turn(child)]),
    leaf: turn(createVisibleThread(store.database).leaf(conversationId)),
    preview: store.conversations.get(conversationId).preview,
  }
}

const switchOf = ({ database }: TestStore, slice: number) =>
  createPathSwitch(database, createVisibleThread(database), { slice })

test('a path that is switched to a little at a time is the same as one switched to at once', async () => {
  using store = createTestStore()
  await fc.assert(
    fc.asyncProperty(trees, async ({ parents, picks, slice }) => {
      const [atOnce, gently] = plant(store, parents)
      const paths = switchOf(store, slice)
      for (const pick of picks) {
        const turn = pick % parents.length
        store.messages.selectVersion(atOnce.ids[turn] as MessageId)
        await paths.switchTo(gently.conversationId, gently.ids[turn] as MessageId)
        const expected = stateOf(store, atOnce.conversationId, atOnce.ids)
        expect(stateOf(store, gently.conversationId, gently.ids)).toEqual(expected)
      }
    }),
    { numRuns: 40 },
  )
  expect(verifyDatabase(store.database).problems).toEqual([])
})

/** A thread of forty, and beside its second message another path as long, which is the visible one. */
function forked(store: TestStore) {
  const parents = [
    0,
    ...Array.from({ length: 40 }, (_, at) => at + 1),
    1,
    ...Array.from({ length: 40 }, (_, at) => at + 42),
  ]
  const [atOnce, gently] = plant(store, parents)
  const turn = 20
  store.messages.selectVersion(atOnce.ids[turn] as MessageId)
  return { atOnce, gently, picked: gently.ids[turn] as MessageId }
}

test('a page read meanwhile is a whole beginning of the one path or of the other', async () => {
  using store = createTestStore()
  const { gently, picked } = forked(store)
  const switching = switchOf(store, 3).switchTo(gently.conversationId, picked)
  let isOver = false
  void switching.finally(() => (isOver = true))
  let looks = 0
  while (!isOver) {
    const { messages } = store.messages.thread(gently.conversationId, { from: 'depth', depth: 20 }, 100)
    expect(messages.map(({ depth }) => depth)).toEqual(messages.map((_, at) => at))
    for (const [at, message] of messages.entries()) {
      if (at > 0) expect(message.parentId).toBe(messages[at - 1]?.id)
    }
    looks += 1
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(looks).toBeGreaterThan(20)
})

test('words written meanwhile stand at the end of the path that was asked for', async () => {
  using store = createTestStore()
  const { atOnce, gently, picked } = forked(store)
  const switching = store.messages.switchTo(picked)
  const leaf = store.messages.leafId(gently.conversationId)
  store.messages.append(aMessage(gently.conversationId, leaf, 'meanwhile'))
  await switching
  const { thread, leaf: last } = stateOf(store, gently.conversationId, gently.ids)
  expect(thread.slice(0, -1)).toEqual(stateOf(store, atOnce.conversationId, atOnce.ids).thread)
  expect([thread.at(-1)?.id, last]).toEqual([-1, -1])
})

test('a crash in the middle of it leaves a vault that opens with the path that was asked for', async () => {
  using store = createTestStore()
  const { atOnce, gently, picked } = forked(store)
  const { database, key } = store
  const marked = (of: Database) => of.get(`SELECT 1 FROM meta WHERE key = 'path_switch'`) !== undefined
  const switching = switchOf(store, 3).switchTo(gently.conversationId, picked)
  const shown = () => stateOf(store, gently.conversationId, gently.ids).thread
  const before = shown().length
  while (shown().length > before - 10) await new Promise((resolve) => setImmediate(resolve))
  // What a process that died now would have left.
  const left = join(store.folder, 'left.db')
  copyVerified(database, left)
  await switching
  expect(marked(database)).toBe(false)

  using found = openDatabase({ file: left, key, mode: 'write' })
  expect(marked(found)).toBe(true)
  createMessageRepository({ database: found, index: createMessageIndex(found) }).markInterrupted()
  const opened = { ...store, database: found, conversations: createConversationRepository(found) }
  const expected = stateOf(store, atOnce.conversationId, atOnce.ids)
  expect(stateOf(opened, gently.conversationId, gently.ids)).toEqual(expected)
  expect(marked(found)).toBe(false)
  expect(verifyDatabase(found).problems).toEqual([])
})
