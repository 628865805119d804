import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { partnersIn } from '#renderer/features/import/partners-in.ts'
import { documentVersion, type DocumentCompanion } from '#shared/model/document.ts'
import { plainLoreSettings } from '#shared/model/lore.ts'
import { plainShare } from '#shared/model/self.ts'
import { plainSpeech } from '#shared/model/speech.ts'
import type { ChatTurn } from '#tests/helpers/chat-model.ts'
import { chatgptConversations } from '#tests/helpers/chatgpt-export.ts'
import { tavernChat } from '#tests/helpers/sillytavern-export.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, type TestImports } from '#tests/helpers/test-imports.ts'

const said = (role: ChatTurn['role'], text: string, time: number): ChatTurn => {
  return { role, versions: [{ text, time }], shown: 0 }
}
const turns = (from: number) => [said('user', `hello ${from}`, from), said('assistant', `here ${from}`, from + 60_000)]
const noon = Date.UTC(2024, 0, 2, 12)
const files = {
  'mia.jsonl': tavernChat(turns(noon), { character: 'Mia' }),
  'mia again.jsonl': tavernChat(turns(noon + 86_400_000), { character: 'Mia' }),
  'kai.jsonl': tavernChat(turns(noon + 3_600_000), { character: 'Kai' }),
  'conversations.json': JSON.stringify([...chatgptConversations({ conversations: 2, turns: 1, pictureEvery: 0 })]),
}

async function lookInto(imported: TestImports) {
  await using folder = await tempFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(folder.file(name), text)
  const uploads = await Promise.all(Object.keys(files).map((name) => imported.upload(folder.file(name))))
  const { id } = imported.imports.inspect({ uploads })
  return imported.until(id, 'ready')
}

function owners({ store }: TestImports): string[] {
  const named = new Map(store.companions.list().map(({ id, profile }) => [id, profile.name]))
  const all = store.database.all<{ source: string; companionId: number | null }>(
    `SELECT source, companion_id AS companionId FROM conversation WHERE kind = 'imported' ORDER BY source, companion_id`,
  )
  return all.map(({ source, companionId }) => `${source}: ${named.get(companionId as never) ?? 'nobody'}`)
}

describe('conversations with several companions in one import', () => {
  test('are told apart by name, and those of assistants have none', async () => {
    await using imported = await createTestImports()
    const { preview } = await lookInto(imported)
    const { partners, rest } = partnersIn(preview?.partners ?? [], new Set())
    expect(partners.map(({ name, conversations }) => [name, conversations])).toEqual([
      ['Mia', 2],
      ['Kai', 1],
    ])
    expect(rest.conversations).toBe(2)
  })

  test('go each to their own, are counted so, and leave nobody behind when they are taken back', async () => {
    await using imported = await createTestImports()
    const before = imported.store.companions.list().map(({ id }) => id)
    const [known = 0] = before
    const { id } = await lookInto(imported)
    imported.imports.start({
      id,
      target: { kind: 'nobody' },
      each: [
        { name: 'Mia', target: { kind: 'new', name: 'Mia' } },
        { name: 'Kai', target: { kind: 'companion', companionId: known as never } },
      ],
    })
    const { receipt } = await imported.until(id, 'done')
    const kai = imported.store.companions.list().find((one) => one.id === known)?.profile.name
    expect(owners(imported)).toEqual([
      'chatgpt: nobody',
      'chatgpt: nobody',
      `sillytavern: ${kai}`,
      'sillytavern: Mia',
      'sillytavern: Mia',
    ])
    expect(new Map(receipt?.owners.map(({ name, conversations }) => [name, conversations]))).toEqual(
      new Map<string | null, number>([
        ['Kai', 1],
        ['Mia', 2],
        [null, 2],
      ]),
    )
    expect(imported.imports.leftCompanions({ id }).companionIds).toEqual([])
    await imported.imports.undo({ id })
    const { companionIds } = imported.imports.leftCompanions({ id })
    expect(companionIds).toHaveLength(1)
    expect(before).not.toContain(companionIds[0])
    const { preview } = imported.imports.removeCompanions({ id })
    expect(preview?.belongs.map(({ name }) => name)).toEqual(['Kai'])
    expect(imported.store.companions.list().map((one) => one.id)).toEqual(before)
  })
})

test('one name answers once the names of the person are known, and a group stays together', () => {
  const count = { conversations: 1, messages: 10 }
  const partners = [
    { names: ['Ada', 'Mia'], ...count },
    { names: ['Mia'], ...count },
    { names: ['Ada', 'Kai', 'Mia'], ...count },
  ]
  expect(partnersIn(partners, new Set())).toEqual({
    partners: [{ name: 'Mia', ...count }],
    rest: { conversations: 2, messages: 20 },
  })
  expect(partnersIn(partners, new Set(['Ada']))).toEqual({
    partners: [{ name: 'Mia', conversations: 2, messages: 20 }],
    rest: count,
  })
})

/** Our own document of a companion with whom nothing was said yet. */
const document: unknown = {
  format: 'keepsake',
  version: documentVersion,
  companions: [
    {
      id: 'keepsake:mia',
      profile: { name: 'Mia', description: 'Dry.', greeting: '' },
      avatar: null,
      gallery: [],
      look: { accent: null, paper: 'plain', wallpaper: null },
      binding: null,
      fallbacks: [],
      parameters: { temperature: null, topP: null, frequencyPenalty: null, presencePenalty: null, maxTokens: null },
      knows: plainShare,
      speech: plainSpeech,
      archived: false,
      createdAt: noon,
      revisions: [],
      memories: [],
      lorebook: { settings: plainLoreSettings, raw: null, entries: [] },
      card: null,
    } satisfies z.input<typeof DocumentCompanion>,
  ],
  conversations: [],
}

test('a companion with whom nothing was said comes in from our own document, which is no failure, and is here the next time', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  writeFileSync(folder.file('keepsake.json'), JSON.stringify(document))
  for (const [alreadyHere, outcome] of [
    [0, 'imported'],
    [1, 'alreadyHere'],
  ] as const) {
    const { id } = imported.imports.inspect({ uploads: [await imported.upload(folder.file('keepsake.json'))] })
    const { preview } = await imported.until(id, 'ready')
    expect(preview).toMatchObject({ beside: { companions: 1, days: 0, selves: 0, alreadyHere: 0 }, reasons: [] })
    imported.imports.start({ id, target: { kind: 'nobody' } })
    const { receipt } = await imported.until(id, 'done')
    expect(receipt).toMatchObject({
      beside: { companions: 1, alreadyHere },
      files: { found: 1, [outcome]: 1 },
      reasons: [],
    })
  }
  expect(imported.store.companions.list().filter(({ profile }) => profile.name === 'Mia')).toHaveLength(1)
})

test('what our own document says is a companion’s is counted as theirs, though everything else was given to somebody', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  const told = {
    id: 'keepsake:talk',
    source: 'keepsake',
    kind: 'ordinary',
    companion: 'keepsake:mia',
    companionName: 'Mia',
    members: [],
    title: null,
    createdAt: noon,
    updatedAt: noon,
    archived: false,
    shown: null,
    branchedFrom: null,
    messages: [{ id: 'keepsake:words', role: 'user', parts: [{ kind: 'text', text: 'hello' }] }],
  }
  writeFileSync(folder.file('keepsake.json'), JSON.stringify({ ...(document as object), conversations: [told] }))
  writeFileSync(folder.file('kai.jsonl'), files['kai.jsonl'])
  writeFileSync(folder.file('conversations.json'), files['conversations.json'])
  const names = ['keepsake.json', 'kai.jsonl', 'conversations.json']
  const { id } = imported.imports.inspect({
    uploads: await Promise.all(names.map((name) => imported.upload(folder.file(name)))),
  })
  await imported.until(id, 'ready')
  const [known] = imported.store.companions.list()
  if (!known) throw new Error('Nobody is there')
  const target = { kind: 'companion', companionId: known.id } as const
  imported.imports.start({ id, target, each: [{ name: 'Kai', target: { kind: 'new', name: 'Kai' } }] })
  const { receipt } = await imported.until(id, 'done')
  const called = new Map(imported.store.companions.list().map((one) => [one.id, one.profile.name]))
  const counts = receipt?.owners.map(({ name, companionId, conversations }) => [
    name,
    companionId && called.get(companionId),
    conversations,
  ])
  expect(counts).toHaveLength(3)
  expect(counts).toEqual(
    expect.arrayContaining([
      ['Kai', 'Kai', 1],
      [null, 'Mia', 1],
      [null, known.profile.name, 2],
    ]),
  )
}, 30_000)
