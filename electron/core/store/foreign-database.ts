import Sqlite from 'better-sqlite3-multiple-ciphers'
import { hasSoundSchema } from './foreign-schema.ts'

/** A database that another app wrote, held in memory: nothing in it is run, and nothing but rows is read. */
export type ForeignDatabase = Disposable & {
  /** Its plain tables by name, with the names of their columns. */
  readonly tables: ReadonlyMap<string, readonly string[]>
  /**
   * Whether the pages of a table are as they should be. To be asked before the first of its rows: pages that lead to one
   * another in a knot are read without end.
   */
  readonly isSound: (table: string) => boolean
  /** Every row of a table. */
  readonly rows: (table: string) => Generator<ForeignRow, void, void>
  /** One column of every row of a table with its place; for tables too large to be held. */
  readonly column: (table: string, column: string) => Generator<readonly [place: number, value: unknown], void, void>
  readonly row: (table: string, place: number) => ForeignRow | null
}

export type ForeignRow = Readonly<Record<string, unknown>>

/** Where the header says whether changes lie in a log beside the file. */
const journalBytes = [18, 19] as const
const noLog = 1

/** Whether a file that begins so is a database in the format of SQLite. */
export function isDatabase(head: Uint8Array): boolean {
  return Buffer.from('SQLite format 3\0').equals(head.subarray(0, 16))
}

/** Opens a database from its bytes. Throws where its schema is damaged or they are no database. */
export function openForeignDatabase(bytes: Buffer): ForeignDatabase {
  if (!isDatabase(bytes) || !hasSoundSchema(bytes)) throw new Error('damaged')
  // A log that is not here holds nothing that could be read; with the mark of one, memory cannot be opened.
  for (const at of journalBytes) bytes[at] = noLog
  const connection = new Sqlite(bytes, { readonly: true })
  try {
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
    connection.pragma('query_only = ON')
    connection.pragma('ignore_check_constraints = ON')
    connection.pragma('temp_store = MEMORY')
    return wrap(connection)
  } catch (error) {
    connection.close()
    throw error
  }
}

function wrap(connection: Sqlite.Database): ForeignDatabase {
  // The engine writes a plain table so and no other way; what is virtual would run, however it is spelt.
  const names = connection
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite_%'`,
    )
    .all()
  const columnsOf = connection.prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
  const tables = new Map(names.map(({ name }) => [name, columnsOf.all(name).map((column) => column.name)]))

  function known(table: string): string {
    if (!tables.has(table)) throw new Error('no such table')
    return quoted(table)
  }

  /** By name, since whatever is worked out from other columns would be run. */
  function columnsIn(table: string): string {
    return (tables.get(table) ?? []).map(quoted).join(', ')
  }

  return {
    tables,
    isSound: (table) => connection.pragma(`quick_check(${known(table)})`, { simple: true }) === 'ok',
    *rows(table) {
      const sql = `SELECT ${columnsIn(table)} FROM ${known(table)} NOT INDEXED`
      yield* connection.prepare<[], ForeignRow>(sql).iterate()
    },
    *column(table, column) {
      const sql = `SELECT rowid AS place, ${quoted(column)} AS value FROM ${known(table)} NOT INDEXED`
      const all = connection.prepare<[], { place: number; value: unknown }>(sql)
      for (const { place, value } of all.iterate()) yield [place, value]
    },
    row: (table, place) =>
      connection
        .prepare<[number], ForeignRow>(`SELECT ${columnsIn(table)} FROM ${known(table)} WHERE rowid = ?`)
        .get(place) ?? null,
    [Symbol.dispose]: () => connection.close(),
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
