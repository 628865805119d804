import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAssetRepository } from '#core/store/asset-repository.ts'
import { chooseCipher, ciphers } from '#core/store/cipher.ts'
import { mediaFile } from '#core/store/connect.ts'
import { openDatabase } from '#core/store/database.ts'
import { migrations } from '#core/store/migrations/table.ts'
import { beginGeneration } from '#core/store/generation.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import { aMessage, createTestStore } from '#tests/helpers/test-store.ts'

const trouble = (kind: string) => expect.objectContaining({ name: 'VaultTrouble', kind })

function pragma(database: ReturnType<typeof openDatabase>, name: string): unknown {
  return Object.values(database.get<object>(`PRAGMA ${name}`) ?? {})[0]
}

test('every pragma is as it must be after reopening, for both files', () => {
  using store = createTestStore()
  store.database.close()
  using database = openDatabase({ file: store.file, key: store.key, mode: 'write' })
  for (const schema of ['main', 'media']) {
    // 2 is FULL: a WAL database comes back at NORMAL when nobody says so.
    expect(pragma(database, `${schema}.synchronous`)).toBe(2)
    expect(pragma(database, `${schema}.journal_mode`)).toBe('wal')
    expect(pragma(database, `${schema}.page_size`)).toBe(8192)
    expect(pragma(database, `${schema}.secure_delete`)).toBe(1)
    expect(pragma(database, `${schema}.mmap_size`)).toBe(0)
  }
  expect(pragma(database, 'temp_store')).toBe(2)
  expect(pragma(database, 'foreign_keys')).toBe(1)
  expect(pragma(database, 'trusted_schema')).toBe(0)
  expect(pragma(database, 'cell_size_check')).toBe(1)
})

test('a key that is not 32 bytes is refused before the engine takes it for a passphrase', () => {
  using store = createTestStore()
  for (const length of [0, 16, 31, 33, 64]) {
    for (const mode of ['write', 'read'] as const) {
      expect(() => openDatabase({ file: store.file, key: new Uint8Array(length), mode })).toThrow(RangeError)
    }
    const file = join(store.folder, 'other', 'keepsake.db')
    expect(() => openDatabase({ file, key: new Uint8Array(length), mode: 'create' })).toThrow(RangeError)
  }
})

test('a wrong key, a plain file and an emptied file are damage; a missing one is missing', () => {
  using store = createTestStore()
  const { file, key, database } = store
  database.close()
  const open = () => openDatabase({ file, key, mode: 'write' }).close()
  expect(() => openDatabase({ file, key: randomBytes(32), mode: 'write' })).toThrow(trouble('database-damaged'))
  for (const path of [file, mediaFile(file)]) {
    const bytes = readFileSync(path)
    writeFileSync(path, 'a plain text, long enough to be a page of something. '.repeat(400))
    expect(open).toThrow(trouble('database-damaged'))
    truncateSync(path, 0)
    expect(open).toThrow(trouble('database-damaged'))
    rmSync(path)
    expect(open).toThrow(trouble('database-missing'))
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, bytes)
    open()
  }
})

test('making a vault never overwrites one', () => {
  using store = createTestStore()
  store.database.close()
  const before = readFileSync(store.file)
  expect(() => openDatabase({ file: store.file, key: store.key, mode: 'create' })).toThrow('EEXIST')
  expect(readFileSync(store.file).equals(before)).toBe(true)
})

test('the files of a vault are for the person’s account alone', { skip: process.platform === 'win32' }, () => {
  using store = createTestStore()
  store.messages.append(aMessage(store.companion.lifelongId, null, 'hello'))
  for (const name of ['keepsake.db', 'keepsake.db-wal', 'keepsake.db-shm', 'media.db', 'media.db-wal']) {
    expect(statSync(join(store.folder, name)).mode & 0o077).toBe(0)
  }
})

test('a vault of a newer version is refused by name and left alone', () => {
  using store = createTestStore()
  store.database.execute(`PRAGMA user_version = ${(migrations.at(-1)?.version ?? 0) + 1}`)
  store.database.close()
  for (const mode of ['write', 'read'] as const) {
    expect(() => openDatabase({ file: store.file, key: store.key, mode })).toThrow(trouble('newer-format'))
  }
})

test.each(ciphers)('a vault under %s opens without anybody saying so, with its pictures', async (cipher) => {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-cipher-'))
  const [file, key] = [join(folder, 'keepsake.db'), randomBytes(32)]
  const made = openDatabase({ file, key, mode: 'create', cipher })
  const picture = { mime: 'image/png', width: null, height: null, importRunId: null }
  const id = await createAssetRepository(made).put(picture, new Uint8Array(100))
  made.close()
  for (const mode of ['write', 'read'] as const) {
    using database = openDatabase({ file, key, mode })
    expect(createAssetRepository(database).info(id).size).toBe(100)
  }
  rmSync(folder, { recursive: true })
})

test('this machine’s cipher is one of the two', () => {
  expect(ciphers).toContain(chooseCipher())
})

test('a full disk has its name, and what was there before stays', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  store.messages.append(aMessage(id, null, 'kept'))
  const { page_count: pages } = store.database.get<{ page_count: number }>('PRAGMA page_count') ?? { page_count: 0 }
  store.database.execute(`PRAGMA max_page_count = ${pages + 4}`)
  const large = aMessage(id, store.messages.leafId(id), 'x'.repeat(200_000))
  expect(() => store.messages.append(large)).toThrow(expect.objectContaining({ code: 'DISK_FULL' }))
  expect(verifyDatabase(store.database)).toMatchObject({ problems: [], messages: 1 })
})

test.skipIf(process.getuid?.() === 0)('files or a folder that may not be written are named so', () => {
  using store = createTestStore()
  store.database.close()
  for (const [path, mode, restored] of [
    [store.file, 0o400, 0o600],
    [store.folder, 0o500, 0o700],
  ] as const) {
    chmodSync(path, mode)
    expect(() => openDatabase({ file: store.file, key: store.key, mode: 'write' })).toThrow(trouble('read-only'))
    chmodSync(path, restored)
  }
})

test('a reader can change nothing', () => {
  using store = createTestStore()
  using reader = openDatabase({ file: store.file, key: store.key, mode: 'read' })
  expect(() => reader.run('DELETE FROM companion')).toThrow(trouble('read-only'))
  expect(() => reader.run('DELETE FROM media.meta')).toThrow(trouble('read-only'))
})

test('closing folds the log into the files, so that copying them copies everything', () => {
  using store = createTestStore()
  store.messages.append(aMessage(store.companion.lifelongId, null, 'hello'))
  store.database.close()
  store.database.close()
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-copy-'))
  for (const path of [store.file, mediaFile(store.file)]) {
    expect(existsSync(`${path}-wal`)).toBe(false)
    copyFileSync(path, join(folder, path.endsWith('media.db') ? 'media.db' : 'keepsake.db'))
  }
  using copy = openDatabase({ file: join(folder, 'keepsake.db'), key: store.key, mode: 'read' })
  expect(copy.all('SELECT * FROM message')).toHaveLength(1)
  rmSync(folder, { recursive: true })
})

test('each session of writing has a higher number, so that an older copy put back is noticed', () => {
  using store = createTestStore()
  expect(beginGeneration(store.database)).toBe(1)
  store.database.close()
  using again = openDatabase({ file: store.file, key: store.key, mode: 'write' })
  expect(beginGeneration(again)).toBe(2)
})

test('a transaction that fails halfway leaves nothing, inner ones included', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  expect(() =>
    store.database.transaction(() => {
      store.messages.append(aMessage(id, null, 'half'))
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(store.messages.leafId(id)).toBeNull()
  expect(store.search.searchMessages({ query: 'half', limit: 5 }).hits).toEqual([])
  expect(verifyDatabase(store.database)).toEqual({ problems: [], conversations: 1, messages: 0, assets: 0 })
})

test('verifying notices an index, a thread and a tree that do not fit', () => {
  using store = createTestStore()
  const { database } = store
  const { id } = store.messages.append(aMessage(store.companion.lifelongId, null, 'hello'))
  store.messages.append(aMessage(store.companion.lifelongId, id, 'there'))
  expect(verifyDatabase(database).problems).toEqual([])
  database.run('UPDATE message SET depth = 7 WHERE id = ?', id)
  expect(verifyDatabase(database).problems).toHaveLength(2)
})
