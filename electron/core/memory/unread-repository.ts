import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'

/** A message that was not looked through yet. */
export type UnreadMessage = {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly role: 'user' | 'assistant'
  readonly at: Timestamp
  readonly text: string
}

/** What was said with a companion and not looked through for things to remember; what has no time is never among it. */
export type UnreadRepository = {
  /** The time of the last message that was looked through; null before the first. */
  readonly readTo: (companionId: CompanionId) => Timestamp | null
  readonly setReadTo: (companionId: CompanionId, to: Timestamp) => void
  readonly count: (companionId: CompanionId, after: Timestamp) => number
  readonly first: (companionId: CompanionId, after: Timestamp, limit: number) => UnreadMessage[]
  readonly last: (companionId: CompanionId, after: Timestamp, limit: number) => UnreadMessage[]
}

const shown = `
  FROM conversation c JOIN thread t INDEXED BY thread_time ON t.conversation_id = c.id AND t.created_at > :after
  JOIN message m ON m.id = t.message_id
  WHERE c.companion_id = :companionId AND c.hidden = 0 AND c.merged_into IS NULL AND m.role IN ('user', 'assistant') AND m.hidden = 0 AND m.deleted_at IS NULL
    AND m.text <> '' AND m.state <> 'streaming'`
const columns = 'm.id, c.id AS conversationId, m.role, m.created_at AS at, m.text'

export function createUnreadRepository(database: Database): UnreadRepository {
  return {
    readTo: (companionId) =>
      database.get<{ readTo: Timestamp }>(
        'SELECT read_to AS readTo FROM memory_reading WHERE companion_id = ?',
        companionId,
      )?.readTo ?? null,
    setReadTo: (companionId, to) => {
      database.run('INSERT OR REPLACE INTO memory_reading (companion_id, read_to) VALUES (?, ?)', companionId, to)
    },
    count: (companionId, after) =>
      database.get<{ count: number }>(`SELECT count(*) AS count ${shown}`, { companionId, after })?.count ?? 0,
    first: (companionId, after, limit) =>
      database.all<UnreadMessage>(`SELECT ${columns} ${shown} ORDER BY t.created_at, m.id LIMIT :limit`, {
        companionId,
        after,
        limit,
      }),
    last: (companionId, after, limit) =>
      database
        .all<UnreadMessage>(`SELECT ${columns} ${shown} ORDER BY t.created_at DESC, m.id DESC LIMIT :limit`, {
          companionId,
          after,
          limit,
        })
        .toReversed(),
  }
}
