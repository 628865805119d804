import { describe, expect, test } from 'vitest'
import { createMarkRepository } from '#core/chat/mark-repository.ts'
import { createOutboxRepository } from '#core/chat/outbox-repository.ts'
import { toldOf } from '#core/library/told.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import { addImportRun, aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'
import { at, evenings, twoOf } from './open-library.ts'

const idAt = (store: TestStore, id: ConversationId, at: number) => {
  const message = [...store.messages.visibleThread(id)][at]
  if (!message) throw new Error('the conversation is too short')
  return message.id
}

describe('what is not sent yet', () => {
  test.each([
    [
      'a half-written edit of it',
      (store: TestStore, _keeps: ConversationId, id: MessageId) => store.drafts.setEdit(id, 'And yet.', 7),
      (store: TestStore, id: MessageId) => store.drafts.ofEdit(id) === 'And yet.',
    ],
    [
      'words that wait to follow it',
      (store: TestStore, conversationId: ConversationId, parentId: MessageId) => {
        createOutboxRepository(store.database).insert({
          conversationId,
          parentId,
          requestId: 'waits',
          draft: { ...emptyDraft, text: 'And now?' },
          answer: 'turn',
          writtenAt: 7,
        })
      },
      (store: TestStore, id: MessageId) => createOutboxRepository(store.database).all()[0]?.parentId === id,
    ],
  ])('keeps a copied message in its place when it is taken apart: %s', async (_what, write, isThere) => {
    using store = createTestStore()
    const { library, keeps, goes, words } = twoOf(store, evenings(0, 20), evenings(12, 26))
    const { before } = await library.merge([{ keeps, goes, added: 6 }])
    const copied = idAt(store, keeps, 22)
    write(store, keeps, copied)
    library.putBack(before)
    expect(words(keeps)).toEqual(evenings(0, 23))
    expect(isThere(store, copied)).toBe(true)
  })

  test.each([
    [
      'a half-written edit',
      (store: TestStore, id: ConversationId) => store.drafts.setEdit(idAt(store, id, 3), 'And yet.', 7),
    ],
    [
      'a reply being written',
      (store: TestStore, id: ConversationId) =>
        store.messages.append(aMessage(id, store.messages.leafId(id), '', { role: 'assistant', state: 'streaming' })),
    ],
  ])('keeps a conversation in the lists, as it was offered or since: %s', async (_what, write) => {
    using store = createTestStore()
    const { library, keeps, goes } = twoOf(store, evenings(0, 20), evenings(12, 26))
    expect(await library.duplicates()).toMatchObject([{ goes: { id: goes } }])
    write(store, goes)
    expect(await library.merge([{ keeps, goes, added: 6 }])).toMatchObject({ changed: 0, left: 1 })
    expect((await library.duplicates()).map((pair) => pair.goes.id)).not.toContain(goes)
  })
})

describe('a merging that fails on the way', () => {
  /** What a disk that is full does to the next message that is taken out, or put in, of these words. */
  const failAt = (store: TestStore, event: 'DELETE' | 'INSERT', row: 'old' | 'new', words: string) =>
    store.database.execute(
      `CREATE TEMP TRIGGER full BEFORE ${event} ON main.message WHEN ${row}.text LIKE '%${words}%' BEGIN
         SELECT RAISE(ABORT, 'full');
       END`,
    )

  test('is undone as a whole or not at all', async () => {
    using store = createTestStore()
    const { library, talk, keeps, goes, words } = twoOf(store, evenings(0, 20), evenings(12, 26))
    const other = talk('Other', { said: evenings(22, 34) })
    const { before, changed } = await library.merge([
      { keeps, goes, added: 6 },
      { keeps, goes: other, added: 8 },
    ])
    expect(changed).toBe(2)
    failAt(store, 'DELETE', 'old', 'evening 23')
    expect(() => library.putBack(before)).toThrow('full')
    expect(words(keeps)).toEqual(evenings(0, 34))
    expect(library.merged().map((pair) => pair.goes.id)).toEqual([other, goes])
    store.database.execute('DROP TRIGGER temp.full')
    library.putBack(before)
    expect(words(keeps)).toEqual(evenings(0, 20))
    expect(library.merged()).toEqual([])
  })

  test('leaves those before it merged, in sight, and to be undone', async () => {
    using store = createTestStore()
    const { library, talk, changes, keeps, goes, words } = twoOf(store, evenings(0, 20), evenings(12, 26))
    const other = talk('Other', { said: evenings(22, 34) })
    failAt(store, 'INSERT', 'new', 'evening 30')
    const stop = new AbortController()
    const told = changes.watch(stop.signal)
    const first = told.next()
    const done = await library.merge([
      { keeps, goes, added: 6 },
      { keeps, goes: other, added: 8 },
    ])
    expect(done).toMatchObject({ changed: 1, left: 1 })
    expect((await first).value).toMatchObject({ entity: 'conversation' })
    stop.abort()
    library.putBack(done.before)
    expect(words(keeps)).toEqual(evenings(0, 20))
    await library.merge([{ keeps, goes, added: 6 }])
    await expect(library.merge([{ keeps, goes: other, added: 8 }])).rejects.toThrow('full')
  })
})

describe('several that were merged', () => {
  const stateOf = (store: TestStore) => ({
    messages: store.database.all('SELECT * FROM message ORDER BY id'),
    conversations: store.database.all('SELECT * FROM conversation ORDER BY id'),
    marks: store.database.all('SELECT * FROM mark ORDER BY message_id'),
    records: store.database.all(`SELECT * FROM meta WHERE key LIKE 'merged%'`),
  })

  test('at once are undone to the day when nothing was', async () => {
    using store = createTestStore()
    const { library, talk, keeps, goes } = twoOf(store, evenings(0, 20), evenings(12, 26))
    const other = talk('Other', { said: evenings(22, 34), createdAt: at('2024-05-21') })
    const before = stateOf(store)
    const merged = await library.merge([
      { keeps, goes, added: 6 },
      { keeps, goes: other, added: 8 },
    ])
    expect(merged.changed).toBe(2)
    library.putBack(merged.before)
    expect(stateOf(store)).toEqual(before)
  })

  test('one after the other are taken apart the last first, whichever is asked for', async () => {
    using store = createTestStore()
    const { library, talk, keeps, goes } = twoOf(store, evenings(0, 20), evenings(12, 26))
    const other = talk('Other', { said: evenings(22, 34) })
    const before = stateOf(store)
    await library.merge([{ keeps, goes, added: 6 }])
    await library.merge([{ keeps, goes: other, added: 8 }])
    expect(library.merged()).toMatchObject([
      { goes: { id: other }, isLast: true },
      { goes: { id: goes }, isLast: false },
    ])
    library.putBack([{ id: goes, mergedInto: null }])
    expect(stateOf(store)).toEqual(before)
    expect(library.merged()).toEqual([])
  })

  test('each into the next leave nothing of them behind', async () => {
    using store = createTestStore()
    const { library, talk, keeps, goes, words } = twoOf(store, evenings(0, 20), evenings(12, 26))
    const whole = talk('Whole', { said: evenings(6, 40), source: 'claude' })
    const before = stateOf(store)
    await library.merge([{ keeps, goes, added: 6 }])
    expect(await library.merge([{ keeps: whole, goes: keeps, added: 6 }])).toMatchObject({ changed: 1 })
    expect(words(whole)).toEqual(evenings(0, 40))
    expect(library.merged()).toMatchObject([
      { goes: { id: keeps }, isLast: true },
      { goes: { id: goes }, isLast: false },
    ])
    library.putBack([{ id: goes, mergedInto: null }])
    expect(stateOf(store)).toEqual(before)
  })

  test('go elsewhere though copies of them stayed where they had been', async () => {
    using store = createTestStore()
    const { library, talk, keeps, goes, words } = twoOf(store, evenings(0, 20), evenings(12, 26))
    const other = talk('Other', { said: evenings(4, 24), source: 'claude' })
    const { before } = await library.merge([{ keeps, goes, added: 6 }])
    store.messages.append(aMessage(keeps, store.messages.leafId(keeps), 'And now?'))
    library.putBack(before)
    expect(await library.merge([{ keeps: other, goes, added: 2 }])).toMatchObject({ changed: 1 })
    expect(words(other)).toEqual(evenings(4, 26))
    library.putBack([{ id: goes, mergedInto: null }])
    expect(words(other)).toEqual(evenings(4, 24))
    expect(words(keeps)).toEqual([...evenings(0, 26), 'And now?'])
  })

  test('are let go in that order before the import of the one that holds them is taken back', async () => {
    using store = createTestStore()
    const { library, talk, run, keeps, words } = twoOf(store, evenings(0, 20), evenings(30, 34))
    const importRunId = addImportRun(store.database)
    const first = talk('First', { said: evenings(12, 26), importRunId })
    const second = talk('Second', { said: evenings(22, 34), importRunId })
    await library.merge([{ keeps, goes: first, added: 6 }])
    await library.merge([{ keeps, goes: second, added: 8 }])
    while (!store.messages.undoImport(run).done);
    expect(words(keeps)).toEqual([])
    expect(words(first)).toEqual(evenings(12, 26))
    expect(words(second)).toEqual(evenings(22, 34))
    expect(library.merged()).toEqual([])
  })

  test('before they came with a document are not offered, and lose nothing when they are put back', () => {
    using store = createTestStore()
    const { library, keeps, goes, words } = twoOf(store, evenings(0, 26), evenings(12, 26))
    const marks = createMarkRepository(store.database)
    for (const [id, place] of [
      [keeps, 12],
      [goes, 0],
    ] as const)
      marks.add(idAt(store, id, place), { kind: 'favourite', note: 'blue' }, 5)
    store.conversations.settleKept(goes, {
      starred: false,
      hidden: false,
      tags: [],
      branchedFrom: null,
      mergedInto: keeps,
    })
    expect(library.merged()).toEqual([])
    library.putBack([{ id: goes, mergedInto: null }])
    expect(words(keeps)).toEqual(evenings(0, 26))
    const favourites = marks.list({ kind: 'favourite', limit: 9 }).map(({ conversationId }) => conversationId)
    expect(new Set(favourites)).toEqual(new Set([keeps, goes]))
  })
})

describe('what is laid beside each other', () => {
  test('keeps the marks of words that are said in another order there', async () => {
    using store = createTestStore()
    const said = evenings(0, 12)
    const { library, keeps, goes } = twoOf(store, said, [
      ...said.slice(0, 4),
      said[8] ?? '',
      ...said.slice(5, 8),
      said[4] ?? '',
    ])
    const marks = createMarkRepository(store.database)
    for (const place of [4, 8]) marks.add(idAt(store, goes, place), { kind: 'favourite', note: `${place}` }, place + 1)
    expect(await library.merge([{ keeps, goes, added: 0 }])).toMatchObject({ changed: 1 })
    const list = () => marks.list({ kind: 'favourite', limit: 9 })
    expect(list().map(({ messageId }) => messageId)).toEqual([idAt(store, keeps, 4), idAt(store, keeps, 8)])
    expect(list().map(({ note }) => note)).toEqual(['8', '4'])
    library.putBack([{ id: goes, mergedInto: null }])
    expect(list().map(({ conversationId }) => conversationId)).toEqual([goes, goes])
  })

  test('is not the same where one has a file and the other only words that look like one', () => {
    const said = {
      id: 1 as MessageId,
      parentId: null,
      role: 'user',
      createdAt: 1,
      onThread: true,
      hidden: false,
      deleted: false,
    } as const
    const words = toldOf({ ...said, text: 'look #5', assetIds: [] }, false)
    expect(words.key).not.toBe(toldOf({ ...said, text: 'look', assetIds: [5] }, false).key)
  })
})

describe('what only the other one says between', () => {
  const place = { role: 'user', createdAt: at('2024-05-20') } as const

  test('comes before every version of what follows it', async () => {
    using store = createTestStore()
    const { library, keeps, goes, words } = twoOf(store, [...evenings(0, 10), ...evenings(14, 30)], evenings(4, 20))
    const [before, shown] = [idAt(store, keeps, 9), idAt(store, keeps, 10)]
    const other = store.messages.append(aMessage(keeps, before, 'Or was it?', place)).id
    store.messages.selectVersion(shown)
    const state = () => store.database.all('SELECT * FROM message ORDER BY id')
    const rows = state()
    expect(await library.merge([{ keeps, goes, added: 4 }])).toMatchObject({ changed: 1 })
    expect(words(keeps)).toEqual(evenings(0, 30))
    const parentOf = (id: MessageId) => store.database.get('SELECT parent_id AS id FROM message WHERE id = ?', id)
    expect(parentOf(shown)).toEqual({ id: idAt(store, keeps, 13) })
    expect(parentOf(other)).toEqual({ id: idAt(store, keeps, 13) })
    library.putBack([{ id: goes, mergedInto: null }])
    expect(state()).toEqual(rows)
  })

  test('is not said twice where a version that is not shown begins it', async () => {
    using store = createTestStore()
    const { library, keeps, goes, words } = twoOf(store, [...evenings(0, 10), ...evenings(14, 30)], evenings(4, 20))
    const [before, shown] = [idAt(store, keeps, 9), idAt(store, keeps, 10)]
    const begins = store.messages.append(aMessage(keeps, before, evenings(10, 11)[0] ?? '', place)).id
    store.messages.selectVersion(shown)
    const state = () => store.database.all('SELECT * FROM message ORDER BY id')
    const rows = state()
    expect(await library.merge([{ keeps, goes, added: 3 }])).toMatchObject({ changed: 1 })
    expect(words(keeps)).toEqual(evenings(0, 30))
    expect(idAt(store, keeps, 10)).toBe(begins)
    library.putBack([{ id: goes, mergedInto: null }])
    expect(state()).toEqual(rows)
  })
})
