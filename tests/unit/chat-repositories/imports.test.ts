import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import type { ConversationId, ImportRunId, MessageId } from '#shared/model/ids.ts'
import {
  aMessage,
  addImportedConversation,
  addImportRun,
  anImportedMessage,
  createTestStore,
  type TestStore,
} from '#tests/helpers/test-store.ts'

function undoAll(store: TestStore, run: ImportRunId): { messages: number; conversations: number } {
  const total = { messages: 0, conversations: 0 }
  for (;;) {
    const step = store.messages.undoImport(run)
    total.messages += step.messages
    total.conversations += step.conversations
    if (step.done) return total
  }
}

/** Every row of every table of the person's, apart from the run itself. */
function contents(store: TestStore) {
  const tables = ['companion', 'conversation', 'message', 'thread', 'message_asset', 'draft', 'import_conversation']
  return Object.fromEntries(tables.map((table) => [table, store.database.all<object>(`SELECT * FROM ${table}`)]))
}

function vocabulary(store: TestStore) {
  store.database.execute(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, message_index, 'row')`)
  return store.database.all<object>('SELECT * FROM temp.words')
}

/** Two threads that fork, as an export has them. */
function importFork(store: TestStore, run: ImportRunId, id: ConversationId, word: string) {
  return store.messages.importBatch(run, (batch) => {
    const add = (parent: { id: MessageId; depth: number } | null, text: string) => {
      const depth = parent ? parent.depth + 1 : 0
      return {
        id: batch.insert(anImportedMessage(id, parent, `${word} ${text}`, { sourceId: `${word}-${text}` })),
        depth,
      }
    }
    const root = add(null, 'root')
    const left = add(root, 'left')
    const leaf = add(left, 'leaf')
    const right = add(root, 'right')
    batch.finish(id, leaf.id)
    return { root, left, leaf, right }
  })
}

test('an imported conversation opens on the path that was current, with its other versions beside it', () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run)
  const { root, left, leaf, right } = importFork(store, run, id, 'apple')
  const page = store.messages.thread(id, { from: 'end' }, 10)
  expect(page.messages.map((message) => message.id)).toEqual([root.id, left.id, leaf.id])
  expect(page.messages[1]?.versions).toEqual([left.id, right.id])
  expect(store.conversations.get(id)).toMatchObject({ messageCount: 4, preview: 'apple leaf', importRunId: run })
  expect(store.messages.importedIds(id).get('apple-leaf')).toMatchObject({ id: leaf.id, depth: 2, state: 'complete' })
  expect(verifyDatabase(store.database).problems).toEqual([])
})

test('a newer export adds to a thread without moving what is shown', () => {
  using store = createTestStore()
  const first = addImportRun(store.database)
  const id = addImportedConversation(store, first)
  const { root, left, leaf } = importFork(store, first, id, 'apple')
  const second = addImportRun(store.database)
  const added = store.messages.importBatch(second, (batch) => {
    const deeper = batch.insert(anImportedMessage(id, leaf, 'deeper'))
    batch.insert(anImportedMessage(id, root, 'a newer version'))
    batch.finish(id, null)
    return deeper
  })
  const page = store.messages.thread(id, { from: 'end' }, 10)
  expect(page.messages.map((message) => message.id)).toEqual([root.id, left.id, leaf.id, added])
})

test('undoing an import leaves every other row and the index as they were', () => {
  using store = createTestStore()
  const keptRun = addImportRun(store.database)
  const kept = addImportedConversation(store, keptRun, { companionId: store.companion.id })
  importFork(store, keptRun, kept, 'apple')
  store.messages.append(aMessage(store.companion.lifelongId, null, 'mine'))
  const run = addImportRun(store.database)
  const before = contents(store)
  const words = vocabulary(store)
  for (const word of ['pear', 'plum', 'fig']) importFork(store, run, addImportedConversation(store, run), word)
  addImportedConversation(store, run, { title: 'without messages' })
  expect(undoAll(store, run)).toEqual({ messages: 12, conversations: 4 })
  expect(contents(store)).toEqual(before)
  expect(vocabulary(store)).toEqual(words)
  expect(verifyDatabase(store.database).problems).toEqual([])
})

test('undoing a second import of the same conversation gives the first one back', () => {
  using store = createTestStore()
  const first = addImportRun(store.database)
  const id = addImportedConversation(store, first)
  const { root, leaf } = importFork(store, first, id, 'apple')
  const second = addImportRun(store.database)
  const before = contents(store)
  store.messages.importBatch(second, (batch) => {
    batch.insert(anImportedMessage(id, leaf, 'deeper'))
    batch.insert(anImportedMessage(id, root, 'newer version'))
    batch.finish(id, null)
  })
  undoAll(store, second)
  expect(contents(store)).toEqual(before)
})

test('undoing an import never takes what the person wrote into it, nor their draft', () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run)
  const { left, leaf } = importFork(store, run, id, 'apple')
  const mine = store.messages.append(aMessage(id, leaf.id, 'I miss you'))
  const reply = store.messages.append(aMessage(id, mine.id, 'I am here', { role: 'assistant' }))
  const edited = store.messages.append(aMessage(id, left.id, 'beside'))
  store.messages.selectVersion(mine.id)
  const drafted = addImportedConversation(store, run)
  importFork(store, run, drafted, 'plum')
  store.drafts.set(drafted, { ...emptyDraft, text: 'not sent yet' }, 1)
  undoAll(store, run)
  const page = store.messages.thread(id, { from: 'end' }, 10)
  expect(page.messages.map((message) => message.id)).toEqual([mine.id, reply.id])
  expect(page.messages[0]?.versions).toEqual([mine.id, edited.id])
  expect(store.conversations.get(id).messageCount).toBe(3)
  expect(store.search.searchMessages({ query: 'miss', limit: 5 }).hits).toHaveLength(1)
  expect(store.search.searchMessages({ query: 'apple', limit: 5 }).hits).toEqual([])
  expect(store.drafts.get(drafted).text).toBe('not sent yet')
  expect(verifyDatabase(store.database).problems).toEqual([])
})

test('interleaved runs and own messages: undoing any run keeps the rest of the tree in order', () => {
  using store = createTestStore()
  const step = fc.record({ by: fc.integer({ min: 0, max: 2 }), under: fc.nat(1_000) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (history) => {
      const runs = [addImportRun(store.database), addImportRun(store.database)]
      const [first, second] = runs as [ImportRunId, ImportRunId]
      const id = addImportedConversation(store, first)
      const nodes: { id: MessageId; depth: number; by: number; parent: number }[] = []
      history.forEach(({ by, under }, number) => {
        const parent = nodes.length === 0 ? -1 : (under % (nodes.length + 1)) - 1
        const above = nodes[parent] ?? null
        const run = runs[by]
        const added = run
          ? store.messages.importBatch(run, (batch) => {
              const message = batch.insert(anImportedMessage(id, above, `word${number}`))
              batch.finish(id, under % 2 ? message : null)
              return message
            })
          : store.messages.append(aMessage(id, above?.id ?? null, `word${number}`)).id
        nodes.push({ id: added, depth: (above?.depth ?? -1) + 1, by, parent })
      })
      undoAll(store, second)
      const left = store.database.all<{ id: MessageId; parentId: MessageId | null }>(
        'SELECT id, parent_id AS parentId FROM message WHERE conversation_id = ? ORDER BY id',
        id,
      )
      const standing = (index: number): MessageId | null => {
        const node = nodes[index]
        return node ? (node.by === 1 ? standing(node.parent) : node.id) : null
      }
      const expected = nodes
        .filter((node) => node.by !== 1)
        .map((node) => ({ id: node.id, parentId: standing(node.parent) }))
      expect(left).toEqual(expected)
      const path = store.messages.thread(id, { from: 'end' }, 100).messages
      path.forEach((message, depth) => expect(message.depth).toBe(depth))
      expect(path.length > 0).toBe(expected.length > 0)
      expect(store.messages.leafId(id)).toBe(path.at(-1)?.id ?? null)
    }),
    { numRuns: 60 },
  )
  expect(verifyDatabase(store.database).problems).toEqual([])
})

test('an undo of long conversations goes in short steps, and one cut by a crash is finished by the next', () => {
  using store = createTestStore()
  const before = contents(store)
  const words = vocabulary(store)
  const run = addImportRun(store.database)
  const [whole, mixed] = [addImportedConversation(store, run), addImportedConversation(store, run)]
  for (const id of [whole, mixed]) {
    store.messages.importBatch(run, (batch) => {
      let parent: { id: MessageId; depth: number } | null = null
      for (let depth = 0; depth < 250; depth += 1) {
        parent = { id: batch.insert(anImportedMessage(id, parent, `zebra ${depth} `.repeat(10))), depth }
      }
      batch.finish(id, parent?.id ?? null)
    })
  }
  const mine = store.messages.append(aMessage(mixed, store.messages.leafId(mixed), 'mine'))
  const first = store.messages.undoImport(run)
  expect(first.messages).toBeGreaterThan(0)
  expect(first).toMatchObject({ conversations: 0, done: false })
  const steps: number[] = [first.messages]
  for (let done = false; !done;) {
    // As after a crash: nothing is known but what is stored.
    const fresh = createMessageRepository({ database: store.database, index: createMessageIndex(store.database) })
    fresh.markInterrupted()
    expect(verifyDatabase(store.database).problems).toEqual([])
    for (let step = 0; step < 3 && !done; step += 1) {
      const result = fresh.undoImport(run)
      steps.push(result.messages)
      done = result.done
    }
  }
  expect(Math.max(...steps)).toBeLessThan(250)
  expect(store.messages.thread(mixed, { from: 'end' }, 10).messages.map((message) => message.id)).toEqual([mine.id])
  expect(() => store.conversations.get(whole)).toThrow('NOT_FOUND')
  expect(verifyDatabase(store.database).problems).toEqual([])
  store.messages.setDeleted(mine.id, 1)
  store.database.run('DELETE FROM message')
  store.database.run('DELETE FROM conversation WHERE id = ?', mixed)
  expect(contents(store)).toEqual(before)
  expect(vocabulary(store)).toEqual(words)
})

test('what is written into a conversation while its import is being undone stays, and hangs on what stays', () => {
  for (const under of ['end', 'middle'] as const) {
    for (const alone of [true, false]) {
      using store = createTestStore()
      const run = addImportRun(store.database)
      const id = addImportedConversation(store, run)
      const places: { id: MessageId; depth: number }[] = []
      store.messages.importBatch(run, (batch) => {
        for (let depth = 0; depth < 400; depth += 1) {
          const parent = places.at(-1) ?? null
          places.push({ id: batch.insert(anImportedMessage(id, parent, `zebra ${depth} `.repeat(10))), depth })
        }
        batch.finish(id, places.at(-1)?.id ?? null)
      })
      const before = alone ? [] : [store.messages.append(aMessage(id, places[7]?.id ?? null, 'before')).id]
      expect(store.messages.undoImport(run).done).toBe(false)
      const parentId = under === 'end' ? store.messages.leafId(id) : (places[9]?.id ?? null)
      const mine = store.messages.append(aMessage(id, parentId, 'meanwhile'))
      undoAll(store, run)
      const left = store.database.all<{ id: MessageId }>('SELECT id FROM message WHERE conversation_id = ?', id)
      expect(left.map((row) => row.id)).toEqual([...before, mine.id])
      expect(store.messages.thread(id, { from: 'end' }, 10).messages.at(-1)?.id).toBe(mine.id)
      expect(store.search.searchMessages({ query: 'meanwhile', limit: 5 }).hits).toHaveLength(1)
      expect(verifyDatabase(store.database).problems).toEqual([])
    }
  }
})

test('a conversation that two imports brought is gone once both are undone, whichever goes first', () => {
  for (const order of [0, 1]) {
    using store = createTestStore()
    const first = addImportRun(store.database)
    const id = addImportedConversation(store, first)
    const { leaf } = importFork(store, first, id, 'apple')
    const second = addImportRun(store.database)
    store.messages.importBatch(second, (batch) => {
      batch.insert(anImportedMessage(id, leaf, 'deeper'))
      batch.finish(id, null)
    })
    for (const run of order === 0 ? [first, second] : [second, first]) undoAll(store, run)
    expect(() => store.conversations.get(id)).toThrow('NOT_FOUND')
  }
})

test('nothing new ever gets the number of something that went: a window may still hold it', () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run)
  const { right } = importFork(store, run, id, 'apple')
  undoAll(store, run)
  const later = store.messages.append(aMessage(store.companion.lifelongId, null, 'mine'))
  expect(later.id).toBeGreaterThan(right.id)
  expect(addImportedConversation(store, run)).toBeGreaterThan(id)
})

test('a conversation whose import was cut by a crash can be read after the next opening', () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run)
  store.messages.importBatch(run, (batch) => {
    const root = { id: batch.insert(anImportedMessage(id, null, 'one')), depth: 0 }
    batch.insert(anImportedMessage(id, root, 'two'))
  })
  expect(store.messages.thread(id, { from: 'end' }, 10).messages).toEqual([])
  store.messages.markInterrupted()
  expect(store.messages.thread(id, { from: 'end' }, 10).messages).toHaveLength(2)
  expect(store.conversations.get(id)).toMatchObject({ messageCount: 2, preview: 'two' })
})
