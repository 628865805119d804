import type { Migration } from './migration.ts'

/**
 * A name of its own for each vault, so that what was written out of one is known again wherever it is read; by which
 * name a companion was known in the vault it came from; and which marks came with an import, to leave with it.
 */
export const keys: Migration = {
  version: 16,
  sql: `
    INSERT INTO meta (key, value) VALUES ('vault_id', lower(hex(randomblob(8))));
    ALTER TABLE companion ADD COLUMN source_id TEXT;
    CREATE UNIQUE INDEX companion_source ON companion (source_id) WHERE source_id IS NOT NULL;
    ALTER TABLE mark ADD COLUMN import_run_id INTEGER;
  `,
}
