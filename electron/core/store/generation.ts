import type { Database } from './database.ts'

/**
 * Counts a new session of writing and answers its number. Kept outside the database as well, it shows when an older
 * copy of the file was put back, which no cipher can notice.
 */
export function beginGeneration(database: Database): number {
  return database.transaction(() => {
    database.run(`UPDATE meta SET value = value + 1 WHERE key = 'generation'`)
    return database.get<{ value: number }>(`SELECT value FROM meta WHERE key = 'generation'`)?.value ?? 0
  })
}
