import type { Migration } from './migration.ts'

/**
 * What is remembered, with the messages it came from and every earlier state of it. `message_word` shows the words of
 * the message index, so that recall can look up all forms of one.
 */
export const memory: Migration = {
  version: 11,
  sql: `
    CREATE TABLE memory (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      companion_id INTEGER NOT NULL REFERENCES companion (id) ON DELETE CASCADE,
      state TEXT NOT NULL,
      text TEXT NOT NULL,
      since TEXT,
      until TEXT,
      pinned INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      forgotten_at INTEGER
    ) STRICT;
    CREATE INDEX memory_order ON memory (companion_id, state, pinned, created_at, id);
    CREATE TABLE memory_source (
      memory_id INTEGER NOT NULL REFERENCES memory (id) ON DELETE CASCADE,
      message_id INTEGER NOT NULL,
      PRIMARY KEY (memory_id, message_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE memory_version (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      memory_id INTEGER NOT NULL REFERENCES memory (id) ON DELETE CASCADE,
      text TEXT NOT NULL,
      since TEXT,
      until TEXT,
      pinned INTEGER NOT NULL,
      replaced_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX memory_version_of ON memory_version (memory_id, id);
    CREATE VIRTUAL TABLE message_word USING fts5vocab (message_index, 'row');
  `,
}
