import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSpeakerRepository } from '#core/chat/speaker-repository.ts'
import { tokenizerVersion } from '#core/search/tokenize.ts'
import { connect } from '#core/store/connect.ts'
import { Database, openDatabase } from '#core/store/database.ts'
import { copyVerified, migrate } from '#core/store/migrate.ts'
import { migrations } from '#core/store/migrations/table.ts'
import { addImportRun, aMessage, createTestStore } from '#tests/helpers/test-store.ts'

const newest = migrations.at(-1)?.version ?? 0
const next = {
  version: newest + 1,
  sql: `ALTER TABLE companion ADD COLUMN shade TEXT; UPDATE companion SET shade = 'blue'`,
}

test('an older vault is migrated after a complete copy was taken, which opens under the same key', () => {
  using store = createTestStore()
  store.messages.append(aMessage(store.companion.lifelongId, null, 'before'))
  migrate(store.database, 'write', [...migrations, next])
  expect(store.database.get('SELECT shade FROM companion')).toEqual({ shade: 'blue' })
  expect(store.database.get('PRAGMA user_version')).toEqual({ user_version: newest + 1 })
  const copy = `${store.file}.v${newest}`
  using old = openDatabase({ file: copy, key: store.key, mode: 'read' })
  expect(old.get('SELECT text FROM message')).toEqual({ text: 'before' })
  expect(old.get('PRAGMA user_version')).toEqual({ user_version: newest })
})

test('a migration that fails leaves the vault as it was', () => {
  using store = createTestStore()
  const broken = { ...next, sql: `${next.sql}; INSERT INTO nowhere VALUES (1)` }
  expect(() => migrate(store.database, 'write', [...migrations, broken])).toThrow('no such table')
  expect(store.database.get('PRAGMA user_version')).toEqual({ user_version: newest })
  expect(() => store.database.get('SELECT shade FROM companion')).toThrow('no such column')
})

test('a vault at the newest version is not copied', () => {
  using store = createTestStore()
  migrate(store.database, 'write')
  expect(existsSync(`${store.file}.v${newest}`)).toBe(false)
})

test('a copy that a crash left behind is replaced', () => {
  using store = createTestStore()
  const target = `${store.file}.v${newest}`
  writeFileSync(target, 'half a copy')
  copyVerified(store.database, target)
  using copy = openDatabase({ file: target, key: store.key, mode: 'read' })
  expect(copy.all('SELECT id FROM companion')).toHaveLength(1)
})

test('a vault in a folder whose name has an apostrophe can be copied', () => {
  using store = createTestStore()
  const target = join(store.folder, "O'Brien's copy")
  copyVerified(store.database, target)
  using copy = new Database(target, connect(target, store.key, 'read'))
  expect(copy.get('SELECT count(*) AS n FROM companion')).toEqual({ n: 1 })
})

test('a new vault says which tokens its index holds', () => {
  using store = createTestStore()
  expect(store.database.get(`SELECT value FROM meta WHERE key = 'tokenizer'`)).toEqual({ value: tokenizerVersion })
})

test('a vault of the first version tells who spoke, and does not bring up imports from before', () => {
  using store = createTestStore()
  const { folder, key } = store
  mkdirSync(join(folder, 'first'))
  const file = join(folder, 'first', 'keepsake.db')
  using database = new Database(file, connect(file, key, 'create'))
  migrate(database, 'create', migrations.slice(0, 1))
  const run = addImportRun(database)
  database.run(`INSERT INTO companion (profile_json, created_at) VALUES ('{}', 0)`)
  migrate(database, 'write')
  expect(createSpeakerRepository(database).speakersOf(store.companion.id)).toEqual([])
  expect(database.get('SELECT seen FROM import_run WHERE id = ?', run)).toEqual({ seen: 1 })
})

test('no two migrations make the same version, and each comes after those before it', () => {
  const versions = migrations.map(({ version }) => version)
  expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other))
})
