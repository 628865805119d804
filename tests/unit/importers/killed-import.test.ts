import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { createImportRunRepository } from '#core/importers/import-run-repository.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import { chatgptConversations, countMessages, writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports } from '#tests/helpers/test-imports.ts'

const child = new URL('./import-in-child.ts', import.meta.url).pathname
const kills = 5
const options = { conversations: 200, turns: 8, branchEvery: 3, pictureEvery: 6 }

type Told = { messages: number; state?: string }

/** Runs the import in a process of its own and kills that after a number of reports; answers the last one. */
async function importUntil(store: { folder: string; key: Uint8Array }, path: string, reports: number): Promise<Told> {
  const process_ = spawn(process.execPath, [child, store.folder, Buffer.from(store.key).toString('hex'), path])
  const ended = once(process_, 'exit')
  let last: Told = { messages: 0 }
  let heard = 0
  for await (const line of createInterface({ input: process_.stdout })) {
    last = JSON.parse(line) as Told
    heard += 1
    if (heard === reports) process_.kill('SIGKILL')
  }
  await ended
  return last
}

test('a killed import leaves a sound vault with all that was told as in, and the next one completes it', async () => {
  await using folder = await tempFolder()
  const path = folder.file('a.zip')
  await writeChatgptZip(path, options)
  await using imported = await createTestImports()
  const { store } = imported
  const whole = new Map([...chatgptConversations(options)].map((one) => [one.conversation_id, countMessages(one)]))
  let killed = 0
  let before = 0
  for (let run = 0; run < kills; run += 1) {
    // At another place each time, now early, now late.
    const told = await importUntil(store, path, 1 + Math.floor(Math.random() * 3))
    if (told.state === undefined) killed += 1
    expect(verifyDatabase(store.database).problems).toEqual([])
    const count = store.database.get<{ n: number }>('SELECT count(*) AS n FROM message')?.n ?? 0
    expect(count).toBeGreaterThanOrEqual(Math.max(before, told.messages))
    before = count
  }
  expect(killed).toBeGreaterThan(0)
  const last = await importUntil(store, path, Number.POSITIVE_INFINITY)
  expect(last.state).toBe('done')
  const rows = store.database.all<{ id: string; n: number; leafId: number | null }>(
    `SELECT c.source_id AS id, c.leaf_id AS leafId, count(m.id) AS n FROM conversation c
     JOIN message m ON m.conversation_id = c.id WHERE c.source_id IS NOT NULL GROUP BY c.id`,
  )
  expect(new Map(rows.map((row) => [row.id, row.n]))).toEqual(whole)
  expect(rows.every((row) => row.leafId !== null)).toBe(true)
  const states = store.database
    .all<{ state: string }>('SELECT state FROM import_run ORDER BY id')
    .map((row) => row.state)
  expect(new Set(states.slice(0, -1))).toEqual(new Set(killed < kills ? ['interrupted', 'done'] : ['interrupted']))
  expect(verifyDatabase(store.database).problems).toEqual([])
}, 120_000)

test('a conversation that was cut in its middle is readable at the next opening, and whole after the next import', async () => {
  await using folder = await tempFolder()
  const long = { conversations: 1, turns: 1_200, pictureEvery: 0 }
  await writeChatgptZip(folder.file('long.zip'), long)
  await writeChatgptZip(folder.file('short.zip'), { seed: 2, conversations: 1, turns: 1 })
  await using imported = await createTestImports()
  const { database } = imported.store
  const look = () =>
    database.get<{ leafId: number | null; n: number }>(
      `SELECT c.leaf_id AS leafId, count(m.id) AS n FROM conversation c JOIN message m ON m.conversation_id = c.id
       WHERE c.source_id = ? GROUP BY c.id`,
      [...chatgptConversations(long)][0]?.conversation_id ?? '',
    )
  await importUntil(imported.store, folder.file('long.zip'), 3)
  const whole = [...chatgptConversations(long)].reduce((sum, one) => sum + countMessages(one), 0)
  const cut = look()
  expect(cut?.leafId).toBeNull()
  expect(cut?.n).toBeLessThan(whole)
  await importUntil(imported.store, folder.file('short.zip'), Number.POSITIVE_INFINITY)
  const run = createImportRunRepository(database).list().at(-1)
  expect(run).toMatchObject({ state: 'interrupted', seen: false, progress: { conversations: 1, messages: cut?.n } })
  expect(look()?.leafId).not.toBeNull()
  expect(verifyDatabase(database).problems).toEqual([])
  await importUntil(imported.store, folder.file('long.zip'), Number.POSITIVE_INFINITY)
  expect(look()?.n).toBe(whole)
}, 120_000)
