import { AppError } from '#core/errors.ts'
import type { MessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { Origin } from '#shared/contract/conversations.ts'
import type { ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import { createMessageCopies } from './message-copies.ts'
import type { VisibleThread } from './visible-thread.ts'

export type NewBranch = {
  readonly messageId: MessageId
  readonly title: string | null
  readonly createdAt: Timestamp
  readonly requestId: string
}

/** Conversations that begin as copies of a path in another one. */
export type BranchCopies = {
  /** Copies the path up to a message, some of it in each short transaction; the conversation is readable when it is whole. */
  readonly copy: (branch: NewBranch) => Promise<ConversationId>
  readonly originOf: (id: ConversationId) => Origin | null
  /** Removes what a crash left of copies that were never whole; everything in them is in the original. */
  readonly removeUnfinished: () => void
}

/** Messages copied in one transaction: a few milliseconds, between which a conversation can go on. */
const copiedAtOnce = 100

export function createBranchCopies({
  database,
  index,
  visible,
}: {
  readonly database: Database
  readonly index: MessageIndex
  readonly visible: VisibleThread
}): BranchCopies {
  const copies = createMessageCopies({ database, index })

  function pathTo(id: MessageId): MessageId[] {
    return database
      .all<{ id: MessageId }>(
        `WITH RECURSIVE up (id, parent_id, depth, deleted_at) AS (
           SELECT id, parent_id, depth, deleted_at FROM message WHERE id = ?
           UNION ALL
           SELECT m.id, m.parent_id, m.depth, m.deleted_at FROM up JOIN message m ON m.id = up.parent_id
         ) SELECT id FROM up WHERE deleted_at IS NULL ORDER BY depth`,
        id,
      )
      .map((row) => row.id)
  }

  /** Whoever was in the room of the original is in the room of the copy. */
  function create({ messageId, title, createdAt }: NewBranch): ConversationId {
    const { lastId } = database.run(
      `INSERT INTO conversation (companion_id, kind, source, title, created_at, updated_at, branched_from)
       SELECT c.companion_id, 'ordinary', 'keepsake', ?, ?, ?, m.id
       FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.id = ?`,
      title,
      createdAt,
      createdAt,
      messageId,
    )
    database.run(
      `INSERT INTO member (conversation_id, position, companion_id)
       SELECT ?, member.position, member.companion_id FROM message m
       JOIN member ON member.conversation_id = m.conversation_id WHERE m.id = ?`,
      lastId,
      messageId,
    )
    return lastId as ConversationId
  }

  async function fill(conversationId: ConversationId, path: readonly MessageId[], request: string): Promise<void> {
    let parentId: MessageId | null = null
    for (let start = 0; start < path.length; start += copiedAtOnce) {
      parentId = database.transaction(() => {
        let above = parentId
        for (const [step, id] of path.slice(start, start + copiedAtOnce).entries()) {
          const depth = start + step
          const requestId = depth === 0 ? request : null
          above = copies.copy(id, { conversationId, parentId: above, depth }, requestId)
        }
        index.flush()
        return above
      })
      await new Promise((resolve) => setImmediate(resolve))
    }
    database.transaction(() => visible.settle(conversationId, parentId))
  }

  /** Takes a copy that is not whole out again, unless somebody has put words or a mark of their own there. */
  function removeHalf(id: ConversationId): void {
    const own = ['draft', 'outbox', 'mark'] as const
    const sql = (table: string) => `SELECT 1 FROM ${table} WHERE conversation_id = ? LIMIT 1`
    if (visible.leaf(id) !== null || own.some((table) => database.get(sql(table), id))) return
    const entries = database.all<{ key: number; conversationId: ConversationId; text: string }>(
      `SELECT search_key AS key, conversation_id AS conversationId, text FROM message
       WHERE conversation_id = ? AND search_key IS NOT NULL`,
      id,
    )
    index.removeMany(entries)
    database.run('DELETE FROM message WHERE conversation_id = ?', id)
    database.run('DELETE FROM conversation WHERE id = ?', id)
  }

  return {
    copy: async (branch) => {
      const path = pathTo(branch.messageId)
      if (path.length === 0) throw new AppError('NOT_FOUND', { entity: 'message' })
      const conversationId = database.transaction(() => create(branch))
      try {
        await fill(conversationId, path, branch.requestId)
      } catch (error) {
        index.unstage()
        try {
          // The same request again must not be answered with half a copy.
          database.transaction(() => removeHalf(conversationId))
        } catch {
          // On a full disk, or once the vault is closed: it goes when the vault is opened the next time.
        }
        throw error
      }
      return conversationId
    },

    originOf: (id) =>
      database.get<Origin>(
        `SELECT m.conversation_id AS conversationId, m.id AS messageId, origin.title
         FROM conversation c JOIN message m ON m.id = c.branched_from
         JOIN conversation origin ON origin.id = m.conversation_id WHERE c.id = ?`,
        id,
      ) ?? null,

    removeUnfinished: () =>
      database.transaction(() => {
        const unfinished = database.all<{ id: ConversationId }>(
          'SELECT id FROM conversation WHERE branched_from IS NOT NULL AND leaf_id IS NULL',
        )
        for (const { id } of unfinished) removeHalf(id)
      }),
  }
}
