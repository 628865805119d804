import { rmSync } from 'node:fs'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'
import type { DatabaseMode } from './connect.ts'
import type { Database } from './database.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations } from './migrations/table.ts'

/**
 * Brings a database to the newest version, one transaction a step; before the first step of an existing vault a
 * verified copy is taken beside it. A newer one is refused with `newer-format`.
 */
export function migrate(database: Database, mode: DatabaseMode, steps: readonly Migration[] = migrations): void {
  const version = versionOf(database)
  const newest = steps.at(-1)?.version ?? 0
  if (version > newest) throw new VaultTrouble('newer-format')
  if (version === 0 && mode !== 'create') throw new VaultTrouble('database-damaged')
  if (version === newest) return
  if (mode === 'read') throw new Error('A vault is migrated by the session before anything reads it')
  if (mode === 'write') copyVerified(database, `${database.file}.v${version}`)
  for (const step of steps) if (step.version > version) apply(database, step)
}

/**
 * Writes a complete copy of the database under the same key to `target` and checks it; a copy that was left behind
 * is replaced. The copy of pictures is not taken: migrations add to media.db, they never rewrite it.
 */
export function copyVerified(database: Database, target: string): void {
  rmSync(target, { force: true })
  // Not by `run`, which takes the write lock in a transaction: the engine copies outside of one.
  database.execute(`VACUUM main INTO '${target.replaceAll("'", "''")}'`)
  database.run('ATTACH ? AS copy', target)
  try {
    const answers = database.all<{ integrity_check: string }>('PRAGMA copy.integrity_check')
    if (answers.length !== 1 || answers[0]?.integrity_check !== 'ok') throw new VaultTrouble('database-damaged')
  } finally {
    database.run('DETACH copy')
  }
}

function apply(database: Database, step: Migration): void {
  database.transaction(() => {
    database.execute(step.sql)
    database.execute(`PRAGMA user_version = ${step.version}`)
  })
}

function versionOf(database: Database): number {
  return database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
}
