import { truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { isReadOnlyError, systemCode, writeError } from './disk-error.ts'

/** Held while this process has the vault open. */
export type InstanceLock = { readonly release: () => void }

export const lockFileName = 'keepsake.lock'

/**
 * Takes the vault folder for this process, or says why not. The lock is SQLite's exclusive lock on an empty file: the
 * system itself drops it when the process ends in whatever way, so it cannot go stale, and a process id used again
 * cannot be mistaken for its holder. Nobody else in this process may open and close the file: on POSIX that would let
 * the lock go.
 */
export function acquireInstanceLock(folder: string): InstanceLock | 'in-use' | 'read-only' {
  try {
    const lock = lockFile(join(folder, lockFileName))
    try {
      assertWritable(folder)
      return lock
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    const code = systemCode(error)
    if (code === 'SQLITE_BUSY') return 'in-use'
    if (code === 'SQLITE_CANTOPEN' || isReadOnlyError(error)) return 'read-only'
    throw writeError(error)
  }
}

function lockFile(path: string): InstanceLock {
  const database = new Database(path, { timeout: 0 })
  try {
    // In memory, or a second file would appear beside the lock.
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    return { release: () => void database.close() }
  } catch (error) {
    database.close()
    if (systemCode(error) !== 'SQLITE_NOTADB') throw error
    // Garbage in a file that holds nothing must not keep the vault shut.
    truncateSync(path)
    return lockFile(path)
  }
}

/** SQLite silently takes a weaker lock on a file it cannot write, so writing is tried for itself. */
function assertWritable(folder: string): void {
  const path = join(folder, `${lockFileName}.new`)
  writeFileSync(path, '')
  unlinkSync(path)
}
