import type { Migration } from './migration.ts'

/** How each companion's space looks: an accent of their own, the paper, and a picture over it. */
export const looks: Migration = {
  version: 10,
  sql: `
    ALTER TABLE companion ADD COLUMN accent_json TEXT;
    ALTER TABLE companion ADD COLUMN paper TEXT NOT NULL DEFAULT 'plain';
    ALTER TABLE companion ADD COLUMN wallpaper_id INTEGER;
  `,
}
