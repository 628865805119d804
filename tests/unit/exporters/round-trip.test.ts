import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AssetId, CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import { emptyLoreEntry } from '#shared/model/lore.ts'
import type { Part } from '#shared/model/part.ts'
import { createKeptVault, type KeptVault } from '#tests/helpers/kept-vault.ts'
import { createPicture } from '#tests/helpers/picture.ts'

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
    { numRuns: 6, endOnFailure: true },
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

function aDay(title: string, companionId: CompanionId) {
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
  } as const
}
