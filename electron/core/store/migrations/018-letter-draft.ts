import type { Migration } from './migration.ts'

/**
 * Drafts out of a history, and every answer of a model that was paid for, by what it was asked: an end in the middle costs
 * nothing twice. An answer goes with any message that it cites; what was said of it would otherwise outlive it.
 */
export const letterDraft: Migration = {
  version: 18,
  sql: `
    CREATE TABLE letter_draft (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      companion_id INTEGER NOT NULL REFERENCES companion (id) ON DELETE CASCADE,
      purpose TEXT NOT NULL,
      state TEXT NOT NULL,
      pause TEXT,
      options_json TEXT NOT NULL,
      binding_json TEXT NOT NULL,
      progress_json TEXT NOT NULL,
      result_json TEXT,
      covered_to INTEGER,
      begun_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX letter_draft_companion ON letter_draft (companion_id, purpose, id);
    CREATE TABLE model_answer (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      companion_id INTEGER NOT NULL REFERENCES companion (id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      failure TEXT,
      output_json TEXT NOT NULL,
      measure_json TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      UNIQUE (companion_id, key)
    ) STRICT;
    CREATE TABLE model_answer_cite (
      message_id INTEGER NOT NULL,
      answer_id INTEGER NOT NULL REFERENCES model_answer (id) ON DELETE CASCADE,
      PRIMARY KEY (message_id, answer_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX model_answer_cite_answer ON model_answer_cite (answer_id);
    CREATE TRIGGER model_answer_of_removed AFTER DELETE ON message BEGIN
      DELETE FROM model_answer WHERE id IN (SELECT answer_id FROM model_answer_cite WHERE message_id = old.id);
    END;
    CREATE TRIGGER model_answer_of_deleted AFTER UPDATE OF deleted_at ON message WHEN new.deleted_at IS NOT NULL BEGIN
      DELETE FROM model_answer WHERE id IN (SELECT answer_id FROM model_answer_cite WHERE message_id = old.id);
    END;
  `,
}
