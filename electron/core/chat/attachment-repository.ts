import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'

/** Something with a name that went with a message. */
export type NamedAttachment = {
  readonly messageId: MessageId
  readonly conversationId: ConversationId
  readonly companionId: CompanionId | null
  readonly name: string
}

/** More names than this are looked through from the latest on only. */
const mostNames = 50_000

/** What goes with messages, by name, the latest first. */
export function createAttachmentNames(database: Database): () => Iterable<NamedAttachment> {
  return () =>
    database.all<NamedAttachment>(
      `SELECT a.message_id AS messageId, m.conversation_id AS conversationId,
         coalesce(m.companion_id, c.companion_id) AS companionId, a.name
       FROM attachment a INDEXED BY attachment_name CROSS JOIN message m ON m.id = a.message_id
         CROSS JOIN conversation c ON c.id = m.conversation_id
       WHERE a.name IS NOT NULL AND m.deleted_at IS NULL AND c.hidden = 0 AND c.merged_into IS NULL
       ORDER BY a.created_at DESC, a.message_id DESC LIMIT ?`,
      mostNames,
    )
}
