import type { Migration } from './migration.ts'

/** What a message answers, what goes with a draft, and messages that wait to be sent. */
export const composing: Migration = {
  version: 7,
  sql: `
    ALTER TABLE message ADD COLUMN reply_to_id INTEGER;
    ALTER TABLE draft ADD COLUMN extras_json TEXT;
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
      request_id TEXT NOT NULL UNIQUE,
      draft_json TEXT NOT NULL,
      answer_json TEXT NOT NULL,
      parent_id INTEGER,
      written_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX outbox_conversation ON outbox (conversation_id, id);
  `,
}
