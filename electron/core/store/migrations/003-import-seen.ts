import type { Migration } from './migration.ts'

/** Whether the person has looked at how an import ended; those from before count as looked at. */
export const importSeen: Migration = {
  version: 3,
  sql: `
    ALTER TABLE import_run ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
    UPDATE import_run SET seen = 1;
  `,
}
