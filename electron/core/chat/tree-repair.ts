import type { Database } from '#core/store/database.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'

/** A message and the one it is to follow; null for a beginning. */
export type Move = { readonly id: MessageId; readonly parentId: MessageId | null }

/**
 * Hangs messages under others. The thread keeps its old depths until it is settled, which tells up to where the person
 * had read.
 */
export function rehang(database: Database, conversationId: ConversationId, moves: readonly Move[]): void {
  for (const { id, parentId } of moves) database.run('UPDATE message SET parent_id = ? WHERE id = ?', parentId, id)
  database.run(
    `WITH RECURSIVE tree (id, depth) AS (
       SELECT id, 0 FROM message WHERE conversation_id = :conversationId AND parent_id IS NULL
       UNION ALL
       SELECT m.id, tree.depth + 1 FROM tree
       CROSS JOIN message m ON m.conversation_id = :conversationId AND m.parent_id = tree.id
     )
     UPDATE message SET depth = tree.depth FROM tree
     WHERE message.conversation_id = :conversationId AND message.id = tree.id AND message.depth <> tree.depth`,
    { conversationId },
  )
  database.run(
    `UPDATE reading SET seen_depth = m.depth
     FROM thread t JOIN message m ON m.id = t.message_id
     WHERE reading.conversation_id = ? AND t.conversation_id = reading.conversation_id AND t.depth = reading.seen_depth`,
    conversationId,
  )
}

/** Of messages whose chosen version is gone, the newest is shown again. */
export function forgetLostChoices(database: Database, conversationId: ConversationId): void {
  database.run(
    `UPDATE message SET selected_child_id = NULL
     WHERE conversation_id = ? AND selected_child_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM message c WHERE c.id = message.selected_child_id AND c.parent_id = message.id)`,
    conversationId,
  )
}

/** Leaves a conversation without a visible thread, until it is settled. */
export function clearThread(database: Database, conversationId: ConversationId): void {
  database.run('DELETE FROM thread WHERE conversation_id = ?', conversationId)
  database.run('UPDATE conversation SET leaf_id = NULL WHERE id = ?', conversationId)
}

/** The message itself or its nearest ancestor that stays. */
export function standing(
  id: MessageId | null,
  going: ReadonlyMap<MessageId, { readonly parentId: MessageId | null }>,
): MessageId | null {
  let at = id
  for (;;) {
    const node: { readonly parentId: MessageId | null } | undefined = at === null ? undefined : going.get(at)
    if (!node) return at
    at = node.parentId
  }
}
