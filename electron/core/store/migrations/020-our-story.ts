import type { Migration } from './migration.ts'

/**
 * What was said, counted once in blocks of 1,024 places of a visible thread. A block that is missing is counted when
 * somebody asks; whatever changes a place takes its block away, so that no figure can outlive what it counts. A branch
 * begins as a copy: that counts as said here only once the original is gone.
 */
export const ourStory: Migration = {
  version: 20,
  sql: `
    CREATE TABLE story_block (
      id INTEGER PRIMARY KEY,
      conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
      block INTEGER NOT NULL,
      voices_json TEXT NOT NULL,
      counts BLOB NOT NULL,
      UNIQUE (conversation_id, block)
    ) STRICT;
    CREATE TRIGGER story_came AFTER INSERT ON thread BEGIN
      DELETE FROM story_block WHERE conversation_id = NEW.conversation_id AND block = NEW.depth >> 10;
    END;
    CREATE TRIGGER story_went AFTER DELETE ON thread BEGIN
      DELETE FROM story_block WHERE conversation_id = OLD.conversation_id AND block = OLD.depth >> 10;
    END;
    CREATE TRIGGER story_changed
    AFTER UPDATE OF text, parts_json, created_at, role, model, companion_id, hidden, deleted_at ON message BEGIN
      DELETE FROM story_block WHERE conversation_id = NEW.conversation_id AND block = NEW.depth >> 10;
    END;
    CREATE INDEX conversation_branch ON conversation (branched_from) WHERE branched_from IS NOT NULL;
    CREATE TRIGGER story_origin_gone AFTER DELETE ON message BEGIN
      DELETE FROM story_block WHERE conversation_id IN (SELECT id FROM conversation WHERE branched_from = OLD.id);
    END;
  `,
}
