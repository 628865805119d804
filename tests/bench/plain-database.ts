import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3-multiple-ciphers'
import { mediaFile } from '#core/store/connect.ts'
import { Database } from '#core/store/database.ts'
import { migrate } from '#core/store/migrate.ts'

/**
 * The same store without its cipher: the same engine, schema and pragmas. It is the baseline that says what keeping
 * everything encrypted costs.
 */
export const openPlainDatabase = (file: string): Database => {
  const mode = existsSync(file) ? 'write' : 'create'
  const connection = new Sqlite(file)
  connection.pragma('temp_store = MEMORY')
  connection.pragma('page_size = 8192')
  connection.prepare('ATTACH ? AS media').run(mediaFile(file))
  connection.pragma('media.page_size = 8192')
  for (const schema of ['main', 'media']) {
    connection.pragma(`${schema}.journal_mode = WAL`)
    connection.pragma(`${schema}.synchronous = FULL`)
    connection.pragma(`${schema}.secure_delete = ON`)
    connection.pragma(`${schema}.mmap_size = 0`)
    connection.pragma(`${schema}.journal_size_limit = ${64 << 20}`)
  }
  connection.pragma('foreign_keys = ON')
  connection.pragma('trusted_schema = OFF')
  connection.pragma('cell_size_check = ON')
  connection.pragma(`cache_size = -${64 << 10}`)
  const database = new Database(file, connection)
  migrate(database, mode)
  return database
}
