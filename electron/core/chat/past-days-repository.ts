import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'

/** A message of a past day, by its words. */
export type PastMessage = {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly companionId: CompanionId | null
  readonly role: Role
  readonly createdAt: Timestamp
  readonly text: string
}

/** The same where its time may not be known. */
export type UndatedMessage = Omit<PastMessage, 'createdAt'> & { readonly createdAt: Timestamp | null }

/** A silence: when the last message before it was, and the first after. */
export type Silence = { readonly from: Timestamp; readonly firstAfter: PastMessage }

export type PastDaysRepository = {
  /** The first messages of a stretch of time, oldest first; those that nobody reads or that were deleted left out. */
  readonly between: (range: {
    readonly from: Timestamp
    readonly to: Timestamp
    readonly companionId: CompanionId | null
    readonly limit: number
  }) => PastMessage[]
  /** In the order asked for; those that nobody reads any more, or that the person hid, left out. */
  readonly byIds: (ids: readonly MessageId[]) => UndatedMessage[]
  /** The first message that a companion's history holds; null where none has a time. */
  readonly first: (companionId: CompanionId) => PastMessage | null
  /** When the first message of anybody was, for how far back there is to look. */
  readonly earliest: () => Timestamp | null
  /** The longest silence of a companion's history that ended with words to be read; null where there is none. */
  readonly longestSilence: (companionId: CompanionId) => Silence | null
}

const columns = `
  m.id, m.conversation_id AS conversationId, c.companion_id AS companionId, m.role, m.created_at AS createdAt, m.text`
const isShown = 'c.hidden = 0 AND c.merged_into IS NULL'
/** Messages of a whole history are not read to see which of them are shown: only those that end the longest silences. */
const longestSilences = 50

export function createPastDaysRepository(database: Database): PastDaysRepository {
  return {
    // The key of the search index is the second of the message, so that its index leads to a stretch of time.
    between: ({ from, to, companionId, limit }) =>
      database.all<PastMessage>(
        `SELECT ${columns} FROM message m INDEXED BY message_search JOIN conversation c ON c.id = m.conversation_id
         WHERE m.search_key >= ? AND m.search_key < ? AND m.created_at >= ? AND m.created_at < ?
           AND m.role IN ('user', 'assistant') AND m.hidden = 0 AND ${isShown}
           AND (? IS NULL OR c.companion_id = ?)
         ORDER BY m.search_key LIMIT ?`,
        Math.max(1, Math.floor(from / 1_000)),
        Math.ceil(to / 1_000) + searchKeySlack,
        from,
        to,
        companionId,
        companionId,
        limit,
      ),
    byIds: (ids) =>
      ids.flatMap(
        (id) =>
          database.get<UndatedMessage>(
            `SELECT ${columns} FROM message m JOIN conversation c ON c.id = m.conversation_id
             WHERE m.id = ? AND m.hidden = 0 AND m.deleted_at IS NULL AND c.hidden = 0`,
            id,
          ) ?? [],
      ),
    first: (companionId) =>
      database.get<PastMessage>(
        `SELECT ${columns} FROM conversation c JOIN message m ON m.id = (
           SELECT t.message_id FROM thread t INDEXED BY thread_time JOIN message x ON x.id = t.message_id
           WHERE t.conversation_id = c.id AND t.created_at IS NOT NULL AND x.role IN ('user', 'assistant')
             AND x.hidden = 0 AND x.deleted_at IS NULL
           ORDER BY t.created_at, t.depth LIMIT 1
         )
         WHERE c.companion_id = ? AND ${isShown} ORDER BY m.created_at LIMIT 1`,
        companionId,
      ) ?? null,
    earliest: () =>
      database.get<{ at: Timestamp | null }>(
        'SELECT created_at AS at FROM message WHERE search_key = (SELECT min(search_key) FROM message WHERE search_key > 1000000)',
      )?.at ?? null,
    longestSilence: (companionId) => {
      const row = database.get<PastMessage & { readonly from: Timestamp }>(
        `SELECT s."from", ${columns} FROM (
           SELECT lag(t.created_at) OVER (ORDER BY t.created_at) AS "from", t.created_at AS "to", t.message_id AS id
           FROM conversation c JOIN thread t ON t.conversation_id = c.id
           WHERE c.companion_id = ? AND ${isShown} AND t.created_at IS NOT NULL
           ORDER BY "to" - "from" DESC LIMIT ${longestSilences}
         ) s JOIN message m ON m.id = s.id JOIN conversation c ON c.id = m.conversation_id
         WHERE s."from" IS NOT NULL AND m.role IN ('user', 'assistant') AND m.hidden = 0 AND m.deleted_at IS NULL
         ORDER BY s."to" - s."from" DESC LIMIT 1`,
        companionId,
      )
      if (!row) return null
      const { from, ...firstAfter } = row
      return { from, firstAfter }
    },
  }
}

/** Where many messages share a second, keys run ahead of the clock by as many. */
const searchKeySlack = 100_000
