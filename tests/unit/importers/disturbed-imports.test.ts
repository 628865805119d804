import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { verifyDatabase } from '#core/store/verify-database.ts'
import {
  chatgptConversations,
  countMessages,
  writeChatgptJson,
  writeChatgptZip,
} from '#tests/helpers/chatgpt-export.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, importsAnew } from '#tests/helpers/test-imports.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import { aMessage } from '#tests/helpers/test-store.ts'

const nobody = { kind: 'nobody' } as const

test('an undo that a lock cuts off lets the vault close at once, and is gone on with when it is opened again', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  const { store } = imported
  await writeChatgptZip(folder.file('a.zip'), { conversations: 400, turns: 6, pictureEvery: 0 })
  const before = imported.contents()
  const { id } = await imported.imports.importFiles([folder.file('a.zip')], nobody)
  const count = () => store.database.get<{ n: number }>('SELECT count(*) AS n FROM message')?.n ?? 0
  const whole = count()
  const undoing = imported.imports.undo({ id })
  while (count() === whole) await setImmediate()
  await imported.imports[Symbol.asyncDispose]()
  expect((await undoing).state).toBe('interrupted')
  expect(count()).toBeGreaterThan(0)
  expect(verifyDatabase(store.database).problems).toEqual([])

  await using reopened = importsAnew(imported)
  // Whatever is asked for at a terminal waits for it.
  await reopened.importFiles([folder.file('nothing.json')], nobody)
  expect(reopened.list().find((run) => run.id === id)?.state).toBe('undone')
  expect(imported.contents()).toEqual(before)
}, 60_000)

test('an import whose end cannot be stored has ended all the same', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  await writeChatgptJson(folder.file('a.json'), { conversations: 2 })
  imported.store.database.execute(
    `CREATE TEMP TRIGGER full BEFORE UPDATE ON import_run WHEN new.state = 'done' BEGIN SELECT RAISE(ABORT, 'full'); END`,
  )
  const { id, state } = await imported.imports.importFiles([folder.file('a.json')], nobody)
  expect(state).toBe('done')
  for await (const run of imported.imports.watch({ id })) expect(run.state).toBe('done')
  expect((await imported.imports.undo({ id })).state).toBe('undone')
})

test('a message sent while its conversation is being imported anew stays where the person sees it', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  const options = { conversations: 1, turns: 1_600, pictureEvery: 0 }
  await writeChatgptJson(folder.file('old.json'), { ...options, turnsSoFar: 2 })
  await writeChatgptJson(folder.file('new.json'), options)
  await imported.imports.importFiles([folder.file('old.json')], nobody)
  const { conversations, messages } = imported.store
  const [talkedIn] = conversations.list({ source: 'chatgpt', archived: false, limit: 1 })
  if (!talkedIn) throw new Error('nothing was imported')
  const known = messages.importedIds(talkedIn.id).size
  const importing = imported.imports.importFiles([folder.file('new.json')], nobody)
  while (messages.importedIds(talkedIn.id).size === known) await setImmediate()
  const said = messages.append(aMessage(talkedIn.id, messages.leafId(talkedIn.id), 'I am here again'))
  const whole = [...chatgptConversations(options)].reduce((sum, one) => sum + countMessages(one), 0)
  expect(messages.importedIds(talkedIn.id).size).toBeLessThan(whole)
  await importing
  expect(messages.importedIds(talkedIn.id).size).toBe(whole)
  expect(messages.leafId(talkedIn.id)).toBe(said.id)
  expect(verifyDatabase(imported.store.database).problems).toEqual([])
})

test('whoever looks on while an import is undone sees what is still to go, and cannot stop it halfway', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  const { messages } = await writeChatgptJson(folder.file('a.json'), { conversations: 30, pictureEvery: 0 })
  const { id } = await imported.imports.importFiles([folder.file('a.json')], nobody)
  const undoing = imported.imports.undo({ id })
  await expect(imported.imports.cancel({ id, keep: true })).rejects.toMatchObject({ code: 'IMPORT_BUSY' })
  const seen: ImportRun[] = []
  for await (const run of imported.imports.watch({ id })) seen.push(run)
  await undoing
  expect(seen[0]).toMatchObject({ state: 'undoing', progress: { messages } })
  const left = seen.filter(({ state }) => state === 'undoing').map(({ progress }) => progress.messages)
  expect(left).toEqual(left.toSorted((one, other) => other - one))
  expect(left.at(-1)).toBeLessThan(messages)
  expect(seen.at(-1)?.state).toBe('undone')
})
