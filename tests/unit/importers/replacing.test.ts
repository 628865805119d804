import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { verifyDatabase } from '#core/store/verify-database.ts'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, importsAnew, type TestImports } from '#tests/helpers/test-imports.ts'

const nobody = { kind: 'nobody' } as const
const child = new URL('./import-in-child.ts', import.meta.url).pathname

const inThread = 20
/** It is guessed wrongly: its words are in the column that is taken for a note. */
const tableOf = (threads: number, id = 'm', note = 'note') =>
  [
    'conversation_id,id,sender,text,original,at',
    ...Array.from({ length: threads * inThread }, (_, index) => {
      const at = new Date(Date.UTC(2024, 0, 1, 0, index)).toISOString()
      const thread = Math.floor(index / inThread)
      return `conversation ${thread} of these,${id}${index},${index % 2 ? '念' : 'Ada'},${note} ${index},words ${index},${at}`
    }),
  ].join('\n')

const threads = 300
const whole = threads * inThread
const table = tableOf(threads)
const small = tableOf(2)
const torn = `${small}\nt9,m9`

const count = ({ store }: TestImports): number =>
  store.database.get<{ n: number }>('SELECT count(*) AS n FROM message')?.n ?? 0

/** Whether the earlier reading is on its way out. */
const isGoingOut = ({ store }: TestImports): boolean =>
  store.database.get('SELECT 1 FROM import_run WHERE failure = ?', 'undo') !== undefined

function texts({ store }: TestImports): string[] {
  const rows = store.database.all<{ text: string }>('SELECT text FROM message ORDER BY id')
  return rows.map(({ text }) => text.split(' ')[0] ?? '')
}

const named = ({ store }: TestImports) =>
  store.database.all('SELECT source, source_id FROM conversation ORDER BY source, source_id')

async function lookInto(imported: TestImports, name: string, text: string) {
  await using folder = await tempFolder()
  writeFileSync(folder.file(name), text)
  const { id } = imported.imports.inspect({ uploads: [await imported.upload(folder.file(name))] })
  return imported.until(id, 'ready')
}

async function importAsFound(imported: TestImports, name = 'a.csv', text = table): Promise<ImportRun> {
  const { id } = await lookInto(imported, name, text)
  imported.imports.start({ id, target: nobody })
  return imported.until(id, 'done')
}

/** Looks for the words of the table in the other column. */
async function lookAgain(imported: TestImports, text: string): Promise<ImportRun['id']> {
  const { id, preview } = await lookInto(imported, 'a.csv', text)
  const guessed = preview?.mappings[0]?.mapping as ImportMapping
  imported.imports.inspectAs({ id, mappings: [{ file: 'a.csv', mapping: { ...guessed, text: 'original' } }] })
  await imported.until(id, 'ready')
  return id
}

/** Reads it so, and begins to replace what is there. */
async function beginToReplace(imported: TestImports, text = table): Promise<ImportRun['id']> {
  const id = await lookAgain(imported, text)
  imported.imports.start({ id, target: nobody, earlier: 'replace' })
  return id
}

describe('an import that replaces an earlier reading', () => {
  // The words of such a table go in by about 1,200 at once: after the first of these, and after half of them.
  test.each([
    ['before anything of it is in', 0, false],
    ['when some of it is in', 1, true],
    ['when most of it is in', whole / 2 + 1, false],
  ] as const)(
    'leaves that whole when it is cancelled %s',
    async (_when, further, keep) => {
      await using imported = await createTestImports()
      const first = await importAsFound(imported)
      const before = imported.contents()
      const names = named(imported)
      const id = await beginToReplace(imported)
      while (count(imported) < whole + further) await setTimeout(1)
      const run = await imported.imports.cancel({ id, keep })
      expect(run).toMatchObject({ state: 'cancelled', failure: null, receipt: null, progress: { messages: 0 } })
      expect(imported.contents()).toEqual(before)
      expect(named(imported)).toEqual(names)
      expect(imported.imports.list().find((one) => one.id === first.id)?.state).toBe('done')
    },
    60_000,
  )

  test('keeps the names of conversations, and is not taken out when a cancel comes too late', async () => {
    await using imported = await createTestImports()
    const first = await importAsFound(imported)
    const names = named(imported)
    const id = await beginToReplace(imported)
    while (!isGoingOut(imported)) await setTimeout(1)
    expect((await imported.imports.cancel({ id, keep: false })).state).toBe('done')
    expect(texts(imported)).toEqual(Array.from({ length: whole }, () => 'words'))
    expect(named(imported)).toEqual(names)
    expect(imported.imports.list().find((one) => one.id === first.id)?.state).toBe('undone')
  }, 60_000)

  test.each([
    ['while the new reading comes in', (imported: TestImports) => count(imported) > whole, 'note'],
    ['while the earlier one goes out', isGoingOut, 'words'],
  ] as const)(
    'leaves one of the two whole when it is killed %s',
    async (_when, isThere, stays) => {
      await using folder = await tempFolder()
      await using imported = await createTestImports()
      const { store } = imported
      writeFileSync(folder.file('a.csv'), table)
      await importAsFound(imported)
      const names = named(imported)
      const key = Buffer.from(store.key).toString('hex')
      const replacing = spawn(process.execPath, [child, store.folder, key, folder.file('a.csv'), 'original'])
      const ended = once(replacing, 'exit')
      while (replacing.exitCode === null && !isThere(imported)) await setTimeout(5)
      replacing.kill('SIGKILL')
      expect((await ended)[1]).toBe('SIGKILL')
      expect(isGoingOut(imported)).toBe(stays === 'words')
      await using reopened = importsAnew(imported)
      await reopened.importFiles([folder.file('nothing.json')], nobody)
      expect(texts(imported)).toEqual(Array.from({ length: whole }, () => stays))
      expect(named(imported)).toEqual(names)
      expect(verifyDatabase(store.database).problems).toEqual([])
    },
    60_000,
  )
})

/** What does not let messages of a run go, as a disk that fails would not. */
const holdOn = ({ store }: TestImports, id: ImportRun['id']) =>
  store.database.execute(
    `CREATE TRIGGER holds BEFORE DELETE ON message WHEN old.import_run_id = ${id} BEGIN SELECT raise(FAIL, 'held'); END`,
  )
const letGo = ({ store }: TestImports) => store.database.execute('DROP TRIGGER holds')
const stateOf = ({ imports }: TestImports, id: ImportRun['id']) => imports.list().find((one) => one.id === id)?.state

describe('an import that is to replace an earlier reading', () => {
  test('brings every word where the earlier one had only added to conversations of another import', async () => {
    await using imported = await createTestImports()
    const other = tableOf(2, 'other', 'elsewhere')
    await importAsFound(imported, 'a.csv', other)
    const first = await importAsFound(imported, 'a.csv', small)
    expect(named(imported)).toHaveLength(3)
    await imported.until(await beginToReplace(imported, small), 'done')
    expect(stateOf(imported, first.id)).toBe('undone')
    const all = texts(imported)
    expect(all.filter((word) => word === 'elsewhere')).toHaveLength(2 * inThread)
    expect(all.filter((word) => word === 'words')).toHaveLength(2 * inThread)
    expect(all).toHaveLength(4 * inThread)
    expect(verifyDatabase(imported.store.database).problems).toEqual([])
  }, 30_000)

  test('is in though the earlier one cannot be taken out, which can be undone afterwards', async () => {
    await using imported = await createTestImports()
    const first = await importAsFound(imported, 'a.csv', small)
    holdOn(imported, first.id)
    const id = await beginToReplace(imported, small)
    expect((await imported.until(id, 'done')).receipt?.messages.imported).toBe(2 * inThread)
    expect(stateOf(imported, first.id)).toBe('interrupted')
    letGo(imported)
    expect((await imported.imports.undo({ id: first.id })).state).toBe('undone')
    expect(texts(imported)).toEqual(Array.from({ length: 2 * inThread }, () => 'words'))
  }, 30_000)

  test('says what is left of it when it cannot be taken out, and goes out at the next opening', async () => {
    await using imported = await createTestImports()
    const first = await importAsFound(imported, 'a.csv', small)
    const before = imported.contents()
    const id = await lookAgain(imported, torn)
    holdOn(imported, id)
    imported.imports.start({ id, target: nobody, earlier: 'replace' })
    const run = await imported.until(id, 'interrupted')
    expect(run).toMatchObject({ failure: 'undo', progress: { messages: 2 * inThread } })
    letGo(imported)
    await using reopened = importsAnew(imported)
    await reopened.importFiles(['nothing.json'], nobody)
    expect(imported.contents()).toEqual(before)
    expect(reopened.list().find((one) => one.id === first.id)?.state).toBe('done')
  }, 30_000)

  test('leaves the earlier one whole where it ends in the middle itself', async () => {
    await using imported = await createTestImports()
    const first = await importAsFound(imported, 'a.csv', small)
    const before = imported.contents()
    const run = await imported.until(await beginToReplace(imported, torn), 'failed')
    expect(run).toMatchObject({ failure: 'not-whole', receipt: null, progress: { messages: 0 } })
    expect(imported.contents()).toEqual(before)
    expect(stateOf(imported, first.id)).toBe('done')
  }, 30_000)
})

const chat = Array.from({ length: 30 }, (_, index) => {
  const minute = String(index).padStart(2, '0')
  return `[25/01/2024, 21:${minute}:00] ${index % 2 ? 'Mia' : 'Ada'}: words ${index}`
}).join('\n')

describe('a file of a format that is certain', () => {
  async function readAs(imported: TestImports, source: 'transcript' | 'whatsapp') {
    const { id } = await lookInto(imported, 'a.txt', chat)
    imported.imports.inspectAs({ id, as: [{ file: 'a.txt', source }] })
    return imported.until(id, 'ready')
  }

  test('is asked about when it came in as it is and is now read as another', async () => {
    await using imported = await createTestImports()
    const first = await importAsFound(imported, 'a.txt', chat)
    const { id, preview } = await readAs(imported, 'transcript')
    expect(preview?.readBefore).toMatchObject([{ runs: [first.id], replaceable: true }])
    expect(() => imported.imports.start({ id, target: nobody })).toThrow('INVALID_INPUT')
    expect((await readAs(imported, 'whatsapp')).preview?.readBefore).toEqual([])
  }, 30_000)

  test('is asked about when it came in as another and is now read as it is', async () => {
    await using imported = await createTestImports()
    const { id } = await readAs(imported, 'transcript')
    imported.imports.start({ id, target: nobody })
    await imported.until(id, 'done')
    const { preview } = await lookInto(imported, 'a.txt', chat)
    expect(preview?.files).toMatchObject([{ format: 'whatsapp', certainty: 'certain' }])
    expect(preview?.readBefore).toMatchObject([{ runs: [id], replaceable: true }])
  }, 30_000)
})
