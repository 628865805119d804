import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'

/** A message as it is read for a draft: what is shown of each conversation, other versions left out. */
export type HistoryRow = {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly depth: number
  readonly role: 'user' | 'assistant'
  /** Of several companions in a room, whose words these are; null elsewhere. */
  readonly companionId: CompanionId | null
  readonly author: string | null
  readonly at: Timestamp | null
  readonly text: string
  readonly marked: 0 | 1
}

/** Reads the conversations of a companion for a draft. */
export type HistoryRepository = {
  /** Those that somebody takes part in and that are shown, in the order in which they began. */
  readonly conversationsOf: (companionId: CompanionId) => readonly ConversationId[]
  /** In the order of the thread; `after` is the depth of the last one of the page before. */
  readonly page: (conversationId: ConversationId, after: number, limit: number) => readonly HistoryRow[]
  /** In no order; those that are gone left out. */
  readonly byIds: (ids: readonly MessageId[]) => readonly HistoryRow[]
  /** What the person said last before a message; null where nothing was. */
  readonly askedBefore: (message: Pick<HistoryRow, 'conversationId' | 'depth'>) => string | null
}

const columns = `
  m.id, m.conversation_id AS conversationId, m.depth, m.role, m.companion_id AS companionId, m.author, m.created_at AS at,
  m.text, EXISTS (SELECT 1 FROM mark k WHERE k.message_id = m.id) AS marked`
const isSpoken = `m.role IN ('user', 'assistant') AND m.hidden = 0 AND m.deleted_at IS NULL AND m.text <> ''`
/** What the person hid is sent to nobody, and what stands in another conversation as well is paid for once. */
const isShown = 'c.hidden = 0 AND c.merged_into IS NULL'

export function createHistoryRepository(database: Database): HistoryRepository {
  return {
    conversationsOf: (companionId) =>
      database
        .all<{ id: ConversationId }>(
          `SELECT id FROM (
             SELECT id, created_at FROM conversation c WHERE companion_id = ? AND ${isShown}
             UNION SELECT c.id, c.created_at FROM member r JOIN conversation c ON c.id = r.conversation_id
             WHERE r.companion_id = ? AND ${isShown}
           ) ORDER BY created_at, id`,
          companionId,
          companionId,
        )
        .map(({ id }) => id),
    page: (conversationId, after, limit) =>
      database.all<HistoryRow>(
        `SELECT ${columns} FROM thread t JOIN message m ON m.id = t.message_id
         WHERE t.conversation_id = ? AND t.depth > ? AND ${isSpoken} ORDER BY t.depth LIMIT ?`,
        conversationId,
        after,
        limit,
      ),
    byIds: (ids) =>
      database.all<HistoryRow>(
        `SELECT ${columns} FROM json_each(?) AS wanted CROSS JOIN message m ON m.id = wanted.value WHERE ${isSpoken}`,
        JSON.stringify(ids),
      ),
    askedBefore: ({ conversationId, depth }) =>
      database.get<{ text: string }>(
        `SELECT m.text FROM thread t JOIN message m ON m.id = t.message_id
         WHERE t.conversation_id = ? AND t.depth = ? AND m.role = 'user' AND ${isSpoken}`,
        conversationId,
        depth - 1,
      )?.text ?? null,
  }
}
