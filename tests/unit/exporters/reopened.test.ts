import { expect, test } from 'vitest'
import type { MessageId } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { createKeptVault, type KeptVault } from '#tests/helpers/kept-vault.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { writeStory } from '#tests/helpers/written-story.ts'

const documentOf = (files: ReadonlyMap<string, Buffer>) =>
  JSON.parse(files.get('keepsake.json')?.toString() ?? 'null') as { conversations: { source: string; id: string }[] }
const inOrder = ({ conversations, ...rest }: ReturnType<typeof documentOf>) => ({
  ...rest,
  conversations: conversations.toSorted((one, other) =>
    `${one.source} ${one.id}` < `${other.source} ${other.id}` ? -1 : 1,
  ),
})

/** What is said on the visible threads of the two, in order, conversation by conversation. */
const spokenIn = ({ rooms }: KeptVault) =>
  [false, true].flatMap((archived) =>
    rooms.conversations
      .list({ archived, everything: true, limit: 1_000 })
      .map(({ id }) => [...rooms.messages.visibleThread(id)].filter(({ deleted, hidden }) => !deleted && !hidden)),
  )

test.skipIf(!hasFixtures)(
  'what other apps gave out comes through our own JSON into a new vault with nothing lost',
  async () => {
    using here = createKeptVault()
    const { receipt } = await here.bringFrom(fixture())
    expect(receipt.messages.imported + receipt.messages.keptRaw).toBeGreaterThan(200)
    const files = here.take({})
    using there = createKeptVault()
    await there.bring(files)
    expect(inOrder(documentOf(there.take({})))).toEqual(inOrder(documentOf(files)))
  },
  60_000,
)

test.skipIf(!hasFixtures)(
  'chats written for SillyTavern are read back message by message',
  async () => {
    using here = createKeptVault()
    await here.bringFrom(fixture())
    const folder = here.unpack(here.take({ format: 'sillytavern', choices: {} }))
    const { conversations, problems } = await readPaths(folder)
    expect(problems.filter(({ kind }) => kind === 'failed')).toEqual([])
    const back = new Set(conversations.flatMap(({ nodes }) => nodes.map(({ parts }) => spokenText(parts).trim())))
    for (const message of spokenIn(here).flat()) {
      const words = spokenText(message.parts.filter((part) => part.kind === 'text')).trim()
      if (message.parts.every((part) => part.kind === 'text')) expect(back).toContain(words)
    }
  },
  60_000,
)

test('a table is read back conversation by conversation, though many have one name', async () => {
  using here = createKeptVault()
  await writeStory(here, 'zh-Hans')
  const { id: companionId } = here.rooms.companions.list()[0] ?? {}
  if (companionId === undefined) throw new Error('a story is of somebody')
  for (const word of ['plums', 'rain']) {
    const { id } = here.rooms.conversations.create({ companionId, kind: 'ordinary', title: 'Evening', createdAt: 1 })
    const say = (role: Role, text: string, parentId: MessageId | null): MessageId => {
      const message = { conversationId: id, parentId, role, createdAt: 2, state: 'complete' } as const
      return here.rooms.messages.append({ ...message, parts: [{ kind: 'text', text }] }).id
    }
    say('assistant', `There were ${word}, and it was late.`, say('user', `Tell me about ${word}.`, null))
  }
  const { conversations } = await readPaths(here.unpack(here.take({ format: 'csv', choices: {} })))
  const back = conversations.map(({ nodes }) => nodes.map(({ parts }) => spokenText(parts)))
  const said = spokenIn(here).map((messages) => messages.map(({ parts }) => spokenText(parts)))
  expect(back).toHaveLength(said.filter(({ length }) => length > 0).length)
  expect(back).toEqual(expect.arrayContaining(said.filter(({ length }) => length > 0)))
  expect(conversations.filter(({ title }) => title === 'Evening')).toHaveLength(2)
})

test('examples for training begin with the person, end with an answer, hold 12 turns at most, and lose no turn of the two', async () => {
  using here = createKeptVault()
  await writeStory(here, 'zh-Hans')
  const files = here.take({ format: 'finetune', training: { withoutNames: false, system: '' } })
  const examples = [...files.values()].flatMap((bytes) =>
    bytes
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { messages: { role: string; content: string }[] }).messages),
  )
  for (const turns of examples) {
    expect(turns[0]?.role).toBe('user')
    expect(turns.at(-1)?.role).toBe('assistant')
    expect(turns.length).toBeLessThanOrEqual(12)
    for (const [index, { role }] of turns.entries()) expect(role).toBe(index % 2 === 0 ? 'user' : 'assistant')
  }
  const learned = examples
    .flat()
    .map(({ content }) => content)
    .join('\n\n')
  const said = spokenIn(here)
    .flat()
    .map(({ parts }) => spokenText(parts))
  for (const words of said) expect(learned).toContain(words)
  const { conversations } = await readPaths(here.unpack(files))
  expect(conversations.flatMap(({ nodes }) => nodes)).toHaveLength(examples.flat().length)
})

test('the latest tenth is held back, and names of the two are nowhere where they are to stay out', async () => {
  using here = createKeptVault()
  await writeStory(here, 'en')
  const { lifelongId } = here.rooms.companions.list()[0] ?? {}
  let parentId = lifelongId === undefined ? null : here.rooms.messages.leafId(lifelongId)
  here.database.transaction(() => {
    for (let index = 0; lifelongId !== undefined && index < 240; index += 1) {
      const role = index % 2 === 0 ? 'user' : 'assistant'
      const createdAt = Date.UTC(2025, 0, 1) + index * 3_600_000
      const text = index % 2 === 0 ? `Ember, it is Wren, ${index}. Remember.` : `Wren! Ember’s here, ${index}.`
      parentId = here.rooms.messages.append({
        conversationId: lifelongId,
        parentId,
        role,
        createdAt,
        parts: [{ kind: 'text', text }],
        state: 'complete',
      }).id
    }
  })
  const files = here.take({ format: 'finetune' })
  const [train, held] = ['train.jsonl', 'validation.jsonl'].map((name) =>
    (files.get(name) ?? Buffer.of()).toString().trimEnd().split('\n'),
  )
  expect((held?.length ?? 0) / ((train?.length ?? 0) + (held?.length ?? 0))).toBeCloseTo(0.1, 1)
  const latest = (lines: readonly string[] | undefined) =>
    Math.max(...(lines ?? []).flatMap((line) => [...line.matchAll(/, (\d+)\./g)].map(([, number]) => Number(number))))
  expect(latest(train)).toBeLessThan(latest(held))
  const all = [...(train ?? []), ...(held ?? [])].join('\n')
  expect(all).not.toMatch(/\b(?:Ember|Wren)\b/)
  expect(all).toContain('Remember.')
  expect(all).toContain('{{char}}, it is {{user}}')
})

test('taking an import of our own document back leaves nothing of its words, and marks put on since stay', async () => {
  using from = createKeptVault()
  await writeStory(from, 'en')
  using vault = createKeptVault()
  await vault.bring(from.take({}))
  const count = () => vault.database.get<{ count: number }>('SELECT count(*) AS count FROM message')?.count ?? 0
  expect(count()).toBe(60)
  const kept = vault.rooms.companions
    .list()
    .flatMap(({ lifelongId }) => vault.rooms.messages.leafId(lifelongId) ?? [])[0]
  if (kept === undefined) throw new Error('no messages')
  vault.rooms.marks.add(kept, { kind: 'favourite', note: 'mine now' }, Date.UTC(2027, 0, 1))
  vault.undo()
  expect(count()).toBe(1)
  expect(vault.rooms.messages.find(kept)).not.toBeNull()
  expect(vault.database.all('SELECT note FROM mark')).toEqual([{ note: 'mine now' }])
})
