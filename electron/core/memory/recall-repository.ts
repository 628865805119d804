import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'

/** A message as recall weighs it. */
export type RecallRow = {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly depth: number
  readonly at: Timestamp | null
  readonly role: Role
  readonly author: string | null
  /** Its words, in bytes. */
  readonly size: number
  /** It ends in a question mark: what comes next is likely about the same. */
  readonly asks: 0 | 1
}

/**
 * Reads what recall needs off the index that search has. An index of its own would find no more, and could be out of
 * step with what was said, deleted or taken back.
 */
export type RecallRepository = {
  /** Every conversation that somebody takes part in and that is shown. */
  readonly conversationsOf: (companionId: CompanionId) => readonly ConversationId[]
  readonly nameOf: (companionId: CompanionId) => string
  /** How many messages a companion's conversations hold. */
  readonly sizeOf: (companionId: CompanionId) => number
  /** The words of the index that begin so, and in how many messages each stands. */
  readonly wordsFrom: (beginning: string) => readonly { readonly word: string; readonly count: number }[]
  /** Keys of the messages that hold this, the newest first. */
  readonly keysOf: (match: string, limit: number) => readonly number[]
  readonly rowsOf: (keys: readonly number[]) => readonly (RecallRow & { readonly key: number })[]
  /** What is shown at these places of the threads. */
  readonly shownAt: (
    places: readonly { readonly conversationId: ConversationId; readonly depth: number }[],
  ) => readonly SpokenRow[]
  readonly spoken: (ids: readonly MessageId[]) => readonly SpokenRow[]
}

/** With its words. */
export type SpokenRow = RecallRow & { readonly text: string }

const rowColumns = `
  m.id, m.conversation_id AS conversationId, m.depth, m.created_at AS at, m.role, m.author, octet_length(m.text) AS size,
  substr(m.text, -1) IN ('?', '？') AS asks`
/** What the person hid is brought up nowhere, and what stands in another conversation as well is found there. */
const isShown = 'c.hidden = 0 AND c.merged_into IS NULL'

export function createRecallRepository(database: Database): RecallRepository {
  return {
    conversationsOf: (companionId) =>
      database
        .all<{ id: ConversationId }>(
          `SELECT id FROM conversation c WHERE companion_id = ? AND ${isShown}
           UNION SELECT c.id FROM member r JOIN conversation c ON c.id = r.conversation_id
           WHERE r.companion_id = ? AND ${isShown}`,
          companionId,
          companionId,
        )
        .map(({ id }) => id),
    nameOf: (companionId) =>
      database.get<{ name: string }>(`SELECT profile_json ->> 'name' AS name FROM companion WHERE id = ?`, companionId)
        ?.name ?? '',
    sizeOf: (companionId) =>
      database.get<{ size: number | null }>(
        'SELECT sum(message_count) AS size FROM conversation WHERE companion_id = ?',
        companionId,
      )?.size ?? 0,
    wordsFrom: (beginning) =>
      database.all<{ word: string; count: number }>(
        'SELECT term AS word, doc AS count FROM message_word WHERE term >= ? AND term < ?',
        beginning,
        `${beginning}{`,
      ),
    keysOf: (match, limit) =>
      database
        .all<{ key: number }>(
          'SELECT rowid AS key FROM message_index WHERE message_index MATCH ? ORDER BY rowid DESC LIMIT ?',
          match,
          limit,
        )
        .map(({ key }) => key),
    rowsOf: (keys) =>
      database.all(
        `SELECT m.search_key AS key, ${rowColumns}
         FROM json_each(?) AS wanted CROSS JOIN message m ON m.search_key = wanted.value WHERE m.hidden = 0`,
        JSON.stringify(keys),
      ),
    shownAt: (places) =>
      database.all(
        `SELECT ${rowColumns}, m.text FROM json_each(?) AS place
         CROSS JOIN thread t ON t.conversation_id = place.value ->> 0 AND t.depth = place.value ->> 1
         CROSS JOIN message m ON m.id = t.message_id
         WHERE m.hidden = 0 AND m.deleted_at IS NULL AND m.search_key IS NOT NULL`,
        JSON.stringify(places.map(({ conversationId, depth }) => [conversationId, depth])),
      ),
    spoken: (ids) =>
      database.all(
        `SELECT ${rowColumns}, m.text FROM json_each(?) AS wanted CROSS JOIN message m ON m.id = wanted.value`,
        JSON.stringify(ids),
      ),
  }
}
