import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { writeChatgptJson } from '#tests/helpers/chatgpt-export.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, type TestImports } from '#tests/helpers/test-imports.ts'

const nobody = { kind: 'nobody' } as const
const chat = [
  '31/12/2023, 22:15 - Ada: Are you awake?',
  '31/12/2023, 22:16 - Mia: Always.',
  '31/12/2023, 22:17 - Ada: Happy new year',
].join('\n')

function spoken({ store }: TestImports) {
  return store.database.all<{ role: string; text: string }>('SELECT role, text FROM message ORDER BY id')
}

describe('who is who', () => {
  test('is asked where the export does not say, and the words of the chosen name are the person’s', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    writeFileSync(folder.file('chat.txt'), chat)
    const { id } = imported.imports.inspect({ uploads: [await imported.upload(folder.file('chat.txt'))] })
    const { preview } = await imported.until(id, 'ready')
    expect(preview?.people).toEqual([
      { name: 'Ada', messages: 2, side: 'unknown' },
      { name: 'Mia', messages: 1, side: 'unknown' },
    ])
    imported.imports.start({ id, target: nobody, you: ['Ada'] })
    await imported.until(id, 'done')
    expect(spoken(imported).map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  })

  test('that was left open makes nobody the person, and a name of no side in the export changes nothing', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    writeFileSync(folder.file('chat.txt'), chat)
    await imported.imports.importFiles([folder.file('chat.txt')], nobody, { you: ['Somebody else'] })
    expect(spoken(imported).map(({ role }) => role)).toEqual(['assistant', 'assistant', 'assistant'])
  })
})

test('dates that can be meant either way are as the person says, and the receipt has no doubt left', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  writeFileSync(folder.file('chat.txt'), '05/06/2023, 22:15 - Ada: Are you awake?\n05/06/2023, 22:16 - Mia: Always.')
  const { id } = imported.imports.inspect({ uploads: [await imported.upload(folder.file('chat.txt'))] })
  expect((await imported.until(id, 'ready')).preview?.reasons).toMatchObject([{ code: 'date-order-unsure' }])
  imported.imports.start({ id, target: nobody, dayOrder: 'month-first' })
  const { receipt } = await imported.until(id, 'done')
  expect(receipt?.reasons).toEqual([])
  expect(new Date(receipt?.from ?? 0).getMonth()).toBe(4)
})

describe('what a file is', () => {
  test('says the preview of each file, and how sure that is', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    await writeChatgptJson(folder.file('a.json'), { conversations: 2 })
    writeFileSync(folder.file('b.json'), JSON.stringify({ spec: 'chara_card_v2', data: { name: 'Mia' } }))
    const uploads = [await imported.upload(folder.file('a.json')), await imported.upload(folder.file('b.json'))]
    const { preview } = await imported.until(imported.imports.inspect({ uploads }).id, 'ready')
    expect(preview?.files).toMatchObject([
      { name: 'a.json', format: 'chatgpt', certainty: 'certain' },
      { name: 'b.json', format: null, certainty: null },
    ])
    expect(preview?.reasons).toMatchObject([{ code: 'character-card', file: 'b.json' }])
  })

  test('can be left out by the person, and taken in again, and the import does as the preview says', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    await writeChatgptJson(folder.file('a.json'), { conversations: 2, seed: 1 })
    await writeChatgptJson(folder.file('b.json'), { conversations: 3, seed: 2 })
    const uploads = [await imported.upload(folder.file('a.json')), await imported.upload(folder.file('b.json'))]
    const { id } = imported.imports.inspect({ uploads })
    expect((await imported.until(id, 'ready')).preview?.conversations).toBe(5)
    imported.imports.inspectAs({ id, as: [{ file: 'b.json', source: null }] })
    expect((await imported.until(id, 'ready')).preview).toMatchObject({
      conversations: 2,
      files: [{ certainty: 'certain' }, { name: 'b.json', format: null, certainty: 'chosen' }],
      reasons: [{ code: 'left-out', file: 'b.json' }],
    })
    imported.imports.start({ id, target: nobody })
    expect((await imported.until(id, 'done')).receipt?.files).toMatchObject({ found: 2, imported: 1, skipped: 1 })
  })

  test('that was not recognised can still be read as what the person says', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    writeFileSync(folder.file('notes.txt'), 'It was a quiet evening.\n'.repeat(10))
    const { id } = imported.imports.inspect({ uploads: [await imported.upload(folder.file('notes.txt'))] })
    await imported.until(id, 'failed')
    expect(imported.imports.inspectAs({ id, as: [{ file: 'notes.txt', source: 'chatgpt' }] }).state).toBe('inspecting')
    // It is none, and the person hears so; the file was there to be read again.
    expect((await imported.until(id, 'failed')).preview?.files).toMatchObject([
      { format: 'chatgpt', certainty: 'chosen' },
    ])
  })
})

test('custom instructions and memories are offered once each, newest first, and go with an undo', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  const context = (profile: string, at: number) => ({
    id: `c-${at}`,
    title: null,
    mapping: {
      a: {
        parent: null,
        message: {
          author: { role: 'user' },
          create_time: at,
          content: { content_type: 'user_editable_context', user_profile: profile, user_instructions: 'Be kind.' },
        },
      },
      b: {
        parent: 'a',
        message: {
          author: { role: 'system' },
          create_time: at,
          content: { content_type: 'model_editable_context', model_set_context: '1. Likes rain.' },
        },
      },
    },
  })
  const talks = [context('I am Ada.', 1_700_000_000), context('I am Ada, and I sail.', 1_710_000_000)]
  writeFileSync(folder.file('a.json'), JSON.stringify(talks))
  const { id, receipt } = await imported.imports.importFiles([folder.file('a.json')], nobody)
  expect(receipt?.offers.map(({ kind, text }) => [kind, text])).toEqual([
    ['instructions', 'Be kind.'],
    ['memory', '1. Likes rain.'],
    ['about-you', 'I am Ada, and I sail.'],
    ['about-you', 'I am Ada.'],
  ])
  expect(receipt?.offers[0]).toMatchObject({ source: 'chatgpt', at: 1_710_000_000_000 })
  expect((await imported.imports.undo({ id })).receipt?.offers).toEqual([])
})
