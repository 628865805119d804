import type { Migration } from './migration.ts'

/** The companion that was made for an import, so that it can go with it. */
export const importCompanions: Migration = {
  version: 4,
  sql: 'ALTER TABLE import_run ADD COLUMN made_companion_id INTEGER REFERENCES companion (id) ON DELETE SET NULL;',
}
