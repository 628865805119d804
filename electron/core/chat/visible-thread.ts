import type { Database } from '#core/store/database.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { previewOf } from './message-row.ts'

/**
 * The visible thread of each conversation, kept as rows (conversation, depth) so that any page of it is one range.
 * Which version is shown under a message is its `selected_child_id`, or the newest where that is null.
 */
export type VisibleThread = {
  /** Makes the thread run through this message and on by the choices remembered below it. */
  readonly show: (conversationId: ConversationId, id: MessageId) => void
  /** Puts a new message under the thread's last one, which must be its parent. */
  readonly extend: (conversationId: ConversationId, id: MessageId) => void
  /**
   * After rows came or went in bulk: the thread runs through `currentId`, or where that is null on from its leaf, and
   * count and preview are computed anew.
   */
  readonly settle: (conversationId: ConversationId, currentId: MessageId | null) => void
  /** Which versions the thread shows between two depths, for when it comes back to their parents. */
  readonly remember: (conversationId: ConversationId, from: number, to: number) => void
  readonly leaf: (conversationId: ConversationId) => MessageId | null
  /** The leaf and preview of the conversation, from the thread. */
  readonly describe: (conversationId: ConversationId) => void
}

// From a message up to the first that is on the thread already, that one included.
const climb = `
  WITH RECURSIVE up (id, parent_id, depth, created_at) AS (
    SELECT id, parent_id, depth, created_at FROM message WHERE id = :id
    UNION ALL
    SELECT m.id, m.parent_id, m.depth, m.created_at FROM up JOIN message m ON m.id = up.parent_id
    WHERE up.depth > :from AND NOT EXISTS (
      SELECT 1 FROM thread t WHERE t.conversation_id = :conversationId AND t.depth = up.depth AND t.message_id = up.id)
  )`

/** From the message :id of the conversation :conversationId down by the remembered versions, to the depth :to. */
export const descend = `
  down (id, depth, created_at, next_id) AS (
    SELECT id, depth, created_at, selected_child_id FROM message WHERE id = :id
    UNION ALL
    SELECT m.id, m.depth, m.created_at, m.selected_child_id FROM down JOIN message m ON m.id = coalesce(
      down.next_id,
      (SELECT max(c.id) FROM message c WHERE c.conversation_id = :conversationId AND c.parent_id = down.id))
    WHERE down.depth < :to
  )`

const unlimited = Number.MAX_SAFE_INTEGER

export function createVisibleThread(database: Database): VisibleThread {
  function remember(conversationId: ConversationId, from: number, to: number): void {
    database.run(
      `UPDATE message SET selected_child_id = wanted.child_id
       FROM (
         SELECT m.parent_id, nullif(m.id, (
           SELECT max(c.id) FROM message c WHERE c.conversation_id = :conversationId AND c.parent_id = m.parent_id)) AS child_id
         FROM thread t JOIN message m ON m.id = t.message_id
         WHERE t.conversation_id = :conversationId AND t.depth BETWEEN :from AND :to AND m.parent_id IS NOT NULL
       ) AS wanted
       WHERE message.id = wanted.parent_id AND message.selected_child_id IS NOT wanted.child_id`,
      { conversationId, from, to },
    )
  }

  function show(conversationId: ConversationId, id: MessageId): void {
    const path = database.get<{ fork: number; depth: number }>(
      `${climb} SELECT min(depth) AS fork, max(depth) AS depth FROM up`,
      { id, conversationId, from: -1 },
    )
    if (!path) return
    database.run('DELETE FROM thread WHERE conversation_id = ? AND depth >= ?', conversationId, path.fork)
    database.run(
      `INSERT INTO thread (conversation_id, depth, message_id, created_at)
       ${climb} SELECT :conversationId, depth, id, created_at FROM up`,
      { id, conversationId, from: path.fork },
    )
    database.run(
      `INSERT INTO thread (conversation_id, depth, message_id, created_at)
       WITH RECURSIVE ${descend} SELECT :conversationId, depth, id, created_at FROM down WHERE id <> :id`,
      { id, conversationId, to: unlimited },
    )
    remember(conversationId, path.fork, path.depth)
  }

  function describe(conversationId: ConversationId): void {
    const leaf = database.get<{ id: MessageId }>(
      'SELECT message_id AS id FROM thread WHERE conversation_id = ? ORDER BY depth DESC LIMIT 1',
      conversationId,
    )
    const spoken = database.get<{ text: string }>(
      `SELECT m.text FROM thread t JOIN message m ON m.id = t.message_id
       WHERE t.conversation_id = ? AND m.deleted_at IS NULL AND m.hidden = 0 AND m.text <> ''
       ORDER BY t.depth DESC LIMIT 1`,
      conversationId,
    )
    database.run(
      'UPDATE conversation SET leaf_id = ?, preview = ? WHERE id = ?',
      leaf?.id ?? null,
      previewOf(spoken?.text ?? ''),
      conversationId,
    )
  }

  function leaf(conversationId: ConversationId): MessageId | null {
    const sql = 'SELECT leaf_id AS leafId FROM conversation WHERE id = ?'
    return database.get<{ leafId: MessageId | null }>(sql, conversationId)?.leafId ?? null
  }

  function newestRoot(conversationId: ConversationId): MessageId | null {
    const sql = 'SELECT max(id) AS id FROM message WHERE conversation_id = ? AND parent_id IS NULL'
    return database.get<{ id: MessageId | null }>(sql, conversationId)?.id ?? null
  }

  return {
    show,
    remember,
    describe,
    leaf,
    extend: (conversationId, id) => {
      database.run(
        `INSERT INTO thread (conversation_id, depth, message_id, created_at)
         SELECT conversation_id, depth, id, created_at FROM message WHERE id = ? AND conversation_id = ?`,
        id,
        conversationId,
      )
    },
    settle: (conversationId, currentId) => {
      // Versions that are shown now stay shown, though newer ones may have come.
      if (currentId === null) remember(conversationId, 0, unlimited)
      const through = currentId ?? leaf(conversationId) ?? newestRoot(conversationId)
      if (through !== null) show(conversationId, through)
      describe(conversationId)
      database.run(
        `UPDATE conversation SET message_count = (
           SELECT count(*) FROM message WHERE conversation_id = conversation.id AND hidden = 0 AND deleted_at IS NULL)
         WHERE id = ?`,
        conversationId,
      )
    },
  }
}
