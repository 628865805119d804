import type { Migration } from './migration.ts'

/**
 * What the person put on messages, and the voices their words are read in. No cascade from `message`: a mark is the
 * person's, so the store itself refuses to let go of a message that carries one. `source_id` is the source's name for a
 * message that outlived the undo of its import; its marks move to the same message once it is brought in again.
 */
export const marks: Migration = {
  version: 8,
  sql: `
    CREATE TABLE mark (
      message_id INTEGER NOT NULL REFERENCES message (id),
      kind TEXT NOT NULL,
      emoji TEXT NOT NULL,
      conversation_id INTEGER NOT NULL,
      note TEXT NOT NULL,
      marked_at INTEGER NOT NULL,
      source_id TEXT,
      PRIMARY KEY (message_id, kind, emoji)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mark_conversation ON mark (conversation_id, kind, marked_at, message_id);
    CREATE INDEX mark_kind ON mark (kind, marked_at, message_id);
    CREATE INDEX mark_source ON mark (conversation_id, source_id) WHERE source_id IS NOT NULL;
    CREATE TABLE speech (
      companion_id INTEGER PRIMARY KEY REFERENCES companion (id) ON DELETE CASCADE,
      speech_json TEXT NOT NULL
    ) STRICT;
  `,
}
