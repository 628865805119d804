import type { Migration } from './migration.ts'

/**
 * Days that matter. A reminder is known by its day and not by a moment, so that neither a flight west nor a clock set
 * back tells it twice. A removed day keeps its row for a while, to be put back.
 */
export const milestones: Migration = {
  version: 14,
  sql: `
    CREATE TABLE milestone (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      fields_json TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT;
    CREATE TABLE reminder (
      milestone_id INTEGER NOT NULL REFERENCES milestone (id) ON DELETE CASCADE,
      date TEXT NOT NULL,
      days_before INTEGER NOT NULL,
      time TEXT NOT NULL,
      state TEXT NOT NULL,
      until INTEGER,
      senses_json TEXT NOT NULL,
      told_at INTEGER NOT NULL,
      PRIMARY KEY (milestone_id, date, days_before, time)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE day_suggestion (key TEXT PRIMARY KEY, answer TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
}
