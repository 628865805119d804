import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStory } from '#core/exporters/read-story.ts'
import { exporters } from '#core/exporters/table.ts'
import type { AssetId, CompanionId, ConversationId, MessageId, RevisionId } from '#shared/model/ids.ts'
import { emptyLoreEntry } from '#shared/model/lore.ts'
import type { Part } from '#shared/model/part.ts'
import { createKeptVault, type KeptVault } from '#tests/helpers/kept-vault.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { writeStory } from '#tests/helpers/written-story.ts'
import type { MilestoneFields } from '#shared/model/milestone.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 40 })
const time = fc.integer({ min: 1_500_000_000_000, max: 1_790_000_000_000 })
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

const part: fc.Arbitrary<Part> = fc.oneof(
  words.map((text): Part => ({ kind: 'text', text })),
  fc.record({ text: words, seconds: maybe(fc.nat(99)) }).map((said): Part => ({ kind: 'thought', ...said })),
  fc.record({ text: words, language: maybe(words) }).map((said): Part => ({ kind: 'code', ...said })),
  fc.record({ text: words, name: maybe(words) }).map((said): Part => ({ kind: 'tool_call', ...said })),
  fc.array(words, { maxLength: 2 }).map((asked): Part => ({ kind: 'stand_in', asked })),
  words.map((text): Part => ({ kind: 'opaque', type: 'x', text, json: JSON.stringify({ text }) })),
)

const message = fc.record({
  /** Which of the messages so far it follows; the first ones begin anew. */
  under: fc.nat(12),
  role: fc.constantFrom('user', 'assistant', 'system', 'tool'),
  author: maybe(words),
  createdAt: time,
  parts: fc.array(part, { maxLength: 3 }),
  state: fc.constantFrom('complete', 'stopped', 'interrupted', 'failed'),
  failure: fc.constantFrom(null, 'quota', 'timeout'),
  hidden: fc.boolean(),
  deleted: fc.boolean(),
  model: maybe(words),
  provider: maybe(words),
  finishReason: maybe(words),
  tokens: maybe(fc.record({ prompt: fc.nat(9_999), completion: fc.nat(9_999) })),
  replies: fc.boolean(),
  picture: fc.boolean(),
  marks: fc.subarray(['favourite', 'pin', 'reaction'] as const),
  isShown: fc.boolean(),
})
const conversation = fc.record({
  kind: fc.constantFrom('lifelong', 'ordinary', 'room', 'imported'),
  title: maybe(words),
  archived: fc.boolean(),
  starred: fc.boolean(),
  messages: fc.array(message, { maxLength: 10 }),
})
const companion = fc.record({
  name: words.map((text) => `阿${text}`.slice(0, 100)),
  letters: fc.array(words, { maxLength: 3 }),
  memories: fc.array(fc.record({ text: words.map((text) => `${text}。`), at: time, pinned: fc.boolean() }), {
    maxLength: 3,
  }),
  lore: fc.array(words, { maxLength: 2 }),
  archived: fc.boolean(),
  picture: fc.boolean(),
})
const vault = fc.record({
  companions: fc.array(companion, { minLength: 1, maxLength: 2 }),
  conversations: fc.array(conversation, { maxLength: 4 }),
  days: fc.array(fc.record({ title: words.map((text) => `${text}日`), at: time }), { maxLength: 2 }),
})
type Drawn = typeof vault extends fc.Arbitrary<infer Value> ? Value : never

test('everything in a vault, written as JSON and read into a new one, is written there in the very same words', async () => {
  await fc.assert(
    fc.asyncProperty(vault, async (drawn) => {
      using here = createKeptVault()
      await fill(here, drawn)
      const files = here.take({})
      using there = createKeptVault()
      const { receipt } = await there.bring(files)
      const back = there.take({})
      expect(documentOf(back)).toEqual(documentOf(files))
      expect([...back.keys()].toSorted()).toEqual([...files.keys()].toSorted())
      for (const [path, bytes] of files) if (path.startsWith('files/')) expect(back.get(path)?.equals(bytes)).toBe(true)
      const { found, imported } = receipt.messages
      expect(imported).toBe(found)
      // The same once more, to where it came from and to where it has come, changes nothing.
      for (const either of [here, there]) {
        const before = documentOf(either.take({}))
        const again = await either.bring(files)
        expect(again.receipt.messages.imported).toBe(0)
        expect(documentOf(either.take({}))).toEqual(before)
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
}, 60_000)

function documentOf(files: ReadonlyMap<string, Buffer>) {
  const document = JSON.parse(files.get('keepsake.json')?.toString() ?? 'null') as { conversations: { id: string }[] }
  return { ...document, conversations: document.conversations.toSorted((one, other) => (one.id < other.id ? -1 : 1)) }
}

async function fill(vault: KeptVault, drawn: Drawn): Promise<void> {
  const type = { mime: 'image/png', width: null, height: null, importRunId: null }
  const pictures = [
    await vault.rooms.assets.put(type, createPicture(1)),
    await vault.rooms.assets.put(type, createPicture(2)),
  ]
  vault.database.transaction(() => write(vault, drawn, pictures))
}

function write({ rooms, database }: KeptVault, { companions, conversations, days }: Drawn, pictures: AssetId[]): void {
  let taken = 0
  const picture = () => pictures[taken++ % pictures.length] ?? null
  const ids: CompanionId[] = []
  for (const { name, letters, memories, lore, archived, picture: hasPicture } of companions) {
    const { id } = rooms.companions.create({
      profile: { name, description: '', greeting: '' },
      binding: null,
      createdAt: 5,
    })
    ids.push(id)
    rooms.companions.update(id, { archived, ...(hasPicture && { avatarId: picture(), gallery: [...pictures] }) })
    for (const [at, body] of letters.entries()) {
      rooms.revisions.insert({ subject: 'letter', companionId: id }, { body, length: body.length, begunAt: at })
    }
    for (const { text, at, pinned } of memories) {
      const fields = { text, since: null, until: null, pinned }
      const { id: memory } = rooms.memories.add({ companionId: id, state: 'kept', fields, messageIds: [] }, at)
      if (pinned) rooms.memories.update(memory, { ...fields, text: `${text}!`, since: '2024-02-29' }, at + 1)
    }
    const plain = rooms.lore.settings(id).settings
    rooms.lore.setSettings(id, { ...plain, name })
    for (const content of lore) {
      rooms.lore.add(id, [{ entry: { ...emptyLoreEntry, content }, format: 'card', raw: { content, x: 1 } }])
    }
  }
  const [first, second = first] = ids
  if (first === undefined || second === undefined) return
  const lifelong = rooms.companions.list().map(({ lifelongId }) => lifelongId)
  for (const { kind, title, archived, starred, messages } of conversations) {
    const id = conversationFor(kind)
    if (id === undefined) continue
    if (kind !== 'lifelong') rooms.conversations.rename(id, title)
    rooms.conversations.setArchived(id, archived)
    rooms.conversations.settleKept(id, {
      starred,
      hidden: !starred,
      tags: title === null ? [] : ['想念'],
      branchedFrom: null,
      mergedInto: null,
    })
    const written: MessageId[] = []
    for (const {
      under,
      deleted,
      replies,
      picture: hasPicture,
      marks,
      isShown,
      finishReason,
      tokens,
      ...said
    } of messages) {
      const parentId = written[under] ?? null
      const image = { pointer: null, name: '照片', mime: 'image/png', width: 8, height: 8, description: null }
      const parts: Part[] = hasPicture ? [...said.parts, { kind: 'image', assetId: picture(), ...image }] : said.parts
      const replyToId = replies ? parentId : null
      const companionId = kind === 'room' && said.role === 'assistant' ? second : null
      const { id: messageId } = rooms.messages.append({
        ...said,
        parts,
        conversationId: id,
        parentId,
        replyToId,
        companionId,
      })
      rooms.messages.updateReply(messageId, { finishReason, tokens })
      if (deleted) rooms.messages.setDeleted(messageId, 1_700_000_000_000)
      written.push(messageId)
      for (const mark of marks) {
        const put =
          mark === 'favourite'
            ? { kind: mark, note: '记' }
            : mark === 'pin'
              ? { kind: mark }
              : { kind: mark, emoji: '🥹' }
        rooms.marks.add(messageId, put, 7)
      }
      if (isShown) rooms.messages.selectVersion(written[under % written.length] ?? messageId)
    }
    const [memory] = rooms.memories.each(first, 'kept')
    const cited = written[0]
    if (memory && cited !== undefined) {
      database.run('INSERT INTO memory_source (memory_id, message_id) VALUES (?, ?)', memory.id, cited)
    }
  }
  for (const { title, at } of days) rooms.milestones.create(aDay(title, first), at)

  function conversationFor(kind: string): ConversationId | undefined {
    if (kind === 'lifelong') return lifelong.shift()
    const companionId = kind === 'room' ? null : (first ?? null)
    const made = rooms.conversations.create({
      companionId,
      kind: kind === 'room' ? 'room' : 'ordinary',
      title: null,
      createdAt: 9,
    })
    if (kind === 'room' && first !== undefined && second !== undefined) {
      rooms.conversations.setMembers(made.id, [...new Set([second, first])])
    }
    return made.id
  }
}

function aDay(title: string, companionId: CompanionId): MilestoneFields {
  return {
    title: title.slice(0, 100),
    emoji: '🌙',
    pictureId: null,
    companionId,
    kind: 'custom',
    start: { date: '2024-02-14', precision: 'day', time: null, zone: null },
    recurrences: [{ kind: 'yearly', feb29: 'feb28' }],
    countFrom: 1,
    reminders: [{ daysBefore: 0, time: '09:00' }],
    muted: false,
    note: '',
    messageIds: [],
    letter: false,
  }
}

test('what refers to something else still does: branches, merged conversations, models, cards, names of states', async () => {
  using here = createKeptVault()
  const { rooms, database } = here
  const type = { mime: 'image/png', width: null, height: null, importRunId: null }
  const picture = await rooms.assets.put(type, createPicture(7))
  const { id, lifelongId } = rooms.companions.create({
    profile: { name: '念', description: '', greeting: '' },
    binding: null,
    createdAt: 5,
  })
  const say = (conversationId: ConversationId, text: string) =>
    rooms.messages.append({
      conversationId,
      parentId: rooms.messages.leafId(conversationId),
      role: 'user',
      createdAt: 9,
      parts: [{ kind: 'text', text }],
      state: 'complete',
    })
  const origin = say(lifelongId, '从这里')
  const [branch, copy] = ['another way', 'the same once more'].map((title) => {
    const made = rooms.conversations.create({ companionId: id, kind: 'ordinary', title, createdAt: 9 })
    say(made.id, title)
    return made.id
  })
  if (branch === undefined || copy === undefined) throw new Error('no conversations')
  const stand = { starred: true, hidden: true, tags: ['梅子', 'plums'] }
  rooms.conversations.settleKept(branch, { ...stand, branchedFrom: origin.id, mergedInto: null })
  rooms.conversations.settleKept(copy, { ...stand, branchedFrom: null, mergedInto: lifelongId })
  rooms.cards.set(id, {
    root: { data: { name: '念', x: [1] } },
    taken: ['name'],
    files: new Map([['assets/a.png', picture]]),
    takenAt: 3,
  })
  rooms.speech.set(id, { voices: { zh: 'Ting', en: null }, rate: 1.25 })
  rooms.revisions.insert({ subject: 'self' }, { body: '{"name":"雨","pronouns":"","about":""}', length: 1, begunAt: 2 })
  rooms.revisions.insert({ subject: 'letter', companionId: id }, { body: 'first', length: 5, begunAt: 3 })
  rooms.revisions.setName(rooms.revisions.head({ subject: 'letter', companionId: id })?.id ?? (0 as RevisionId), '一月')
  rooms.revisions.insert({ subject: 'letter', companionId: id }, { body: 'second', length: 6, begunAt: 4 })
  rooms.memories.add(
    {
      companionId: id,
      state: 'proposed',
      fields: { text: 'plums', since: null, until: null, pinned: false },
      messageIds: [origin.id],
    },
    6,
  )
  rooms.summaries.bring({
    companionId: id,
    from: '2024-02-01',
    to: '2024-02-03',
    model: 'gpt-4o',
    ownText: 'In my own words.',
    createdAt: 7,
    sentences: [{ text: 'Plums were spoken of.', messageIds: [origin.id] }],
  })
  rooms.milestones.create({ ...aDay('梅', id), pictureId: picture, messageIds: [origin.id] }, 8)
  addProvider(database)
  database.run('UPDATE companion SET provider_id = 1, model = ?', 'gpt-4o')
  const files = here.take({})

  using there = createKeptVault()
  addProvider(there.database)
  const { receipt } = await there.bring(files)
  expect(documentOf(there.take({}))).toEqual(documentOf(files))
  const text = JSON.stringify(documentOf(files))
  for (const said of [
    '一月',
    'branchedFrom":{',
    'mergedInto":{',
    '"provider":"Lamp"',
    'assets/a.png',
    '梅子',
    'Ting',
    'In my own words.',
    'Plums were spoken of.',
  ])
    expect(text).toContain(said)
  // Pictures of companions, cards and days are used, and not counted as left over.
  expect(receipt.reasons).toEqual([])
  expect(there.rooms.companions.list().map(({ binding }) => binding?.model)).toEqual(['gpt-4o'])

  using without = createKeptVault()
  await without.bring(files)
  expect(without.rooms.companions.list().map(({ binding }) => binding)).toEqual([null])
})

function addProvider(database: KeptVault['database']): void {
  database.run(
    `INSERT INTO provider (preset, name, base_url, api_key, key_origin, headers_json, created_at)
     VALUES ('custom', 'Lamp', 'https://lamp.example/v1', NULL, NULL, '{}', 1)`,
  )
}

test('a document that somebody wrote in by hand loses none of what can be read, and what cannot be is kept', async () => {
  using here = createKeptVault()
  const { lifelongId } = here.rooms.companions.create({
    profile: { name: '念', description: '', greeting: '' },
    binding: null,
    createdAt: 5,
  })
  for (const text of ['one', 'two']) {
    const parentId = here.rooms.messages.leafId(lifelongId)
    here.rooms.messages.append({
      conversationId: lifelongId,
      parentId,
      role: 'user',
      createdAt: 9,
      parts: [{ kind: 'text', text }],
      state: 'complete',
    })
  }
  const written = here.take({}).get('keepsake.json')?.toString() ?? ''
  const changed = written.replace(
    '"role":"user","createdAt":9,"parts":[{"kind":"text","text":"two"',
    '"role":"user","createdAt":"today","parts":[{"kind":"text","text":"two"',
  )
  expect(changed).not.toBe(written)
  using there = createKeptVault()
  const { receipt } = await there.bring(new Map([['keepsake.json', Buffer.from(changed)]]))
  expect(receipt.messages).toMatchObject({ found: 2, imported: 1, keptRaw: 1 })
  const [, second] = [...there.rooms.messages.visibleThread(there.rooms.companions.list()[0]?.lifelongId ?? lifelongId)]
  expect(JSON.stringify(second?.parts)).toContain('two')

  using newer = createKeptVault()
  const later = await newer.bring(
    new Map([['keepsake.json', Buffer.from(written.replace('"version":2', '"version":3'))]]),
  )
  expect(later.receipt.reasons).toMatchObject([{ code: 'newer-document' }])
  expect(newer.rooms.companions.list()).toEqual([])
})

test('no state of a profile and no time that nobody can read comes in, to break whatever shows it later', async () => {
  using here = createKeptVault()
  await writeStory(here, 'en')
  const document = JSON.parse(here.take({}).get('keepsake.json')?.toString() ?? '') as {
    self: { body: string }[]
    companions: { revisions: object[] }[]
    conversations: { messages: { createdAt: number }[] }[]
  }
  const state = { subject: 'digest', name: null, begunAt: 1, savedAt: 1, length: 1, body: '{"a":1}' }
  document.self.push(...['no JSON', '{"name":7}'].map((body) => ({ ...state, subject: 'self', body })))
  document.companions[0]?.revisions.push(state)
  const [first] = document.conversations[0]?.messages ?? []
  if (first) first.createdAt = 8_700_000_000_000_000
  using there = createKeptVault()
  const { receipt } = await there.bring(new Map([['keepsake.json', Buffer.from(JSON.stringify(document))]]))
  expect(receipt.messages).toMatchObject({ keptRaw: 1 })
  expect(receipt.reasons).toContainEqual(expect.objectContaining({ code: 'malformed' }))
  expect(readStory(there.rooms).self().name).toBe('Wren')
  const [companion] = there.rooms.companions.list()
  expect(there.rooms.revisions.head({ subject: 'digest', companionId: companion?.id ?? (0 as CompanionId) })).toBeNull()
  for (const format of Object.keys(exporters) as (keyof typeof exporters)[]) {
    expect(there.take({ format }).size).toBeGreaterThan(0)
  }
})
