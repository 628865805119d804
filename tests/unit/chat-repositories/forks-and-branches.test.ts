import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createBranchCopies, type BranchCopies } from '#core/chat/branch-copies.ts'
import { createMarkRepository } from '#core/chat/mark-repository.ts'
import { createForkMap, longestWalk } from '#core/chat/fork-map.ts'
import { createVisibleThread } from '#core/chat/visible-thread.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import type { ForkPage } from '#shared/contract/conversations.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import {
  aMessage,
  addImportRun,
  anImportedMessage,
  createTestStore,
  type TestStore,
} from '#tests/helpers/test-store.ts'

let store: TestStore
let conversationId: ConversationId
let copies: BranchCopies

beforeEach(() => {
  store = createTestStore()
  conversationId = store.companion.lifelongId
  const index = createMessageIndex(store.database)
  copies = createBranchCopies({ database: store.database, index, visible: createVisibleThread(store.database) })
})
afterEach(() => store[Symbol.dispose]())

const say = (parentId: MessageId | null, text: string): MessageId =>
  store.messages.append(aMessage(conversationId, parentId, text)).id
const forks = (more: { through?: MessageId; before?: number; limit?: number } = {}): ForkPage =>
  createForkMap(store.database)({ id: conversationId, through: null, limit: 20, ...more })
const shape = (page: ForkPage) =>
  page.forks.map(({ depth, paths }) => [
    depth,
    ...paths.map((path) => `${path.preview} ${path.length}${path.onThread ? '*' : ''}${path.hasForks ? '+' : ''}`),
  ])
const branchOf = (messageId: MessageId) =>
  copies.copy({ messageId, title: null, createdAt: 5, requestId: randomUUID() })

describe('the map of forks', () => {
  test('holds the forks alone, the latest first, with the length of each path and the visible one marked', () => {
    const a = say(null, 'a')
    const b = say(a, 'b')
    const c = say(b, 'c')
    say(c, 'd')
    const b2 = say(a, 'b2')
    const c2 = say(b2, 'c2')
    say(c2, 'd2')
    say(c2, 'd3')
    expect(shape(forks())).toEqual([
      [3, 'd2 1', 'd3 1*'],
      [1, 'b 3', 'b2 3*'],
    ])
    store.messages.selectVersion(b)
    expect(shape(forks())).toEqual([[1, 'b 3*', 'b2 3+']])
    expect(shape(forks({ through: b2 }))).toEqual([[3, 'd2 1', 'd3 1']])
  })

  test('is empty where nothing forks, and knows several first messages', () => {
    say(null, 'a')
    expect(forks()).toEqual({ forks: [], hasEarlier: false, threadLength: 1 })
    say(null, 'z')
    expect(shape(forks())).toEqual([[0, 'a 1', 'z 1*']])
  })

  test('comes in pages that neither repeat nor leave out a fork', () => {
    let above = say(null, 'root')
    for (let turn = 0; turn < 5; turn += 1) {
      say(above, `other ${turn}`)
      above = say(above, `main ${turn}`)
    }
    const first = forks({ limit: 2 })
    const second = forks({ limit: 2, before: first.forks.at(-1)?.depth ?? 0 })
    const third = forks({ limit: 2, before: second.forks.at(-1)?.depth ?? 0 })
    expect([first, second, third].flatMap((page) => page.forks.map(({ depth }) => depth))).toEqual([5, 4, 3, 2, 1])
    expect([first.hasEarlier, second.hasEarlier, third.hasEarlier]).toEqual([true, true, false])
  })

  test('walks no path off the thread to its end where that is far, and says so', () => {
    const length = longestWalk * 2
    const root = say(null, 'root')
    store.messages.importBatch(addImportRun(store.database), (batch) => {
      for (const name of ['old', 'new']) {
        let above = { id: root, depth: 0 }
        for (let step = 0; step < length; step += 1) {
          above = { id: batch.insert(anImportedMessage(conversationId, above, name)), depth: above.depth + 1 }
        }
        batch.finish(conversationId, above.id)
      }
    })
    expect(shape(forks())).toEqual([[1, `old ${longestWalk}`, `new ${length}*`]])
    expect(forks().forks[0]?.paths[0]?.isLonger).toBe(true)
  })
})

describe('a branch in a conversation of its own', () => {
  test('begins with the path up to there, each word under whoever said it, and leaves the original alone', async () => {
    const a = say(null, '你好')
    const b = store.messages.append(
      aMessage(conversationId, a, 'hello', { role: 'assistant', model: 'gpt-4o', provider: 'P', createdAt: 77 }),
    ).id
    const c = say(b, 'gone')
    store.messages.setDeleted(c, 9)
    const d = say(c, 'kept')
    say(d, 'after')
    const before = [...store.messages.everyMessage(conversationId)]
    const copy = await branchOf(d)
    const copied = [...store.messages.visibleThread(copy)]
    expect(copied.map(({ parts, depth }) => [depth, spokenText(parts)])).toEqual([
      [0, '你好'],
      [1, 'hello'],
      [2, 'kept'],
    ])
    expect(copied[1]).toMatchObject({ role: 'assistant', model: 'gpt-4o', provider: 'P', createdAt: 77 })
    expect([...store.messages.everyMessage(conversationId)]).toEqual(before)
    expect(store.conversations.get(copy)).toMatchObject({ kind: 'ordinary', messageCount: 3, preview: 'kept' })
    expect(copies.originOf(copy)).toMatchObject({ conversationId, messageId: d })
    expect(copies.originOf(conversationId)).toBeNull()
    expect(store.search.searchMessages({ query: '你好', conversationId: copy, limit: 5 }).hits).toHaveLength(1)
  })

  test('has everybody in its room who is in the room of the original', async () => {
    const { companions, conversations, companion } = store
    const other = companions.create({ profile: companion.profile, binding: null, createdAt: 1 })
    conversationId = conversations.create({ companionId: null, kind: 'ordinary', title: null, createdAt: 1 }).id
    conversations.setMembers(conversationId, [other.id, companion.id])
    const copy = await branchOf(say(null, 'everybody here?'))
    expect(conversations.get(copy).memberIds).toEqual([other.id, companion.id])
  })

  test('marks a reply that is still being written as cut off, since it is not written on there', async () => {
    const a = say(null, 'a')
    const b = store.messages.append(aMessage(conversationId, a, 'half', { role: 'assistant', state: 'streaming' })).id
    const copy = await branchOf(b)
    expect([...store.messages.visibleThread(copy)].at(-1)).toMatchObject({ state: 'interrupted' })
  })

  test('that a crash left half is taken out at the next start, words and index, and nothing else', async () => {
    let above = say(null, 'start 0')
    for (let step = 1; step < 450; step += 1) above = say(above, `start ${step}`)
    const whole = await branchOf(above)
    const half = copies.copy({ messageId: above, title: null, createdAt: 5, requestId: randomUUID() })
    // Its first step is taken; the next ones wait for their turn of the loop, which a crash never gives them.
    copies.removeUnfinished()
    await half.catch(() => {})
    copies.removeUnfinished()
    const left = store.conversations.list({ archived: false, limit: 10 }).map(({ id }) => id)
    expect(new Set(left)).toEqual(new Set([conversationId, whole]))
    expect([...store.messages.visibleThread(whole)]).toHaveLength(450)
    expect(store.search.searchMessages({ query: 'start 3', limit: 50 }).hits).not.toHaveLength(0)
  })

  test('that fails on the way leaves nothing, and the same request again does not find half of it', async () => {
    const ids = [say(null, 'start 0')]
    for (let step = 1; step < 250; step += 1) ids.push(say(ids.at(-1) ?? null, `start ${step}`))
    const asked = { messageId: ids[249] as MessageId, title: null, createdAt: 5, requestId: randomUUID() }
    const copying = copies.copy(asked)
    // Nobody finds a half of it to write in.
    expect(store.conversations.list({ archived: false, limit: 10 }).map(({ id }) => id)).toEqual([conversationId])
    expect(store.conversations.names()).toEqual([])
    // What an undo of an import does to it between two steps.
    store.database.run('UPDATE message SET id = id + 1000 WHERE id = ?', ids[150] as MessageId)
    await expect(copying).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(store.conversations.list({ archived: false, limit: 10 }).map(({ id }) => id)).toEqual([conversationId])
    expect(store.messages.findByRequest(asked.requestId)).toBeNull()
    const other = await branchOf(ids[149] as MessageId)
    expect([...store.messages.visibleThread(other)]).toHaveLength(150)
    expect(store.search.searchMessages({ query: 'start', conversationId: other, limit: 200 }).hits).toHaveLength(150)
    // Nothing in the index stands for a message that is not there.
    const count = (sql: string) => store.database.get<{ n: number }>(sql)?.n
    expect(count(`SELECT count(*) AS n FROM message_index WHERE message_index MATCH 'start'`)).toBe(
      count('SELECT count(*) AS n FROM message WHERE search_key IS NOT NULL'),
    )
  })

  test('that a crash left half stays where somebody has put a word or a mark of their own', async () => {
    const above = say(say(null, 'one'), 'two')
    // As a crash leaves it: words, and nothing that is shown.
    const half = await branchOf(above)
    const [copied] = [...store.messages.visibleThread(half)] as [Message]
    store.database.run('DELETE FROM thread WHERE conversation_id = ?', half)
    store.database.run('UPDATE conversation SET leaf_id = NULL WHERE id = ?', half)
    const marks = createMarkRepository(store.database)
    marks.add(copied.id, { kind: 'favourite', note: '' }, 1)
    copies.removeUnfinished()
    store.messages.markInterrupted()
    expect([...store.messages.visibleThread(half)]).toHaveLength(2)
    expect(marks.of([copied.id])).toHaveLength(1)
  })
})
