import type { Migration } from './migration.ts'

// Triggers, since messages are written in several places and a list that one of them forgot would find less than there is.
const columns = `
  new.id, part.key, json_extract(part.value, '$.kind'), coalesce(new.created_at, 0),
  json_extract(part.value, '$.assetId'), json_extract(part.value, '$.name')`
const isMedia = `json_extract(part.value, '$.kind') IN ('image', 'audio', 'file')`
const add = 'INSERT INTO attachment (message_id, place, kind, created_at, asset_id, name)'
const addNew = `${add} SELECT ${columns} FROM json_each(new.parts_json) AS part WHERE ${isMedia}`

/**
 * Where the person put each conversation: starred, hidden, tagged, or merged into the one that holds every word of it;
 * and what goes with messages, by kind and name, so that it is found without reading them. Messages of
 * marks alone, which the index of words leaves out, are listed by their time. A merged conversation that grows says something of its own again, and is shown by itself.
 */
export const library: Migration = {
  version: 17,
  sql: `
    ALTER TABLE conversation ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE conversation ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE conversation ADD COLUMN merged_into INTEGER REFERENCES conversation (id) ON DELETE SET NULL;
    CREATE INDEX conversation_merged ON conversation (merged_into) WHERE merged_into IS NOT NULL;
    CREATE INDEX message_wordless ON message (coalesce(created_at, 0) / 1000, id)
      WHERE search_key IS NULL AND deleted_at IS NULL AND text <> '';
    CREATE TABLE conversation_tag (
      conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
      tag TEXT NOT NULL,
      PRIMARY KEY (conversation_id, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX conversation_tag_tag ON conversation_tag (tag, conversation_id);
    CREATE TABLE attachment (
      message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      kind TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      asset_id INTEGER,
      name TEXT,
      PRIMARY KEY (message_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attachment_kind ON attachment (kind, created_at, message_id);
    CREATE INDEX attachment_name ON attachment (created_at, message_id) WHERE name IS NOT NULL;
    ${add} SELECT ${columns}
      FROM message AS new CROSS JOIN json_each(new.parts_json) AS part
      WHERE new.parts_json IS NOT NULL AND ${isMedia};
    CREATE TRIGGER merged_grew AFTER INSERT ON message
      WHEN (SELECT merged_into FROM conversation WHERE id = new.conversation_id) IS NOT NULL BEGIN
      UPDATE conversation SET merged_into = NULL WHERE id = new.conversation_id;
    END;
    CREATE TRIGGER attachment_added AFTER INSERT ON message WHEN new.parts_json IS NOT NULL BEGIN
      ${addNew};
    END;
    CREATE TRIGGER attachment_changed AFTER UPDATE OF parts_json ON message
      WHEN new.parts_json IS NOT old.parts_json BEGIN
      DELETE FROM attachment WHERE message_id = new.id;
      ${addNew};
    END;
  `,
}
