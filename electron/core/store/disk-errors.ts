import Sqlite from 'better-sqlite3-multiple-ciphers'
import { AppError } from '#core/errors.ts'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'

/** Runs statements and gives the engine's errors their names: DISK_FULL or a `VaultTrouble`. Others pass. */
export function namingEngineErrors<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw rename(error, engineCode(error))
  }
}

/** The same while files are opened or made, with the errors of the system too. */
export function namingOpenErrors<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw rename(error, engineCode(error) || systemCode(error))
  }
}

/** The engine's error code; empty for any other error. */
export function engineCode(error: unknown): string {
  return error instanceof Sqlite.SqliteError ? error.code : ''
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function rename(error: unknown, code: string): unknown {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return new AppError('DISK_FULL')
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new VaultTrouble('database-damaged')
  if (code === 'ENOENT') return new VaultTrouble('database-missing')
  const refused = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'EACCES', 'EPERM', 'EROFS']
  return refused.some((prefix) => code.startsWith(prefix)) ? new VaultTrouble('read-only') : error
}
