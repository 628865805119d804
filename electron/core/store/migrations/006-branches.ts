import type { Migration } from './migration.ts'

/** The message that a conversation was branched from, where it began as a copy of the path up to there. */
export const branches: Migration = {
  version: 6,
  sql: `ALTER TABLE conversation ADD COLUMN branched_from INTEGER;`,
}
