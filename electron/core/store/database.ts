import type { Cipher } from './cipher.ts'
import { connect, type Connection, type DatabaseMode, type SqlValues, type Statement } from './connect.ts'
import { namingEngineErrors, namingOpenErrors } from './disk-errors.ts'
import { migrate } from './migrate.ts'

export type OpenDatabase = {
  readonly file: string
  /** 32 random bytes; used and not kept. */
  readonly key: Uint8Array
  readonly mode: DatabaseMode
  /** For a new vault; where it is left out, what this machine is fast at. */
  readonly cipher?: Cipher
}

/**
 * Opens or makes a vault's database at the present schema; an older one is migrated after a verified copy was taken.
 * Throws `VaultTrouble` with what is wrong, and DISK_FULL.
 */
export function openDatabase({ file, key, mode, cipher }: OpenDatabase): Database {
  return namingOpenErrors(() => {
    const database = new Database(file, connect(file, key, mode, cipher))
    try {
      migrate(database, mode)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/**
 * An open vault: one connection to `keepsake.db`, with `media.db` attached as `media`. Synchronous. Statements are
 * prepared once for each SQL text, so texts must be constants. Throws DISK_FULL and `VaultTrouble` for disk trouble.
 */
export class Database implements Disposable {
  readonly file: string
  /**
   * What long work on another connection and this one know of each other. First, how many transactions run or wait here:
   * the other gives way while it is above zero. Second, whether the other holds the write lock.
   */
  readonly wanted = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  readonly #connection: Connection
  #other: Int32Array | null = null
  readonly #statements = new Map<string, Statement>()

  constructor(file: string, connection: Connection) {
    this.file = file
    this.#connection = connection
  }

  /** Runs a statement that returns no rows; `lastId` is the rowid of the last insert. */
  run(sql: string, ...values: SqlValues): { readonly changes: number; readonly lastId: number } {
    return namingEngineErrors(() => {
      const statement = this.#prepare(sql)
      // A write by itself says that it waits, as any other transaction does.
      if (!this.#connection.inTransaction && !statement.readonly)
        return this.transaction(() => this.run(sql, ...values))
      const { changes, lastInsertRowid } = statement.run(...values)
      return { changes, lastId: Number(lastInsertRowid) }
    })
  }

  /** The first row. The caller states its shape, which STRICT tables hold the columns to. */
  get<Row>(sql: string, ...values: SqlValues): Row | undefined {
    return namingEngineErrors(() => this.#prepare(sql).get(...values) as Row | undefined)
  }

  all<Row>(sql: string, ...values: SqlValues): Row[] {
    return namingEngineErrors(() => this.#prepare(sql).all(...values) as Row[])
  }

  /** Rows one at a time, for what would be too much at once. The connection does nothing else that writes until it ends. */
  *each<Row>(sql: string, ...values: SqlValues): Generator<Row, void, void> {
    const rows = namingEngineErrors(() => this.#connection.prepare<SqlValues[number][]>(sql).iterate(...values))
    try {
      for (;;) {
        const next = namingEngineErrors(() => rows.next())
        if (next.done) return
        yield next.value as Row
      }
    } finally {
      rows.return?.()
    }
  }

  /** Runs several statements without values. */
  execute(sql: string): void {
    namingEngineErrors(() => this.#connection.exec(sql))
  }

  /** All of `work` or nothing. Takes the write lock at once, so that it cannot fail halfway for want of it; nests. */
  transaction<Result>(work: () => Result): Result {
    if (this.#connection.inTransaction) return namingEngineErrors(() => this.#connection.transaction(work)())
    const other = this.#other
    Atomics.add(this.wanted, 0, 1)
    try {
      waitWhileHeld(this.wanted)
      const begun = this.#connection.transaction(() => {
        if (other) Atomics.store(other, 1, 1)
        return work()
      })
      return namingEngineErrors(() => begun.immediate())
    } finally {
      if (other) {
        Atomics.store(other, 1, 0)
        Atomics.notify(other, 1)
      }
      Atomics.sub(this.wanted, 0, 1)
      Atomics.notify(this.wanted, 0)
    }
  }

  /**
   * Makes this the connection of long work beside that of `wanted`: it says when it holds the write lock, and leaves it
   * to the other's next commit to bring its own to the disk. Waiting for the disk twice over held every message up.
   */
  workBeside(wanted: Int32Array): void {
    this.#other = wanted
    this.execute('PRAGMA main.synchronous = NORMAL')
  }

  /** Closes; the last connection of a vault thereby folds the log into the files. Does nothing the second time. */
  close(): void {
    this.#statements.clear()
    this.#connection.close()
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#connection.prepare<SqlValues[number][]>(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

const longestHeld = 100

/** The engine's own way to wait sleeps in growing steps, long past the moment; whoever holds the lock says when it is free. */
function waitWhileHeld(wanted: Int32Array): void {
  try {
    // Work that was ended in the middle never says so.
    if (Atomics.wait(wanted, 1, 1, longestHeld) === 'timed-out') Atomics.store(wanted, 1, 0)
  } catch {
    // A host may forbid its main thread to wait. Then the engine does.
  }
}
