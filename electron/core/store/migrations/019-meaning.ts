import type { Migration } from './migration.ts'

/**
 * What messages mean, as numbers that a model gave. The signs alone are read whole, to pick out candidates; the numbers
 * are read of those. Both go with their message, and when it is deleted, hidden or says something else.
 */
export const meaning: Migration = {
  version: 19,
  sql: `
    CREATE TABLE meaning (
      companion_id INTEGER PRIMARY KEY REFERENCES companion (id) ON DELETE CASCADE,
      provider_id INTEGER REFERENCES provider (id) ON DELETE SET NULL,
      model TEXT NOT NULL,
      dimensions INTEGER,
      state TEXT NOT NULL,
      pause TEXT,
      keeps_up INTEGER NOT NULL,
      tokens INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE meaning_sign (
      companion_id INTEGER NOT NULL REFERENCES meaning (companion_id) ON DELETE CASCADE,
      message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
      signs BLOB NOT NULL,
      PRIMARY KEY (companion_id, message_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX meaning_sign_message ON meaning_sign (message_id);
    CREATE TABLE meaning_vector (
      id INTEGER PRIMARY KEY,
      companion_id INTEGER NOT NULL,
      message_id INTEGER NOT NULL,
      vector BLOB NOT NULL,
      UNIQUE (companion_id, message_id),
      FOREIGN KEY (companion_id, message_id) REFERENCES meaning_sign (companion_id, message_id) ON DELETE CASCADE
    ) STRICT;
    CREATE TRIGGER meaning_of_changed AFTER UPDATE OF text, deleted_at, hidden ON message
    WHEN new.text <> old.text OR new.deleted_at IS NOT NULL OR new.hidden <> 0 BEGIN
      DELETE FROM meaning_sign WHERE message_id = old.id;
    END;
  `,
}
