import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { ThreadAnchor, ThreadPage } from '#shared/contract/conversations.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { messageColumns, toMessage, type MessageRow } from './message-row.ts'
import { descend } from './visible-thread.ts'

/** The first and last depth of a page. */
type Range = { readonly from: number; readonly to: number }

/** Reads one page of a thread; its cost does not grow with the thread. */
export function createThreadPages(
  database: Database,
): (conversationId: ConversationId, anchor: ThreadAnchor, limit: number) => ThreadPage {
  function lastDepth(conversationId: ConversationId): number {
    const sql = 'SELECT max(depth) AS depth FROM thread WHERE conversation_id = ?'
    return database.get<{ depth: number | null }>(sql, conversationId)?.depth ?? -1
  }

  /** A page of the visible thread, whose depths run from 0 without a hole. */
  function onThread(conversationId: ConversationId, range: Range): ThreadPage {
    const last = lastDepth(conversationId)
    const rows = database.all<MessageRow>(
      `SELECT ${messageColumns} FROM thread t JOIN message m ON m.id = t.message_id
       WHERE t.conversation_id = ? AND t.depth BETWEEN ? AND ? ORDER BY t.depth`,
      conversationId,
      range.from,
      range.to,
    )
    return {
      messages: rows.map(toMessage),
      hasBefore: range.from > 0,
      hasAfter: range.to < last,
      onThread: true,
      lastDepth: last,
    }
  }

  /** The same for the path that runs through a message which is not on the visible thread. */
  function throughMessage(conversationId: ConversationId, id: MessageId, range: Range): ThreadPage {
    const rows = database.all<MessageRow>(
      `WITH RECURSIVE up (id, parent_id, depth) AS (
         SELECT id, parent_id, depth FROM message WHERE id = :id
         UNION ALL
         SELECT m.id, m.parent_id, m.depth FROM up JOIN message m ON m.id = up.parent_id WHERE up.depth > :from
       ), ${descend}
       SELECT ${messageColumns}
       FROM (SELECT id FROM up UNION SELECT id FROM down) AS path JOIN message m ON m.id = path.id
       WHERE m.depth >= :from ORDER BY m.depth`,
      { id, conversationId, from: range.from, to: range.to + 1 },
    )
    const messages = rows.filter((row) => row.depth <= range.to).map(toMessage)
    return {
      messages,
      hasBefore: range.from > 0,
      hasAfter: (rows.at(-1)?.depth ?? -1) > range.to,
      onThread: false,
      lastDepth: lastDepth(conversationId),
    }
  }

  function endPage(conversationId: ConversationId, limit: number): ThreadPage {
    const last = lastDepth(conversationId)
    return onThread(conversationId, { from: Math.max(0, last - limit + 1), to: last })
  }

  return (conversationId, anchor, limit) => {
    if (anchor.from === 'end') return endPage(conversationId, limit)
    if (anchor.from === 'depth') {
      return onThread(conversationId, rangeOf('around', Math.min(anchor.depth, lastDepth(conversationId)), limit))
    }
    if (anchor.from === 'time') {
      const first = database.get<{ depth: number }>(
        `SELECT depth FROM thread WHERE conversation_id = ? AND created_at >= ?
         ORDER BY created_at, depth LIMIT 1`,
        conversationId,
        anchor.time,
      )
      if (!first) return endPage(conversationId, limit)
      const from = Math.max(0, Math.min(first.depth, lastDepth(conversationId) - limit + 1))
      return onThread(conversationId, { from, to: from + limit - 1 })
    }
    const message = database.get<{ depth: number; visible: 0 | 1 }>(
      `SELECT m.depth, EXISTS (
         SELECT 1 FROM thread t
         WHERE t.conversation_id = m.conversation_id AND t.depth = m.depth AND t.message_id = m.id) AS visible
       FROM message m WHERE m.id = ? AND m.conversation_id = ?`,
      anchor.messageId,
      conversationId,
    )
    if (!message) throw new AppError('NOT_FOUND', { entity: 'message' })
    const range = rangeOf(anchor.from, message.depth, limit)
    if (message.visible) return onThread(conversationId, range)
    return throughMessage(conversationId, anchor.messageId, range)
  }
}

function rangeOf(from: 'before' | 'after' | 'around', depth: number, limit: number): Range {
  if (from === 'before') return { from: Math.max(0, depth - limit), to: depth - 1 }
  if (from === 'after') return { from: depth + 1, to: depth + limit }
  const first = Math.max(0, depth - Math.floor(limit / 2))
  return { from: first, to: first + limit - 1 }
}
