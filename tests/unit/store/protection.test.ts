import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mediaFile } from '#core/store/connect.ts'
import { openDatabase } from '#core/store/database.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import { aMessage, createTestStore } from '#tests/helpers/test-store.ts'

const canary = 'canary-ottoman-37'
const hanCanary = '金丝雀暗号三七'

/**
 * The engine's open temporary files. It takes the name off such a file as soon as it is open, so that only the process
 * itself still shows it.
 */
function spills(): string[] {
  return readdirSync('/proc/self/fd')
    .map(linkOf)
    .filter((path) => path.includes('etilqs_'))
}

function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}

test('no word of a message is readable on disk: database, log, search index, pictures', async () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const files = () => readdirSync(store.folder).map((name) => join(store.folder, name))
  const leaks = () =>
    files().filter((path) => {
      const bytes = readFileSync(path)
      return [canary, 'ottoman', hanCanary].some((word) => bytes.includes(word))
    })
  store.database.transaction(() => {
    for (let number = 0; number < 400; number += 1) {
      store.messages.append(aMessage(id, null, `${number} ${canary} ${hanCanary} `.repeat(20)))
    }
  })
  store.drafts.set(id, { ...emptyDraft, text: canary }, 1)
  const file = { mime: 'text/plain', width: null, height: null, importRunId: null }
  await store.assets.put(file, Buffer.from(canary.repeat(50_000)))
  expect(files().some((path) => path.endsWith('-wal'))).toBe(true)
  expect(leaks()).toEqual([])
  store.database.close()
  expect(leaks()).toEqual([])
})

test.skipIf(process.platform !== 'linux')('a sort too large for memory writes no plain temporary file', () => {
  using store = createTestStore()
  // The sorter spills past the size of the cache.
  store.database.execute('PRAGMA cache_size = 10')
  const sorting = store.database.each<{ words: string }>(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
     SELECT hex(randomblob(1000)) AS words FROM n ORDER BY words`,
  )
  expect(sorting.next().value?.words).toHaveLength(2_000)
  expect(spills()).toEqual([])
  sorting.return()
})

test('a flipped bit anywhere is an error, never another word', async () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  store.database.transaction(() => {
    for (let number = 0; number < 300; number += 1) {
      store.messages.append(aMessage(id, store.messages.leafId(id), `message ${number} 晚安 `.repeat(12)))
    }
  })
  const picture = { mime: 'image/png', width: null, height: null, importRunId: null }
  await store.assets.put(picture, Buffer.alloc(60_000, 'pixels'))
  store.database.close()
  const readAll = () => {
    using database = openDatabase({ file: store.file, key: store.key, mode: 'write' })
    const check = verifyDatabase(database)
    // What the engine only comes upon while it looks for damage it tells, instead of breaking off.
    if (check.problems.length > 0) throw new VaultTrouble('database-damaged')
    return JSON.stringify([
      database.all('SELECT id, text FROM message'),
      database.all('SELECT id, hex(bytes) AS bytes FROM media.chunk'),
      check,
    ])
  }
  const truth = readAll()
  const outcomes = new Set<unknown>()
  for (const path of [store.file, mediaFile(store.file)]) {
    const bytes = readFileSync(path)
    // A bit of every page, at a place that moves on from page to page.
    for (let page = 0; page * 8_192 < bytes.length; page += 1) {
      const at = page * 8_192 + ((page * 1_237) % 8_192)
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (page % 8))
      writeFileSync(path, damaged)
      outcomes.add(kindOfTrouble(readAll, truth))
    }
    writeFileSync(path, bytes)
  }
  // A page that nothing uses any more may be damaged unnoticed; nothing that is read may differ.
  outcomes.delete('the truth')
  expect(outcomes).toEqual(new Set(['database-damaged']))
})

function kindOfTrouble(read: () => string, truth: string): unknown {
  try {
    return read() === truth ? 'the truth' : 'another word'
  } catch (error) {
    return error instanceof VaultTrouble ? error.kind : error
  }
}
