import type { Database } from '#core/store/database.ts'
import type { ConversationId, Timestamp } from '#shared/model/ids.ts'

/** What is typed and not yet sent, one text for each conversation; empty where there is none. */
export type DraftRepository = {
  readonly get: (conversationId: ConversationId) => string
  readonly set: (conversationId: ConversationId, text: string, at: Timestamp) => void
}

export function createDraftRepository(database: Database): DraftRepository {
  return {
    get: (conversationId) =>
      database.get<{ text: string }>('SELECT text FROM draft WHERE conversation_id = ?', conversationId)?.text ?? '',
    set: (conversationId, text, at) => {
      if (text === '') {
        database.run('DELETE FROM draft WHERE conversation_id = ?', conversationId)
        return
      }
      database.run(
        `INSERT INTO draft (conversation_id, text, updated_at) VALUES (?, ?, ?)
         ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`,
        conversationId,
        text,
        at,
      )
    },
  }
}
