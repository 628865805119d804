import type { Migration } from './migration.ts'

/**
 * Profiles, the Letter, and who the person is. Every state of them is kept as a revision, of which the newest is what
 * counts; only a companion's profile stands in its own row as well.
 */
export const profiles: Migration = {
  version: 12,
  sql: `
    ALTER TABLE companion ADD COLUMN fallbacks_json TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE companion ADD COLUMN parameters_json TEXT;
    ALTER TABLE companion ADD COLUMN knows_json TEXT;
    CREATE TABLE companion_picture (
      companion_id INTEGER NOT NULL REFERENCES companion (id) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      asset_id INTEGER NOT NULL,
      PRIMARY KEY (companion_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX companion_picture_asset ON companion_picture (asset_id);
    CREATE TABLE revision (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      subject TEXT NOT NULL,
      companion_id INTEGER REFERENCES companion (id) ON DELETE CASCADE,
      body TEXT NOT NULL,
      length INTEGER NOT NULL,
      name TEXT,
      begun_at INTEGER NOT NULL,
      saved_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX revision_of ON revision (subject, companion_id, id);
  `,
}
