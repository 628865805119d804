import type { Migration } from './migration.ts'

/** Another version of a message while it is being written. */
export const editDrafts: Migration = {
  version: 22,
  sql: `
    CREATE TABLE edit_draft (
      message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
      text TEXT NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
  `,
}
