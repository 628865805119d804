import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBranchCopies } from '#core/chat/branch-copies.ts'
import { createVisibleThread } from '#core/chat/visible-thread.ts'
import { createChanges } from '#core/changes.ts'
import { stopCharacters, stopWords } from '#core/memory/stop-words.ts'
import { createLog } from '#core/log.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { connect } from '#core/store/connect.ts'
import { Database } from '#core/store/database.ts'
import { migrate } from '#core/store/migrate.ts'
import { migrations } from '#core/store/migrations/table.ts'
import { createOurStory, type OurStory } from '#core/story/our-story.ts'
import { createStoryRepository } from '#core/story/story-repository.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Years } from '#shared/model/story.ts'
import { naiveYears } from '#tests/helpers/naive-years.ts'
import {
  addImportedConversation,
  addImportRun,
  aMessage,
  anImportedMessage,
  createTestStore,
  type TestStore,
} from '#tests/helpers/test-store.ts'

const at = (iso: string) => Date.parse(iso)
const hour = 3_600_000

let store: TestStore
let zone = 'Asia/Shanghai'
const changes = createChanges()
let story: OurStory
beforeEach(() => {
  store = createTestStore()
  zone = 'Asia/Shanghai'
  story = tellerOf(store.database)
})
afterEach(() => {
  story[Symbol.dispose]()
  store[Symbol.dispose]()
})

const tellerOf = (database: Database, repository = createStoryRepository(database)) =>
  createOurStory({
    database,
    repository,
    companionIds: () => [store.companion.id],
    plain: { words: stopWords, characters: stopCharacters },
    changes,
    log: createLog({ logTo: { write: () => {} }, now: () => 0 }),
    now: () => at('2026-11-24T04:00:00Z'),
    timeZone: () => zone,
  })
const years = () => story.years({ companionId: store.companion.id })

/** The same figures, from the threads themselves. */
const naive = (ids: readonly ConversationId[]) =>
  naiveYears(
    ids.flatMap((id) => [...store.messages.visibleThread(id)]),
    zone,
  )

/** What the story tells, in the shape of a count anew. */
const figuresOf = ({ total, undated, days, hours, voices, longest }: Years) => ({
  total,
  undated,
  days,
  hours,
  models: new Map(voices.map(({ model, messages }) => [model, messages])),
  longest: longest?.messages ?? 0,
})

const say = (parentId: MessageId | null, text: string, createdAt: number, more = {}) =>
  store.messages.append(aMessage(store.companion.lifelongId, parentId, text, { createdAt, ...more })).id

/** Brings a conversation in and answers how to take it back. */
const bringIn = (texts: readonly string[], time: (index: number) => number | null) => {
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run, { companionId: store.companion.id, sourceId: `talk ${run}` })
  const ids: MessageId[] = []
  store.messages.importBatch(run, (batch) => {
    let above: { id: MessageId; depth: number } | null = null
    for (const [depth, text] of texts.entries()) {
      const role = depth % 2 === 0 ? 'user' : 'assistant'
      const more = {
        role,
        createdAt: time(depth),
        sourceId: `${depth}`,
        model: role === 'user' ? null : 'gpt-4o',
      } as const
      above = { id: batch.insert(anImportedMessage(id, above, text, more)), depth }
      ids.push(above.id)
    }
    batch.finish(id, above?.id ?? null)
  })
  return {
    id,
    ids,
    undo: () => {
      while (!store.messages.undoImport(run).done);
    },
  }
}

test('whatever is said, brought in, taken back, hidden, removed or told in another version, the figures are those of a count anew', async () => {
  const text = fc.constantFrom(
    '晚安，早点睡',
    "I don't know 😂",
    '',
    '我爱你❤️ love',
    '한국어 日本語のテスト',
    '…',
    'x '.repeat(40),
  )
  const step = fc.record({
    do: fc.constantFrom('say', 'say', 'answer', 'version', 'select', 'delete', 'edit', 'bring', 'undo', 'move'),
    text,
    pick: fc.nat(1_000),
    later: fc.integer({ min: 0, max: 400 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      using own = createTestStore()
      store = own
      story[Symbol.dispose]()
      story = tellerOf(own.database)
      const { lifelongId } = own.companion
      const said: MessageId[] = []
      const imports: ReturnType<typeof bringIn>[] = []
      const stranger = own.companions.create({ profile: own.companion.profile, binding: null, createdAt: 1 })
      let time = at('2025-03-29T12:00:00Z')
      for (const { do: what, text, pick, later } of steps) {
        time += later * 60_000
        const picked = said[pick % Math.max(1, said.length)]
        const role = what === 'answer' || what === 'version' ? ('assistant' as const) : ('user' as const)
        const more = { role, model: role === 'user' ? null : `model ${pick % 2}`, hidden: pick % 9 === 0 }
        if (what === 'say' || what === 'answer') said.push(say(own.messages.leafId(lifelongId), text, time, more))
        if (picked !== undefined) {
          if (what === 'version') said.push(say(own.messages.get(picked).parentId, text, time, more))
          if (what === 'select') own.messages.selectVersion(picked)
          if (what === 'delete') own.messages.setDeleted(picked, pick % 2 === 0 ? time : null)
          if (what === 'edit') own.messages.updateReply(picked, { parts: [{ kind: 'text', text }], model: 'edited' })
        }
        if (what === 'bring')
          imports.push(bringIn([text, '好', text], (index) => (pick % 3 === 0 ? null : time + index * hour)))
        const brought = imports[pick % Math.max(1, imports.length)]
        if (what === 'undo') brought?.undo()
        const exists = brought && own.database.get('SELECT 1 FROM conversation WHERE id = ?', brought.id) !== undefined
        if (what === 'move' && exists) {
          own.conversations.setCompanion(brought.id, pick % 2 === 0 ? stranger.id : own.companion.id)
        }
        if (pick % 3 > 0) continue
        const mine = own.database
          .all<{ id: ConversationId }>('SELECT id FROM conversation WHERE companion_id = ?', own.companion.id)
          .map(({ id }) => id)
        expect(figuresOf(await years())).toEqual(naive(mine))
      }
    }),
    { numRuns: 5 },
  )
})

test('a thread of several blocks is counted in all of them, and an import that is taken back leaves nothing', async () => {
  const kept = bringIn(['留下', 'stays 🌙'], (index) => at('2024-05-01T10:00:00Z') + index)
  const gone = bringIn(
    Array.from({ length: 2_500 }, (_, index) => `第${index}句 word`),
    (index) => at('2024-06-01T00:00:00Z') + index * 7 * 60_000,
  )
  const both = await years()
  expect(figuresOf(both)).toEqual(naive([kept.id, gone.id]))
  expect(both.total.yours.messages + both.total.theirs.messages).toBe(2_502)
  gone.undo()
  const told = await years()
  expect(figuresOf(told)).toEqual(naive([kept.id]))
  const { total, days } = told
  expect(total.theirs).toEqual({ messages: 1, characters: 0, words: 1 })
  expect(days.map(({ date }) => date)).toEqual(['2024-05-01'])
  expect(store.database.get('SELECT count(*) AS count FROM story_block WHERE conversation_id = ?', gone.id)).toEqual({
    count: 0,
  })
})

test('a conversation that was hidden or merged is told of nowhere, and again once it is back', async () => {
  const shown = bringIn(['看得见', 'seen'], (index) => at('2024-05-01T10:00:00Z') + index)
  const other = bringIn(['看不见', 'unseen'], (index) => at('2023-05-01T10:00:00Z') + index)
  const both = await years()
  for (const [column, value] of [
    ['hidden', 1],
    ['merged_into', shown.id],
  ] as const) {
    const before = column === 'hidden' ? 0 : null
    store.database.run(`UPDATE conversation SET ${column} = ? WHERE id = ?`, value, other.id)
    const told = await years()
    expect(figuresOf(told), column).toEqual(naive([shown.id]))
    expect(told.first?.id).toBe(shown.ids[0])
    expect(story.firstOf({ companionId: store.companion.id, date: '2023-05-01' })).toBeNull()
    store.database.run(`UPDATE conversation SET ${column} = ? WHERE id = ?`, before, other.id)
    expect(await years()).toEqual(both)
  }
})

test('a conversation that is removed while others are counted stops nothing', async () => {
  const { uncounted, count } = createStoryRepository(store.database)
  const gone = bringIn(['一', '二'], () => null)
  const [place] = uncounted(store.companion.id)
  if (place === undefined) throw new Error('nothing is there to count')
  gone.undo()
  expect(count(place)).toBe(0)
  expect(figuresOf(await years())).toEqual(naive([]))
})

test('two windows wait for one count, others have their turn meanwhile, and how far it is can be asked', async () => {
  const { companion, database } = store
  bringIn(
    Array.from({ length: 5_000 }, (_, index) => `第${index}句`),
    () => null,
  )
  const repository = createStoryRepository(database)
  let counts = 0
  const counting = {
    ...repository,
    count: (place: Parameters<typeof repository.count>[0]) => {
      counts += 1
      return repository.count(place)
    },
  }
  using teller = tellerOf(database, counting)
  const input = { companionId: companion.id }
  const shares = [teller.counted(input).share]
  let isDone = false
  const both = Promise.all([teller.years(input), teller.years(input)]).finally(() => (isDone = true))
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve))
    shares.push(teller.counted(input).share)
  }
  await both
  expect(counts).toBe(5)
  expect(shares.at(0)).toBe(0)
  expect(shares.some((share) => share > 0 && share < 1)).toBe(true)
  expect(shares.at(-1)).toBe(1)
  // One in three, of every block.
  expect((await teller.sharedWords(input)).read).toBeCloseTo(5_000 / 3, -1)
})

test('what an import brought is counted before anybody asks', async () => {
  bringIn(['一', '二'], () => at('2024-05-01T10:00:00Z'))
  const { uncounted } = createStoryRepository(store.database)
  expect(uncounted(store.companion.id)).toHaveLength(1)
  changes.emit({ entity: 'conversation', kind: 'created' })
  await expect.poll(() => uncounted(store.companion.id)).toEqual([])
})

test('days and hours are those of the zone the person is in, over both changes of the clocks', async () => {
  let above: MessageId | null = null
  for (const time of ['2025-03-29T22:59:00Z', '2025-03-30T00:59:00Z', '2025-03-30T01:01:00Z', '2025-10-26T00:30:00Z']) {
    above = say(above, '嗯', at(time))
  }
  say(above, '又一次', at('2025-10-26T01:30:00Z'))
  zone = 'Europe/Berlin'
  const told = await years()
  expect(figuresOf(told)).toEqual(naive([store.companion.lifelongId]))
  const { hours, days } = told
  expect([hours[23], hours[1], hours[2], hours[3]]).toEqual([1, 1, 2, 1])
  expect(days.map(({ date }) => date)).toEqual(['2025-03-29', '2025-03-30', '2025-10-26'])
  zone = 'Asia/Kathmandu'
  expect(figuresOf(await years())).toEqual(naive([store.companion.lifelongId]))
  zone = 'America/St_Johns'
  expect(figuresOf(await years())).toEqual(naive([store.companion.lifelongId]))
})

test('a branch is not counted twice where it is a copy, and is counted once the original is gone', async () => {
  const index = createMessageIndex(store.database)
  const copies = createBranchCopies({ database: store.database, index, visible: createVisibleThread(store.database) })
  const brought = bringIn(['一', '二', '三'], (depth) => at('2024-05-01T10:00:00Z') + depth)
  const messageId = brought.ids[1]
  if (messageId === undefined) throw new Error('nothing was brought in')
  const createdAt = at('2026-01-01T00:00:00Z')
  const branch = await copies.copy({ messageId, title: null, createdAt, requestId: 'one' })
  store.messages.append(aMessage(branch, store.messages.leafId(branch), '岔路上说的', { createdAt: createdAt + 1_000 }))
  expect((await years()).total.yours).toMatchObject({ messages: 3, characters: 7 })
  brought.undo()
  const { total, first } = await years()
  expect(total.yours.messages + total.theirs.messages).toBe(3)
  expect(first?.conversationId).toBe(branch)
})

test('a message that is removed, put back, or said in other words counts as it is now', async () => {
  const id = say(null, '晚安', at('2025-01-01T00:00:00Z'), { role: 'assistant', model: 'gpt-4o' })
  expect((await years()).total.theirs).toMatchObject({ messages: 1, characters: 2 })
  store.messages.setDeleted(id, 1)
  expect((await years()).total.theirs).toMatchObject({ messages: 0, characters: 0 })
  store.messages.setDeleted(id, null)
  store.messages.updateReply(id, { parts: [{ kind: 'text', text: '晚安，做个好梦' }], model: 'gpt-5' })
  const { total, voices } = await years()
  expect(total.theirs).toMatchObject({ messages: 1, characters: 6 })
  expect(voices.map(({ model }) => model)).toEqual(['gpt-5'])
})

test('in a room, only what this companion says is theirs', async () => {
  const other = store.companions.create({ profile: store.companion.profile, binding: null, createdAt: 1 })
  const room = store.conversations.create({ companionId: null, kind: 'room', title: null, createdAt: 1 })
  store.conversations.setMembers(room.id, [store.companion.id, other.id])
  let parentId: MessageId | null = null
  for (const [text, companionId] of [
    ['大家好', null],
    ['我在', store.companion.id],
    ['我也在 🌙', other.id],
  ] as const) {
    const role = companionId === null ? ('user' as const) : ('assistant' as const)
    parentId = store.messages.append(aMessage(room.id, parentId, text, { role, companionId })).id
  }
  const { total } = await years()
  expect(total).toMatchObject({ yours: { characters: 3 }, theirs: { messages: 1, characters: 2 } })
  expect((await story.years({ companionId: other.id })).total.theirs.characters).toBe(3)
})

test('the first message, the longest talk and the first of a day are found where they stand', async () => {
  const first = say(null, '第一句', at('2025-01-01T16:30:00Z'))
  let above = first
  const talk = at('2025-02-01T12:00:00Z')
  for (let index = 0; index < 6; index += 1) above = say(above, `${index}`, talk + index * 50 * 60_000)
  say(above, '很久以后', talk + 30 * hour)
  const told = await years()
  expect(told.first).toMatchObject({ id: first, date: '2025-01-02', text: '第一句' })
  expect(told.daysSince).toBe(691)
  expect(told.longest).toMatchObject({ messages: 6, from: talk, to: talk + 5 * 50 * 60_000 })
  expect(story.firstOf({ companionId: store.companion.id, date: '2025-01-02' })?.messageId).toBe(first)
  expect(story.firstOf({ companionId: store.companion.id, date: '2025-01-01' })).toBeNull()
})

test('with nothing said there is a story all the same, and after one day as well', async () => {
  expect(await years()).toMatchObject({ first: null, daysSince: null, days: [], voices: [], emoji: [], longest: null })
  // A greeting is nobody's but the person's own.
  say(null, '你好', at('2026-11-24T02:00:00Z'), { role: 'assistant' })
  expect(await years()).toMatchObject({ daysSince: 0, days: [{ date: '2026-11-24' }], voices: [] })
})

test('emoji and words are those that both use, joined emoji as one, and nothing that carries only grammar', async () => {
  const pairs = [
    ['我在，晚安，我们去看海 👨‍👩‍👧 The lighthouse', '大海在等我们，我在，晚安 👨‍👩‍👧👨‍👩‍👧 lighthouse'],
    ['晚安 😂', '晚安 ❤️'],
  ]
  let above: MessageId | null = null
  for (const [index, [yours = '', theirs = '']] of pairs.entries()) {
    above = say(above, yours, at('2026-01-01T00:00:00Z') + index)
    above = say(above, theirs, at('2026-01-01T00:00:00Z') + index, { role: 'assistant', model: 'gpt-4o' })
  }
  expect((await years()).emoji).toEqual([{ what: '👨‍👩‍👧', yours: 1, theirs: 2 }])
  const { words, read, total } = await story.sharedWords({ companionId: store.companion.id })
  expect(words).toEqual([
    { what: '晚安', yours: 2, theirs: 2 },
    { what: 'lighthouse', yours: 1, theirs: 1 },
  ])
  expect([read, total]).toEqual([4, 4])
})

test('a vault from before has its years told as well', async () => {
  const { folder, key } = store
  const file = join(folder, 'before', 'keepsake.db')
  mkdirSync(join(folder, 'before'))
  using database = new Database(file, connect(file, key, 'create'))
  migrate(
    database,
    'create',
    migrations.filter(({ version }) => version < 20),
  )
  database.execute(`
    INSERT INTO companion (id, profile_json, created_at) VALUES (1, '{}', 0);
    INSERT INTO conversation (id, companion_id, kind, source, updated_at) VALUES (1, 1, 'lifelong', 'keepsake', 0);
    INSERT INTO message (id, conversation_id, depth, role, created_at, text, state)
      VALUES (1, 1, 0, 'user', 1700000000000, '从前的话', 'complete');
    INSERT INTO thread VALUES (1, 0, 1, 1700000000000);
  `)
  migrate(database, 'write')
  using teller = tellerOf(database)
  const told = await teller.years({ companionId: store.companion.id })
  expect(told.total.yours).toEqual({ messages: 1, characters: 4, words: 0 })
})
