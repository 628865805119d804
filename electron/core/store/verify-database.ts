import { VaultTrouble } from '#core/vault/vault-trouble.ts'
import type { Database } from './database.ts'

/** What a full check of the vault found: the engine's complaints, none when all is well, and what is in it. */
export type DatabaseCheck = {
  readonly problems: readonly string[]
  readonly conversations: number
  readonly messages: number
  readonly assets: number
}

/**
 * Reads every page of both files, and compares index, threads and counts with the messages. Takes a while, and a
 * connection that may write.
 */
export function verifyDatabase(database: Database): DatabaseCheck {
  const problems: string[] = []
  // First, for it looks at the index anew: the pragma believes what this connection knew of it, and calls pieces that
  // another connection has merged since a corruption.
  try {
    database.run(`INSERT INTO message_index (message_index) VALUES ('integrity-check')`)
  } catch (error) {
    if (!(error instanceof VaultTrouble) || error.kind !== 'database-damaged') throw error
    problems.push('the search index is damaged')
  }
  for (const schema of ['main', 'media']) {
    for (const row of database.all<{ integrity_check: string }>(`PRAGMA ${schema}.integrity_check`)) {
      if (row.integrity_check !== 'ok') problems.push(row.integrity_check)
    }
    const broken = database.all(`PRAGMA ${schema}.foreign_key_check`).length
    if (broken > 0) problems.push(`${schema}: ${broken} rows refer to rows that are not there`)
  }
  const strayed = count(
    database,
    `SELECT count(*) AS n FROM thread t LEFT JOIN message m ON m.id = t.message_id
     WHERE m.id IS NULL OR m.depth <> t.depth OR m.conversation_id <> t.conversation_id`,
  )
  if (strayed > 0) problems.push(`${strayed} rows of visible threads do not fit their messages`)
  const orphans = count(
    database,
    `SELECT count(*) AS n FROM message m LEFT JOIN message p ON p.id = m.parent_id
     WHERE m.parent_id IS NOT NULL AND (p.id IS NULL OR p.conversation_id <> m.conversation_id OR p.depth + 1 <> m.depth)`,
  )
  if (orphans > 0) problems.push(`${orphans} messages do not fit their parents`)
  return {
    problems,
    conversations: count(database, 'SELECT count(*) AS n FROM conversation'),
    messages: count(database, 'SELECT count(*) AS n FROM message'),
    assets: count(database, 'SELECT count(*) AS n FROM media.asset WHERE hash IS NOT NULL'),
  }
}

function count(database: Database, sql: string): number {
  return database.get<{ n: number }>(sql)?.n ?? 0
}
