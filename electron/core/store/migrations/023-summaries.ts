import type { Migration } from './migration.ts'

/**
 * What was spoken of, in short and by a model, sentence by sentence with the messages each rests on: a sentence goes from
 * the disk with any of them, since nobody else said it. And what of looking goes by itself.
 */
export const summaries: Migration = {
  version: 23,
  sql: `
    CREATE TABLE summary (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      companion_id INTEGER NOT NULL REFERENCES companion (id) ON DELETE CASCADE,
      from_date TEXT NOT NULL,
      to_date TEXT NOT NULL,
      model TEXT NOT NULL,
      own_text TEXT,
      created_at INTEGER NOT NULL,
      forgotten_at INTEGER
    ) STRICT;
    CREATE INDEX summary_order ON summary (companion_id, to_date, id);
    CREATE TABLE summary_sentence (
      id INTEGER PRIMARY KEY,
      summary_id INTEGER NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX summary_sentence_of ON summary_sentence (summary_id, id);
    CREATE TABLE summary_source (
      sentence_id INTEGER NOT NULL REFERENCES summary_sentence (id) ON DELETE CASCADE,
      message_id INTEGER NOT NULL,
      PRIMARY KEY (sentence_id, message_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX summary_source_message ON summary_source (message_id);
    CREATE TRIGGER summary_of_removed AFTER DELETE ON message BEGIN
      DELETE FROM summary_sentence WHERE id IN (SELECT sentence_id FROM summary_source WHERE message_id = old.id);
    END;
    CREATE TRIGGER summary_of_nothing AFTER DELETE ON summary_sentence BEGIN
      DELETE FROM summary WHERE id = old.summary_id AND own_text IS NULL
        AND NOT EXISTS (SELECT 1 FROM summary_sentence s WHERE s.summary_id = old.summary_id);
    END;
    CREATE TABLE look_habit (
      companion_id INTEGER PRIMARY KEY REFERENCES companion (id) ON DELETE CASCADE,
      takes_in INTEGER NOT NULL,
      every INTEGER,
      provider_id INTEGER,
      model TEXT,
      counted_from INTEGER NOT NULL
    ) STRICT;
  `,
}
