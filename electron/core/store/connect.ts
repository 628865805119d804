import { accessSync, closeSync, constants, openSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3-multiple-ciphers'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'
import { chooseCipher, ciphers, type Cipher } from './cipher.ts'
import { engineCode } from './disk-errors.ts'

export type SqlValue = string | number | bigint | Uint8Array | null
/** Values in the order of their question marks, or one record for `:names`. */
export type SqlValues = SqlValue[] | [Readonly<Record<string, SqlValue>>]
export type Connection = Sqlite.Database
export type Statement = Sqlite.Statement<SqlValues[number][]>

/** `create` makes both files and fails where one is there; `read` can change nothing. */
export type DatabaseMode = 'create' | 'write' | 'read'

/** How long a statement waits for another writer, in milliseconds. Import transactions are kept far shorter. */
const busyTimeout = 10_000

/** Where pictures and files live, beside the database. */
export function mediaFile(file: string): string {
  return join(dirname(file), 'media.db')
}

/** A keyed connection with media attached and every pragma set. The key is 32 raw bytes, used and not kept. */
export function connect(file: string, key: Uint8Array, mode: DatabaseMode, chosen?: Cipher): Connection {
  // The engine takes a key of any other length for a passphrase, without a word.
  if (key.length !== 32) throw new RangeError('A vault key is 32 bytes')
  if (mode === 'create') {
    // Made here for the permissions: the engine gives its log and index files those of the database.
    for (const path of [file, mediaFile(file)]) closeSync(openSync(path, 'wx', 0o600))
    return open(file, key, mode, chosen ?? chooseCipher())
  }
  // The engine opens what it may not write for reading, without a word.
  if (mode === 'write') for (const path of [file, mediaFile(file), dirname(file)]) accessSync(path, constants.W_OK)
  // An empty file is a valid empty database to the engine, and a missing attached one would be made.
  for (const path of [file, mediaFile(file)]) if (statSync(path).size === 0) throw new VaultTrouble('database-damaged')
  for (const cipher of ciphers) {
    try {
      return open(file, key, mode, cipher)
    } catch (error) {
      if (engineCode(error) !== 'SQLITE_NOTADB') throw error
    }
  }
  throw new VaultTrouble('database-damaged')
}

function open(file: string, key: Uint8Array, mode: DatabaseMode, cipher: Cipher): Connection {
  const connection = new Sqlite(file, { readonly: mode === 'read', fileMustExist: true, timeout: busyTimeout })
  const raw = Buffer.concat([Buffer.from('raw:'), key])
  try {
    connection.pragma(`cipher = '${cipher}'`)
    connection.key(raw)
    // Sorting spills into plain temporary files otherwise. Before the first read, which may already sort.
    connection.pragma('temp_store = MEMORY')
    connection.pragma('page_size = 8192')
    // The first read: a wrong key or cipher fails here.
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    // Attached without a key of its own, it takes cipher and key of the main database.
    connection.prepare('ATTACH ? AS media').run(mediaFile(file))
    connection.pragma('media.page_size = 8192')
    connection.prepare('SELECT count(*) FROM media.sqlite_schema').get()
    for (const schema of ['main', 'media']) {
      if (mode !== 'read') connection.pragma(`${schema}.journal_mode = WAL`)
      // A database in WAL reopens at NORMAL, which may lose the last commits to a power cut.
      connection.pragma(`${schema}.synchronous = FULL`)
      connection.pragma(`${schema}.secure_delete = ON`)
      connection.pragma(`${schema}.mmap_size = 0`)
      connection.pragma(`${schema}.journal_size_limit = ${64 << 20}`)
    }
    connection.pragma('foreign_keys = ON')
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
    connection.pragma(`cache_size = -${(mode === 'read' ? 16 : 64) << 10}`)
    if (mode === 'read') connection.pragma('query_only = ON')
    return connection
  } catch (error) {
    connection.close()
    throw error
  } finally {
    raw.fill(0)
  }
}
