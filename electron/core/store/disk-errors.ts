import Sqlite from 'better-sqlite3-multiple-ciphers'
import { AppError } from '#core/errors.ts'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'

/** Runs `work` and gives the errors of engine and disk their names: DISK_FULL or a `VaultTrouble`. Others pass. */
export function naming<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw rename(error)
  }
}

function rename(error: unknown): unknown {
  const code = codeOf(error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return new AppError('DISK_FULL')
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new VaultTrouble('read-only')
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new VaultTrouble('database-damaged')
  if (code === 'ENOENT') return new VaultTrouble('database-missing')
  return error
}

/** The error code of the engine or the system; empty where there is none. */
export function codeOf(error: unknown): string {
  if (error instanceof Sqlite.SqliteError) return error.code
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
