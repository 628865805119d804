import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createChanges } from '#core/changes.ts'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { createRecall } from '#core/memory/recall.ts'
import { createRecallRepository } from '#core/memory/recall-repository.ts'
import { createRemember } from '#core/memory/remember.ts'
import { createSummaries } from '#core/memory/summaries.ts'
import { createSummaryRepository } from '#core/memory/summary-repository.ts'
import { tokenize } from '#core/search/tokenize.ts'
import { connect } from '#core/store/connect.ts'
import { Database } from '#core/store/database.ts'
import { migrate } from '#core/store/migrate.ts'
import { migrations } from '#core/store/migrations/table.ts'
import { CompanionId, MessageId } from '#shared/model/ids.ts'
import { summaryText } from '#shared/model/summary.ts'
import { aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

const day = '2025-06-10'

function open(store: TestStore, now = () => 1_750_000_000_000) {
  const { database, companion } = store
  const repository = createSummaryRepository(database)
  const messages = createRecallRepository(database)
  const remember = createRemember({
    repository: createMemoryRepository(database),
    summaries: repository,
    messages,
    recall: createRecall({ repository: messages, tokenize }),
    tokenize,
  })
  const companionId = companion.id
  const told = (exclude: readonly MessageId[] = []) =>
    remember({ companionId, texts: ['hello'], question: 'hello', exclude: new Set(exclude), now: now() })
      .summaries.map(({ text }) => text)
      .toReversed()
  const keep = (...texts: readonly string[]) => {
    const ids = texts.map(() => {
      const { messages: said } = store
      return said.append(aMessage(companion.lifelongId, said.leafId(companion.lifelongId), 'Something said.')).id
    })
    const sentences = texts.map((text, index) => ({ text, messageIds: ids.slice(index, index + 1) }))
    repository.add({ companionId, from: day, to: day, model: 'lamp', sentences }, now())
    return ids
  }
  const summaries = createSummaries({ repository, changes: createChanges(), now })
  const list = () => summaries.list({ companionId, before: null, limit: 50 }).summaries
  return { summaries, keep, told, list, companionId, [Symbol.dispose]: () => summaries[Symbol.dispose]() }
}

test('the three latest are told, and none that the prompt holds word by word anyway', () => {
  using store = createTestStore()
  using made = open(store)
  const said = ['One.', 'Two.', 'Three.', 'Four.'].map((text) => made.keep(text))
  expect(made.told()).toEqual(['Two.', 'Three.', 'Four.'])
  expect(made.told(said.at(-1))).toEqual(['One.', 'Two.', 'Three.'])
})

test('a sentence is not told while a message it cites is deleted or hidden, and comes back with it', () => {
  using store = createTestStore()
  using made = open(store)
  const [first] = made.keep('They moved.', 'They bought a boat.')
  if (first === undefined) throw new Error('nothing was said')
  store.messages.setDeleted(first, 5)
  expect(made.told()).toEqual(['They bought a boat.'])
  store.messages.setDeleted(first, null)
  expect(made.told()).toEqual(['They moved. They bought a boat.'])
  store.database.run('UPDATE conversation SET hidden = 1')
  expect([made.told(), made.list()]).toEqual([[], []])
})

test('the person’s words stand in place of the model’s, and those can be brought back', () => {
  using store = createTestStore()
  using made = open(store)
  made.keep('他们搬家了。', '他们买了船。')
  const [summary] = made.list()
  if (!summary) throw new Error('nothing was kept')
  expect(made.told()).toEqual(['他们搬家了。他们买了船。'])
  expect(made.summaries.update({ id: summary.id, ownText: '我们搬到了海边。' }).sentences).toHaveLength(2)
  expect(made.told()).toEqual(['我们搬到了海边。'])
  made.summaries.update({ id: summary.id, ownText: null })
  expect(made.told()).toEqual(['他们搬家了。他们买了船。'])
})

test('what is forgotten is out of the prompt at once, can be brought back, and then is gone from the disk', () => {
  vi.useFakeTimers()
  using store = createTestStore()
  using made = open(store, Date.now)
  made.keep('quetzalcoatl')
  const id = made.list()[0]?.id
  if (id === undefined) throw new Error('nothing was kept')
  made.summaries.forget({ id })
  expect([made.told(), made.list()]).toEqual([[], []])
  made.summaries.restore({ id })
  expect(made.told()).toEqual(['quetzalcoatl'])
  made.summaries.forget({ id })
  vi.advanceTimersByTime(31_000)
  vi.useRealTimers()
  expect(() => made.summaries.restore({ id })).toThrow('NOT_FOUND')
  const left = (table: string) => store.database.get(`SELECT count(*) AS count FROM ${table}`)
  expect(['summary', 'summary_sentence', 'summary_source'].map(left)).toEqual([
    { count: 0 },
    { count: 0 },
    { count: 0 },
  ])
})

test('pages neither repeat nor miss any', () => {
  using store = createTestStore()
  using made = open(store)
  for (const text of ['One.', 'Two.', 'Three.']) made.keep(text)
  const { companionId, summaries } = made
  const first = summaries.list({ companionId, before: null, limit: 2 })
  const second = summaries.list({ companionId, before: first.summaries.at(-1)?.id ?? null, limit: 2 })
  expect([...first.summaries, ...second.summaries].map(summaryText)).toEqual(['Three.', 'Two.', 'One.'])
  expect([first.more, second.more]).toEqual([true, false])
})

test('in a vault of before, a sentence goes from the disk with a message of it, and with the last one all of it', () => {
  using store = createTestStore()
  mkdirSync(join(store.folder, 'before'))
  const file = join(store.folder, 'before', 'keepsake.db')
  using database = new Database(file, connect(file, store.key, 'create'))
  const upTo = (last: number) => migrations.filter(({ version }) => version <= last)
  migrate(database, 'create', upTo(22))
  database.execute(`
    INSERT INTO companion (id, profile_json, created_at) VALUES (1, '{}', 0);
    INSERT INTO conversation (id, companion_id, kind, source, updated_at) VALUES (1, 1, 'lifelong', 'keepsake', 0);
    INSERT INTO message (id, conversation_id, depth, role, text, state) VALUES
      (1, 1, 0, 'user', 'one', 'complete'), (2, 1, 1, 'user', 'two', 'complete');
  `)
  migrate(database, 'write', upTo(23))
  const [companionId, one, two] = [CompanionId.parse(1), MessageId.parse(1), MessageId.parse(2)]
  const sentences = [
    { text: 'Of both.', messageIds: [one, two] },
    { text: 'Of the second.', messageIds: [two] },
  ]
  createSummaryRepository(database).add({ companionId, from: day, to: day, model: 'lamp', sentences }, 0)
  database.run('DELETE FROM message WHERE id = 1')
  expect(database.all('SELECT text FROM summary_sentence')).toEqual([{ text: 'Of the second.' }])
  database.run('DELETE FROM message WHERE id = 2')
  expect(database.all('SELECT id FROM summary')).toEqual([])
})
