import type { Migration } from './migration.ts'

/** How far a companion's model has looked through what was said for things to remember. */
export const memoryReading: Migration = {
  version: 21,
  sql: `
    CREATE TABLE memory_reading (
      companion_id INTEGER PRIMARY KEY REFERENCES companion (id) ON DELETE CASCADE,
      read_to INTEGER NOT NULL
    ) STRICT;
  `,
}
