import type { Migration } from './migration.ts'

/**
 * Days that a model found in a history, each in one message, without its words: a message that is gone takes with it what
 * was found there. What was read is known by what was asked, so that nothing is paid for twice.
 */
export const foundDays: Migration = {
  version: 15,
  sql: `
    CREATE TABLE found_day (
      id INTEGER PRIMARY KEY,
      companion_id INTEGER NOT NULL REFERENCES companion (id) ON DELETE CASCADE,
      message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
      date TEXT NOT NULL,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      quote_start INTEGER NOT NULL,
      quote_length INTEGER NOT NULL,
      model TEXT NOT NULL,
      found_at INTEGER NOT NULL,
      UNIQUE (companion_id, message_id, date, kind)
    ) STRICT;
    CREATE INDEX found_day_message ON found_day (message_id);
    CREATE TABLE read_part (
      companion_id INTEGER NOT NULL REFERENCES companion (id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      PRIMARY KEY (companion_id, key)
    ) STRICT, WITHOUT ROWID;
  `,
}
