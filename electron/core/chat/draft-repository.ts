import type { Database } from '#core/store/database.ts'
import { Draft, emptyDraft, isEmptyDraft } from '#shared/model/draft.ts'
import type { ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'

/** What is being written and not yet sent: one for each conversation, empty where there is none, and one for each message. */
export type DraftRepository = {
  readonly get: (conversationId: ConversationId) => Draft
  readonly set: (conversationId: ConversationId, draft: Draft, at: Timestamp) => void
  /** Another version of a message, as far as it is written; null where none is. */
  readonly ofEdit: (messageId: MessageId) => string | null
  readonly setEdit: (messageId: MessageId, text: string | null, at: Timestamp) => void
}

const Extras = Draft.omit({ text: true })

export function createDraftRepository(database: Database): DraftRepository {
  return {
    get: (conversationId) => {
      const row = database.get<{ text: string; extras: string | null }>(
        'SELECT text, extras_json AS extras FROM draft WHERE conversation_id = ?',
        conversationId,
      )
      if (!row) return emptyDraft
      return { ...Extras.parse(row.extras === null ? {} : JSON.parse(row.extras)), text: row.text }
    },
    set: (conversationId, draft, at) => {
      if (isEmptyDraft(draft)) {
        database.run('DELETE FROM draft WHERE conversation_id = ?', conversationId)
        return
      }
      const { text, ...extras } = draft
      const isPlain = isEmptyDraft({ ...draft, text: '' })
      database.run(
        `INSERT INTO draft (conversation_id, text, extras_json, updated_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (conversation_id) DO UPDATE
         SET text = excluded.text, extras_json = excluded.extras_json, updated_at = excluded.updated_at`,
        conversationId,
        text,
        isPlain ? null : JSON.stringify(extras),
        at,
      )
    },
    ofEdit: (messageId) =>
      database.get<{ text: string }>('SELECT text FROM edit_draft WHERE message_id = ?', messageId)?.text ?? null,
    setEdit: (messageId, text, at) => {
      if (text === null) {
        database.run('DELETE FROM edit_draft WHERE message_id = ?', messageId)
        return
      }
      database.run(
        `INSERT INTO edit_draft (message_id, text, updated_at) VALUES (?, ?, ?)
         ON CONFLICT (message_id) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`,
        messageId,
        text,
        at,
      )
    },
  }
}
