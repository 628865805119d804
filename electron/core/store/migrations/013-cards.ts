import type { Migration } from './migration.ts'

/**
 * The card a companion came from, whole, with the files that were in it; and lorebooks. An entry is kept as we read it,
 * beside the words of the file it came from, so that it can leave as it came.
 */
export const cards: Migration = {
  version: 13,
  sql: `
    CREATE TABLE card (
      companion_id INTEGER PRIMARY KEY REFERENCES companion (id) ON DELETE CASCADE,
      root_json TEXT NOT NULL,
      taken_json TEXT NOT NULL,
      taken_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE card_file (
      companion_id INTEGER NOT NULL REFERENCES card (companion_id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      asset_id INTEGER NOT NULL,
      PRIMARY KEY (companion_id, path)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX card_file_asset ON card_file (asset_id);
    CREATE TABLE lorebook (
      companion_id INTEGER PRIMARY KEY REFERENCES companion (id) ON DELETE CASCADE,
      settings_json TEXT NOT NULL,
      raw_json TEXT
    ) STRICT;
    CREATE TABLE lore_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      companion_id INTEGER NOT NULL REFERENCES companion (id) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      entry_json TEXT NOT NULL,
      format TEXT,
      raw_json TEXT
    ) STRICT;
    CREATE INDEX lore_entry_of ON lore_entry (companion_id, place, id);
  `,
}
