import type { Migration } from './migration.ts'

/** Who spoke, by conversation, so that years of somebody are told in time without touching their words. */
export const speakers: Migration = {
  version: 2,
  sql: `
    CREATE INDEX message_speaker ON message (conversation_id, model, created_at)
      WHERE role = 'assistant' AND hidden = 0 AND deleted_at IS NULL;
  `,
}
