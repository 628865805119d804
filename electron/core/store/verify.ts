import type { Database } from './database.ts'

/** What a whole reading of the vault found. `problems` are SQLite's own words, which name tables and pages, never text. */
export type Verification = {
  readonly ok: boolean
  readonly problems: readonly string[]
  readonly counts: {
    readonly companions: number
    readonly conversations: number
    readonly messages: number
    readonly assets: number
  }
}

/**
 * Reads every page of both databases, which also proves every page's authentication tag, then checks references, the
 * visible threads and the search index. Takes as long as reading the whole vault.
 */
export function verifyStore(database: Database): Verification {
  const problems = [
    ...integrityOf(database, 'main'),
    ...integrityOf(database, 'media'),
    ...database.all<{ table: string }>('PRAGMA foreign_key_check').map(({ table }) => `dangling reference in ${table}`),
    ...brokenThreads(database),
  ]
  const count = (sql: string): number => database.get<{ count: number }>(sql)?.count ?? 0
  return {
    ok: problems.length === 0,
    problems,
    counts: {
      companions: count('SELECT count(*) AS count FROM companion'),
      conversations: count('SELECT count(*) AS count FROM conversation'),
      messages: count('SELECT count(*) AS count FROM message'),
      assets: count('SELECT count(*) AS count FROM media.asset'),
    },
  }
}

function integrityOf(database: Database, schema: 'main' | 'media'): string[] {
  return database
    .all<{ integrity_check: string }>(`PRAGMA ${schema}.integrity_check`)
    .map((row) => row.integrity_check)
    .filter((line) => line !== 'ok')
    .map((line) => `${schema}: ${line}`)
}

/** A visible thread must name messages that exist, each the child of the one before it. */
function brokenThreads(database: Database): string[] {
  const broken = database.get<{ count: number }>(`
    SELECT count(*) AS count FROM thread
    LEFT JOIN message ON message.id = thread.message_id
    LEFT JOIN thread AS above
      ON above.conversation_id = thread.conversation_id AND above.depth = thread.depth - 1
    WHERE message.id IS NULL OR message.parent_id IS NOT above.message_id
  `)
  return broken && broken.count > 0 ? [`${broken.count} places in visible threads do not join`] : []
}
