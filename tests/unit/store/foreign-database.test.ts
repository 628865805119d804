import Sqlite from 'better-sqlite3-multiple-ciphers'
import { expect, test } from 'vitest'
import { openForeignDatabase } from '#core/store/foreign-database.ts'

const pageBytes = 4_096
const interior = 0x05

function written(sql: string): Buffer {
  const database = new Sqlite(':memory:').unsafeMode()
  database.exec(sql)
  const bytes = database.serialize()
  database.close()
  return bytes
}

const many = Array.from({ length: 200 }, (_, index) => `CREATE TABLE t${index} (id integer, ${'x'.repeat(60)} text);`)

test('gives the rows of plain tables, and neither views nor virtual tables nor tables without places', () => {
  using database = openForeignDatabase(
    written(`
      CREATE TABLE a (id text PRIMARY KEY, "odd ""name" text, UNIQUE (id));
      INSERT INTO a VALUES ('x', 'one'), ('y', 'two');
      CREATE VIEW v AS SELECT 1;
      CREATE VIRTUAL TABLE f USING fts5(words);`),
  )
  expect(database.tables.get('a')).toEqual(['id', 'odd "name'])
  expect(database.tables.has('v') || database.tables.has('f')).toBe(false)
  expect(database.isSound('a')).toBe(true)
  expect([...database.rows('a')]).toHaveLength(2)
  expect([...database.column('a', 'odd "name')]).toEqual([
    [1, 'one'],
    [2, 'two'],
  ])
  expect(database.row('a', 2)).toEqual({ id: 'y', 'odd "name': 'two' })
  expect(database.row('a', 3)).toBeNull()
  expect(() => [...database.rows('v')]).toThrow('no such table')
})

test('nothing that a schema would have worked out is run: no column, no check, no table however it is spelt', () => {
  using database = openForeignDatabase(
    written(`
      PRAGMA ignore_check_constraints = ON;
      CREATE TABLE a (said text, words AS (upper(said)), CHECK (said <> 'no JSON'));
      INSERT INTO a (said) VALUES ('no JSON');
      PRAGMA writable_schema = ON;
      INSERT INTO sqlite_schema VALUES ('table', 'd', 'd', 0, 'CREATE/**/VIRTUAL TABLE d USING dbstat');`),
  )
  expect([...database.tables.keys()]).toEqual(['a'])
  expect(database.isSound('a')).toBe(true)
  expect([...database.rows('a')]).toEqual([{ said: 'no JSON' }])
  expect(database.row('a', 1)).toEqual({ said: 'no JSON' })
})

test('a database whose last changes are marked to lie in a log is opened without it', () => {
  const bytes = written('CREATE TABLE a (id integer)')
  bytes[18] = bytes[19] = 2
  using database = openForeignDatabase(bytes)
  expect([...database.tables.keys()]).toEqual(['a'])
})

test('a large schema is read over all its pages', () => {
  using database = openForeignDatabase(written(many.join('')))
  expect(database.tables.size).toBe(200)
})

test.each([
  ['is no database', Buffer.alloc(8_192, 1)],
  ['ends in its header', written('CREATE TABLE a (id integer)').subarray(0, 60)],
  ['ends in its schema', written(many.join('')).subarray(0, 3 * pageBytes)],
])('a file that %s is refused', (_, bytes) => {
  expect(() => openForeignDatabase(bytes)).toThrow('damaged')
})

test('pages of a schema that lead to one another are not followed without end', () => {
  const bytes = written(many.join(''))
  expect(bytes[100]).toBe(interior)
  // Every way from the first page leads to one and the same.
  const cells = bytes.readUInt16BE(103)
  const target = bytes.readUInt32BE(108)
  for (let cell = 0; cell < cells; cell += 1) bytes.writeUInt32BE(target, bytes.readUInt16BE(112 + 2 * cell))
  expect(() => openForeignDatabase(bytes)).toThrow('damaged')
})

test('a schema that says to be larger than its file is refused', () => {
  const bytes = written('CREATE TABLE a (id integer)')
  Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f]).copy(bytes, bytes.readUInt16BE(108))
  expect(() => openForeignDatabase(bytes)).toThrow('damaged')
})

test('pages of a table that lead to one another are told before they are read', () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => `(${index}, '${'y'.repeat(50)}')`).join(',')
  const bytes = written(`CREATE TABLE a (id integer, words text); INSERT INTO a VALUES ${rows}`)
  const root = bytes.subarray(pageBytes, 2 * pageBytes)
  expect(root[0]).toBe(interior)
  const target = root.readUInt32BE(8)
  for (let cell = 0; cell < root.readUInt16BE(3); cell += 1)
    root.writeUInt32BE(target, root.readUInt16BE(12 + 2 * cell))
  using database = openForeignDatabase(bytes)
  expect(database.isSound('a')).toBe(false)
})
