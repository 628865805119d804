import { afterAll, describe, expect, test } from 'vitest'
import { createAttachmentNames } from '#core/chat/attachment-repository.ts'
import { createPastDaysRepository } from '#core/chat/past-days-repository.ts'
import { createMarkRepository } from '#core/chat/mark-repository.ts'
import { createLetters } from '#core/companions/letters.ts'
import { createChanges } from '#core/changes.ts'
import { createLoreRepository } from '#core/lore/lore-repository.ts'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { momentOf } from '#core/milestones/local-date.ts'
import { createMilestoneRepository } from '#core/milestones/milestone-repository.ts'
import { createFindConversations } from '#core/search/find-conversations.ts'
import { createFindInThread } from '#core/search/find-in-thread.ts'
import { createSearchEverything, type AskedInWords } from '#core/search/search-everything.ts'
import { AssetId, type ConversationId, type MessageId } from '#shared/model/ids.ts'
import { emptyLoreEntry } from '#shared/model/lore.ts'
import type { Part } from '#shared/model/part.ts'
import {
  aMessage,
  addImportRun,
  anImportedMessage,
  createTestStore,
  type TestStore,
} from '#tests/helpers/test-store.ts'

const day = 86_400_000
const new2024 = momentOf('2024-01-01', '00:00', 'Asia/Shanghai')
const media = { pointer: null, mime: null }
const picture = {
  kind: 'image',
  ...media,
  assetId: AssetId.parse(9),
  name: 'lake.png',
  width: 1,
  height: 1,
  description: null,
} as const
const file = { kind: 'file', ...media, assetId: null, name: '琥珀清单.pdf', size: 3 } as const

/** Everything there is to find, in a real vault. */
function open(store: TestStore) {
  const changes = createChanges()
  const letters = createLetters({ companions: store.companions, revisions: store.revisions, changes, now: () => 5 })
  const days = createMilestoneRepository(store.database)
  const memories = createMemoryRepository(store.database)
  const lore = createLoreRepository(store.database)
  const marks = createMarkRepository(store.database)
  const everything = createSearchEverything({
    search: store.search,
    startOfDay: (date) => momentOf(date, '00:00', 'Asia/Shanghai'),
    conversations: store.conversations,
    companions: store.companions,
    days,
    memories,
    letters,
    lore,
    marks,
    attachmentNames: createAttachmentNames(store.database),
  })
  return { ...everything, letters, days, memories, lore, marks }
}

describe('what is found is narrowed down', () => {
  const store = createTestStore()
  afterAll(() => store[Symbol.dispose]())
  const { messages, count, marks } = open(store)
  const lin = store.companions.create({
    profile: { name: '林 Lin', description: '', greeting: '' },
    binding: null,
    createdAt: 1,
  })
  const say = (text: string, at: number, more: { lin?: boolean; role?: 'assistant'; parts?: readonly Part[] } = {}) => {
    const id = more.lin === true ? lin.lifelongId : store.companion.lifelongId
    return store.messages.append({
      ...aMessage(id, store.messages.leafId(id), text, { createdAt: at, role: more.role ?? 'user' }),
      parts: [...(text === '' ? [] : [{ kind: 'text' as const, text }]), ...(more.parts ?? [])],
    }).id
  }
  const names = new Map<MessageId, string>()
  const name = (id: MessageId, as: string) => void names.set(id, as)
  name(say('湖 at the end of 2023', new2024 - 1), 'last year')
  name(say('湖 on the first day', new2024), 'first day')
  name(say('湖 in spring', new2024 + 100 * day, { role: 'assistant' }), 'spring')
  name(say('湖 with a picture', new2024 + 101 * day, { parts: [picture] }), 'picture')
  name(say('', new2024 + 102 * day, { parts: [picture] }), 'picture alone')
  name(say('湖 and a list', new2024 + 103 * day, { parts: [file] }), 'list')
  name(say('湖 by Lin', new2024 + 104 * day, { lin: true }), 'Lin')
  name(say('(｡•́︿•̀｡)', new2024 + 105 * day), 'face')
  const run = addImportRun(store.database)
  const source = store.conversations.createImported({
    importRunId: run,
    companionId: null,
    source: 'claude',
    sourceId: 'a',
    title: '琥珀',
    createdAt: 1,
    updatedAt: 1,
    archived: false,
    raw: null,
  })
  store.messages.importBatch(run, (batch) => {
    const at = { createdAt: new2024 + 200 * day, model: 'claude-3-opus' }
    name(batch.insert(anImportedMessage(source, null, '湖 from Claude', at)), 'Claude')
  })
  for (const [id, as] of names) {
    if (as === 'spring' || as === 'picture alone' || as === 'Claude')
      marks.add(id, { kind: 'favourite', note: `${as}: 琥珀` }, 1)
  }
  const found = async (asked: AskedInWords) =>
    (await messages({ ...asked, limit: 50 })).hits.map(({ messageId }) => names.get(messageId))

  test.each([
    ['湖 before:2024', {}, ['last year']],
    ['湖 on:2024-01-01', {}, ['first day']],
    ['湖 since:2024-07', {}, ['Claude']],
    ['湖 from:林', {}, ['Lin']],
    ['湖 来源：claude', {}, ['Claude']],
    ['湖 model:OPUS', {}, ['Claude']],
    ['湖 role:companion', {}, ['Claude', 'spring']],
    ['湖', { companionId: null }, ['Claude']],
    ['湖 has:picture', {}, ['picture']],
    ['has:picture', {}, ['picture alone', 'picture']],
    ['含有：文件', {}, ['list']],
    ['is:favourite', {}, ['Claude', 'picture alone', 'spring']],
    ['湖 属于：收藏', {}, ['Claude', 'spring']],
    ['is:favourite has:picture', {}, ['picture alone']],
    ['is:favourite from:林', {}, []],
    ['(｡•́︿•̀｡)', {}, ['face']],
    ['•̀｡) role:you', {}, ['face']],
    ['︿ from:林', {}, []],
    ['', {}, []],
    ['from:林', {}, []],
    ['', { role: 'assistant' }, ['Claude', 'spring']],
  ] as const)('%s %o', async (query, filter, expected) => {
    expect(await found({ query, ...filter })).toEqual(expected)
    expect(await count({ query, ...filter })).toEqual({ count: expected.length, exact: true })
  })

  test('a hidden conversation is found where hidden ones are looked through, and is brought up nowhere else', async () => {
    const hide = (hidden: number) =>
      store.database.run('UPDATE conversation SET hidden = ? WHERE id = ?', hidden, source)
    const day200 = { from: new2024 + 200 * day, to: new2024 + 201 * day, companionId: null, limit: 9 }
    const past = () =>
      createPastDaysRepository(store.database)
        .between(day200)
        .map((said) => said.conversationId)
    hide(1)
    expect(await found({ query: '湖 from Claude' })).toEqual([])
    expect(await found({ query: 'Claude is:hidden' })).toEqual(['Claude'])
    expect(marks.list({ kind: 'favourite', limit: 9 })).toHaveLength(2)
    expect(past()).toEqual([])
    const { things } = await open(store).things({ query: '琥珀', limit: 9 })
    expect(things.map(({ kind }) => kind)).not.toContain('conversation')
    hide(0)
    expect(marks.list({ kind: 'favourite', limit: 9 })).toHaveLength(3)
    expect(past()).toEqual([source])
  })

  test('what goes with a message is told where it was asked for', async () => {
    const hitsOf = async (query: string) => (await messages({ query, limit: 9 })).hits
    expect((await hitsOf('has:picture')).map(({ attachment }) => attachment?.assetId)).toEqual([9, 9])
    expect((await hitsOf('has:file'))[0]?.attachment).toMatchObject({ name: '琥珀清单.pdf' })
    expect((await hitsOf('picture'))[0]?.attachment).toBeNull()
  })
})

test('whoever goes on page after page finds the one match behind thousands that do not fit', async () => {
  using store = createTestStore()
  const { messages, count } = open(store)
  const run = addImportRun(store.database)
  const talk = (source: 'claude' | 'chatgpt', sourceId: string): ConversationId =>
    store.conversations.createImported({
      importRunId: run,
      companionId: null,
      source,
      sourceId,
      title: null,
      createdAt: 1,
      updatedAt: 1,
      archived: false,
      raw: null,
    })
  const [old, others] = [talk('claude', 'old'), talk('chatgpt', 'others')]
  store.messages.importBatch(run, (batch) => {
    batch.insert(anImportedMessage(old, null, '晚安', { createdAt: 1_000_000, model: 'old-model' }))
    for (let second = 0; second < 5_500; second += 1) {
      batch.insert(anImportedMessage(others, null, '晚安', { createdAt: 2_000_000 + second * 1_000 }))
    }
  })
  const asked = { query: '晚安 model:old', limit: 50 }
  const first = await messages(asked)
  expect(first).toMatchObject({ hits: [], more: true })
  expect(await count({ query: asked.query })).toEqual({ count: 0, exact: false })
  const second = await messages({ ...asked, ...(first.next ? { cursor: first.next } : {}) })
  expect(second.hits.map(({ conversationId }) => conversationId)).toEqual([old])
  expect(second.next).toBeNull()
  expect(await count({ query: '晚安' })).toEqual({ count: 1_000, exact: false })
})

test('the best match is where words stand close together, often, and in few words', async () => {
  using store = createTestStore()
  const { messages } = open(store)
  const texts = [
    `plums and, after ${'much else, '.repeat(20)} the lake`,
    'the lake and plums',
    `plums. ${'Nothing of the kind. '.repeat(40)} lake`,
    'lake plums, lake plums',
  ]
  const id = store.companion.lifelongId
  for (const [second, text] of texts.entries()) {
    store.messages.append(aMessage(id, store.messages.leafId(id), text, { createdAt: second * 1_000 }))
  }
  const best = await messages({ query: 'lake plums', from: 'best', limit: 3 })
  expect(best.hits.map(({ createdAt }) => (createdAt ?? 0) / 1_000).slice(0, 2)).toEqual([3, 1])
  expect(best).toMatchObject({ more: true, next: null })
})

test('everything else that is kept is found too, in either script, with its words and its place', async () => {
  using store = createTestStore()
  const { things, letters, days, memories, lore, marks } = open(store)
  const { id: companionId, lifelongId } = store.companion
  store.companions.update(companionId, { profile: { ...store.companion.profile, description: '喜歡琥珀' } })
  const talk = store.conversations.create({ companionId, kind: 'ordinary', title: '琥珀色的夜', createdAt: 2 })
  letters.save({ companionId, text: `${'很久以前。'.repeat(90)}我們的琥珀。` })
  const start = { date: '2024-05-20', precision: 'day', time: null, zone: null } as const
  const plain = {
    emoji: null,
    pictureId: null,
    kind: 'custom',
    start,
    recurrences: [],
    countFrom: 1,
    reminders: [],
    muted: false,
  } as const
  days.create(
    {
      ...plain,
      title: 'Amber',
      companionId,
      recurrences: [],
      reminders: [],
      note: '琥珀之日',
      messageIds: [],
      letter: false,
    },
    3,
  )
  memories.add(
    {
      companionId,
      state: 'kept',
      fields: { text: '你把琥珀給了我', since: null, until: null, pinned: false },
      messageIds: [],
    },
    4,
  )
  lore.add(companionId, [
    { entry: { ...emptyLoreEntry, name: 'Amber', keys: ['琥珀'], content: 'Old resin.' }, format: null, raw: null },
  ])
  const said = store.messages.append({
    ...aMessage(lifelongId, null, 'here'),
    parts: [{ kind: 'text', text: 'here' }, file],
  })
  marks.add(said.id, { kind: 'favourite', note: 'the 琥珀 one' }, 5)

  const found = await things({ query: '琥珀', limit: 9 })
  expect(found.things.map(({ kind }) => kind)).toEqual([
    'conversation',
    'companion',
    'day',
    'memory',
    'letter',
    'lore',
    'note',
    'file',
  ])
  expect(found.total).toBe(8)
  for (const { snippet, ranges } of found.things) {
    expect(ranges.map(([from, to]) => snippet.slice(from, to))).toContain('琥珀')
  }
  expect(found.things[0]).toMatchObject({ conversationId: talk.id, title: '琥珀色的夜' })
  expect(found.things.at(-1)).toMatchObject({ conversationId: lifelongId, messageId: said.id, title: '琥珀清单.pdf' })
  expect((await things({ query: '琥珀 from:小满', limit: 9 })).total).toBe(8)
  expect((await things({ query: '琥珀 has:file', limit: 9 })).things.map(({ kind }) => kind)).toEqual(['file'])
  expect((await things({ query: '琥珀 is:favourite', limit: 9 })).things.map(({ kind }) => kind)).toEqual(['note'])
  expect((await things({ query: '琥珀 before:2024', limit: 9 })).total).toBe(0)
  expect(await things({ query: 'amber', limit: 1 })).toMatchObject({
    things: [{ kind: 'day' }, { kind: 'lore' }],
    total: 2,
  })

  store.messages.setDeleted(said.id, 9)
  expect((await things({ query: '琥珀', limit: 9 })).things.map(({ kind }) => kind)).not.toContain('file')
})

test('letters are found in what sounds like them, where that was asked for', async () => {
  using store = createTestStore()
  const { messages, count, things, memories } = open(store)
  const { id: companionId, lifelongId } = store.companion
  const texts = [
    '外面下雨了，念念',
    '夏，雨',
    '下  雨',
    '綠色的雨傘',
    '西安的夜',
    '先走了',
    'Xiayu came by',
    '一下与你',
    '念過的書',
  ]
  for (const [second, text] of texts.entries()) {
    store.messages.append(aMessage(lifelongId, store.messages.leafId(lifelongId), text, { createdAt: second * 1_000 }))
  }
  memories.add(
    {
      companionId,
      state: 'kept',
      fields: { text: '你喜欢下雨', since: null, until: null, pinned: false },
      messageIds: [],
    },
    4,
  )
  const found = async (query: string, pinyin = true) => {
    const { hits } = await messages({ query, limit: 50, pinyin })
    expect(await count({ query, pinyin })).toEqual({ count: hits.length, exact: true })
    return hits.flatMap(({ snippet, ranges }) => ranges.map(([start, end]) => snippet.slice(start, end)))
  }
  expect(await found('xiayu')).toEqual(['下与', 'Xiayu', '下雨'])
  expect(await found('xiayu', false)).toEqual(['Xiayu'])
  expect(await found("nian'nian")).toEqual(['念念'])
  expect(await found('niannian')).toEqual(['念念'])
  expect(await found('"nian nian"')).toEqual(['念念'])
  expect(await found('nian guo')).toEqual(['念', '過'])
  expect(await found('xian')).toEqual(['先', '西安'])
  expect(await found("xi'an")).toEqual(['西安'])
  expect(await found('lvse')).toEqual(['綠色'])
  expect(await found('lüsè')).toEqual(['綠色'])
  expect(await found('xiayu 念念')).toEqual(['下雨', '念念'])
  expect(await found('xiayux')).toEqual([])
  expect((await things({ query: 'xiayu', limit: 9, pinyin: true })).things).toMatchObject([{ kind: 'memory' }])
  expect((await things({ query: 'xiayu', limit: 9 })).total).toBe(0)
  expect((await messages({ query: 'xiayu', from: 'best', limit: 9, pinyin: true })).hits).toHaveLength(3)
})

test('a search that nobody waits for any more is not begun', async () => {
  using store = createTestStore()
  const asking = new AbortController()
  const answer = open(store).messages({ query: '晚安', limit: 9 }, asking.signal)
  asking.abort()
  await expect(answer).rejects.toBe(asking.signal.reason)
})

test.each([
  ['nothing but spaces', ' \u3000\t'],
  ['very many single characters', '晚 '.repeat(500)],
  ['very many different words', Array.from({ length: 250 }, (_, index) => `w${index}`).join(' ')],
  ['one endless word', 'a'.repeat(1_000)],
  ['one endless word of syllables', 'yi'.repeat(500)],
  ['very many syllables', 'yi '.repeat(300)],
  ['one endless run of characters', '晚'.repeat(1_000)],
  ['emoji alone', '🌙'.repeat(200)],
  ['half of an emoji', '\ud83c'],
  ['words that run from the right', '\u202eשלום עולם مرحبا'],
  ['the words of the engine', 'body : "x" OR NEAR(晚 安, 5) AND NOT * ^ -- \u0000 \' ; {a b}'],
  ['quotes that stay open', '"晚安 「 “”'],
  ['operators without anything', 'role: model: has: since: before: in: from: is: "'],
  ['operators with nonsense', 'since:9999-99-99 before:-1 role:nobody has:everything source:x 晚安'],
])('%s is answered, by every search', async (_, query) => {
  using store = createTestStore()
  const { messages, count, things } = open(store)
  const conversationId = store.companion.lifelongId
  store.messages.append(aMessage(conversationId, null, '晚安 🌙 good night'))
  for (const from of ['newest', 'best'] as const) await messages({ query, from, limit: 50, pinyin: true })
  await count({ query, pinyin: true })
  await things({ query, limit: 50, pinyin: true })
  createFindInThread(store.database)({ query, conversationId })
  createFindConversations(store.conversations)({ query: query.slice(0, 300), limit: 50 })
  // And the vault is no worse for it.
  expect((await messages({ query: '晚安', limit: 50 })).hits).toHaveLength(1)
})
