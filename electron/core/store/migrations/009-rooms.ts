import type { Migration } from './migration.ts'

/** Several companions in one conversation, who of them said what; and what the person knows of a model. */
export const rooms: Migration = {
  version: 9,
  sql: `
    ALTER TABLE message ADD COLUMN companion_id INTEGER REFERENCES companion (id);
    CREATE TABLE member (
      conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      companion_id INTEGER NOT NULL REFERENCES companion (id),
      PRIMARY KEY (conversation_id, position),
      UNIQUE (conversation_id, companion_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE model_facts (
      provider_id INTEGER NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
      model TEXT NOT NULL,
      facts_json TEXT NOT NULL,
      PRIMARY KEY (provider_id, model)
    ) STRICT, WITHOUT ROWID;
  `,
}
