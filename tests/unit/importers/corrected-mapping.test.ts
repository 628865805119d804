import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { EarlierReading } from '#shared/contract/imports.ts'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, type TestImports } from '#tests/helpers/test-imports.ts'

const nobody = { kind: 'nobody' } as const
/** A table in which the guess takes the wrong column for the words. */
const table = [
  'thread,sender,text,original,at',
  'rain,Ada,[translated],你醒着吗,2024-01-02T10:00:00Z',
  'rain,念,[translated],醒着。,2024-01-02T10:01:00Z',
  'tea,Ada,[translated],茶呢,2024-01-03T10:00:00Z',
  'tea,念,[translated],在这里。,2024-01-03T10:02:00Z',
].join('\n')

async function lookInto(imported: TestImports, name: string, text: string) {
  await using folder = await tempFolder()
  writeFileSync(folder.file(name), text)
  return imported.imports.inspect({ uploads: [await imported.upload(folder.file(name))] })
}

function said({ store }: TestImports) {
  return store.database.all<{ role: string; text: string }>('SELECT role, text FROM message ORDER BY id')
}

describe('a file of no known app', () => {
  test('shows its first rows, what they were taken for and what would come in', async () => {
    await using imported = await createTestImports()
    const { id } = await lookInto(imported, 'a.csv', table)
    const { preview } = await imported.until(id, 'ready')
    expect(preview?.files).toMatchObject([{ format: 'generic', certainty: 'likely', why: { by: 'rows', names: [] } }])
    const [shown] = preview?.mappings ?? []
    expect(shown).toMatchObject({
      file: 'a.csv',
      corrected: false,
      mapping: { list: [], text: 'text', role: 'sender', time: 'at', sides: { Ada: 'unknown', 念: 'unknown' } },
      lists: [{ list: [], fields: ['thread', 'sender', 'text', 'original', 'at'] }],
      speakers: [
        { name: 'Ada', messages: 2, side: 'unknown' },
        { name: '念', messages: 2, side: 'unknown' },
      ],
      first: [{ author: 'Ada', text: '[translated]', createdAt: Date.UTC(2024, 0, 2, 10) }, { author: '念' }, {}, {}],
    })
    expect(shown?.lists[0]?.rows[0]).toEqual(['rain', 'Ada', '[translated]', '你醒着吗', '2024-01-02T10:00:00Z'])
  })

  test('is read and imported as the person corrects it, and the words shown for that are forgotten', async () => {
    await using imported = await createTestImports()
    const { id } = await lookInto(imported, 'a.csv', table)
    const guessed = (await imported.until(id, 'ready')).preview?.mappings[0]?.mapping as ImportMapping
    const mapping: ImportMapping = {
      ...guessed,
      text: 'original',
      conversation: 'thread',
      sides: { Ada: 'user', 念: 'assistant' },
    }
    imported.imports.inspectAs({ id, mappings: [{ file: 'a.csv', mapping }] })
    const { preview } = await imported.until(id, 'ready')
    expect(preview).toMatchObject({ conversations: 2, messages: 4, files: [{ certainty: 'chosen' }] })
    expect(preview?.people.filter(({ side }) => side === 'unknown')).toEqual([])
    expect(preview?.mappings[0]).toMatchObject({ corrected: true, conversations: 2, messages: 4 })
    imported.imports.start({ id, target: nobody })
    expect((await imported.until(id, 'done')).preview?.mappings).toEqual([])
    expect(said(imported)).toEqual([
      { role: 'user', text: '你醒着吗' },
      { role: 'assistant', text: '醒着。' },
      { role: 'user', text: '茶呢' },
      { role: 'assistant', text: '在这里。' },
    ])
  })

  test('goes back to what was guessed', async () => {
    await using imported = await createTestImports()
    const { id } = await lookInto(imported, 'a.csv', table)
    const guessed = (await imported.until(id, 'ready')).preview?.mappings[0]?.mapping as ImportMapping
    imported.imports.inspectAs({ id, mappings: [{ file: 'a.csv', mapping: { ...guessed, text: 'original' } }] })
    expect((await imported.until(id, 'ready')).preview?.mappings[0]?.first[0]?.text).toBe('你醒着吗')
    imported.imports.inspectAs({ id, mappings: [{ file: 'a.csv', mapping: null }] })
    const { preview } = await imported.until(id, 'ready')
    expect(preview?.mappings[0]).toMatchObject({ corrected: false, mapping: guessed })
    expect(preview?.files[0]?.certainty).toBe('likely')
  })

  test('with names that nobody could guess can be read once the person names them', async () => {
    await using imported = await createTestImports()
    const rows = [
      { sprecher: 'Ada', gesagt: 'Bist du wach?' },
      { sprecher: 'Mia', gesagt: 'Immer.' },
    ]
    const { id } = await lookInto(imported, 'a.json', JSON.stringify({ blatt: rows }, null, 2))
    await imported.until(id, 'failed')
    imported.imports.inspectAs({ id, as: [{ file: 'a.json', source: 'generic' }] })
    const [shown] = (await imported.until(id, 'failed')).preview?.mappings ?? []
    expect(shown).toMatchObject({
      mapping: null,
      lists: [{ list: ['blatt'], fields: ['sprecher', 'gesagt'], guess: null }],
    })
    const mapping: ImportMapping = {
      list: ['blatt'],
      text: 'gesagt',
      role: 'sprecher',
      author: null,
      time: null,
      model: null,
      id: null,
      parent: null,
      sides: { Ada: 'user' },
      conversation: null,
      title: null,
      conversationId: null,
    }
    imported.imports.inspectAs({ id, mappings: [{ file: 'a.json', mapping }] })
    expect((await imported.until(id, 'ready')).preview).toMatchObject({ conversations: 1, messages: 2 })
    imported.imports.start({ id, target: nobody, you: [] })
    await imported.until(id, 'done')
    expect(said(imported)).toEqual([
      { role: 'user', text: 'Bist du wach?' },
      { role: 'assistant', text: 'Immer.' },
    ])
  })
})

describe('a file that came in before and is now read in another way', () => {
  const grown = `${table}\ntea,Ada,[translated],再来一杯,2024-01-04T10:00:00Z`

  /** Reads a table with another column for the words, and begins the import as the person says. */
  async function readAgain(imported: TestImports, text: string, column: string) {
    const { id } = await lookInto(imported, 'again.csv', text)
    const guessed = (await imported.until(id, 'ready')).preview?.mappings[0]?.mapping as ImportMapping
    imported.imports.inspectAs({ id, mappings: [{ file: 'again.csv', mapping: { ...guessed, text: column } }] })
    const { preview } = await imported.until(id, 'ready')
    const start = (earlier: EarlierReading | null) => imported.imports.start({ id, target: nobody, earlier })
    return { id, preview, start }
  }

  async function importFirst(imported: TestImports, files: Readonly<Record<string, string>> = { 'a.csv': table }) {
    await using folder = await tempFolder()
    for (const [name, text] of Object.entries(files)) writeFileSync(folder.file(name), text)
    const uploads = await Promise.all(Object.keys(files).map((name) => imported.upload(folder.file(name))))
    const { id } = imported.imports.inspect({ uploads })
    await imported.until(id, 'ready')
    imported.imports.start({ id, target: nobody })
    return imported.until(id, 'done')
  }

  test('takes the place of the earlier reading once that is said, and nothing is written before', async () => {
    await using imported = await createTestImports()
    const first = await importFirst(imported)
    const before = imported.contents()
    const { id, preview, start } = await readAgain(imported, grown, 'original')
    expect(preview?.readBefore).toMatchObject([
      { file: 'again.csv', runs: [first.id], at: first.startedAt, replaceable: true },
    ])
    expect(() => start(null)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
    expect(imported.contents()).toEqual(before)
    start('replace')
    expect((await imported.until(id, 'done')).receipt?.messages).toMatchObject({ found: 5, imported: 5 })
    expect(said(imported).map(({ text }) => text)).toEqual(['你醒着吗', '醒着。', '茶呢', '在这里。', '再来一杯'])
    expect(imported.imports.list().map((run) => [run.id, run.state])).toEqual([
      [id, 'done'],
      [first.id, 'undone'],
    ])
    expect((await readAgain(imported, table, 'original')).preview?.readBefore).toEqual([])
  })

  test('takes out nothing that came in together with it, and stands beside it only where that is said', async () => {
    await using imported = await createTestImports()
    await importFirst(imported, { 'a.csv': table, 'b.csv': table.replaceAll('2024', '2021').replaceAll('a', 'o') })
    const before = imported.contents()
    const { id, preview, start } = await readAgain(imported, table, 'original')
    expect(preview?.readBefore).toMatchObject([{ replaceable: false }])
    expect(() => start('replace')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
    expect(imported.contents()).toEqual(before)
    start('keep')
    await imported.until(id, 'done')
    expect(said(imported)).toHaveLength(12)
  })
})
