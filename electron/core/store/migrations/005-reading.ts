import type { Migration } from './migration.ts'

// `message_id` is the message at the top of the view when a thread was left, null at its end; `share` is how much of it
// had gone by. `seen_depth` is how far the person has ever read.
/** Where each conversation was left, and a way to its pictures, sounds and files that does not read its words. */
export const reading: Migration = {
  version: 5,
  sql: `
    CREATE TABLE reading (
      conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
      message_id INTEGER,
      share REAL NOT NULL,
      seen_depth INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX message_parts ON message (conversation_id, depth, id) WHERE parts_json IS NOT NULL;
  `,
}
