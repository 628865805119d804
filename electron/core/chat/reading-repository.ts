import type { Database } from '#core/store/database.ts'
import type { ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Part } from '#shared/model/part.ts'
import type { MediaItem, MediaKind, NewMessages, ReadingPlace } from '#shared/model/reading.ts'

/** Where a conversation was left. */
export type Reading = { readonly place: ReadingPlace | null; readonly news: NewMessages | null }

export type MediaQuery = {
  readonly id: ConversationId
  readonly kind: MediaKind
  readonly before?: { readonly depth: number; readonly messageId: MessageId } | undefined
  readonly limit: number
}

/** How far somebody has read, and the long view over a thread: its times and its media. Costs no more in a long one. */
export type ReadingRepository = {
  readonly of: (id: ConversationId) => Reading
  readonly leave: (id: ConversationId, place: ReadingPlace | null, seen: MessageId) => void
  /** The first message of the visible thread at or after a moment. */
  readonly firstAt: (id: ConversationId, time: Timestamp) => { readonly depth: number; readonly time: Timestamp } | null
  readonly lastDepth: (id: ConversationId) => number
  readonly media: (query: MediaQuery) => { readonly items: MediaItem[]; readonly more: boolean }
}

/** More than these are not counted one by one. */
const mostCounted = 1_000
/** Messages read at once where media are looked for. */
const mediaPage = 100

type MediaRow = {
  readonly id: MessageId
  readonly depth: number
  readonly createdAt: Timestamp | null
  readonly partsJson: string
}

export function createReadingRepository(database: Database): ReadingRepository {
  function lastDepth(id: ConversationId): number {
    const sql = 'SELECT max(depth) AS depth FROM thread WHERE conversation_id = ?'
    return database.get<{ depth: number | null }>(sql, id)?.depth ?? -1
  }

  function newsAfter(id: ConversationId, depth: number): NewMessages | null {
    const said = `
      SELECT m.id, t.depth FROM thread t JOIN message m ON m.id = t.message_id
      WHERE t.conversation_id = ? AND t.depth > ? AND m.hidden = 0 AND m.deleted_at IS NULL
        AND m.role IN ('user', 'assistant')
      ORDER BY t.depth LIMIT ?`
    const first = database.get<{ id: MessageId; depth: number }>(said, id, depth, 1)
    if (!first) return null
    const sql = `SELECT count(*) AS count FROM (${said})`
    const count = database.get<{ count: number }>(sql, id, depth, mostCounted)?.count ?? 1
    return { firstId: first.id, depth: first.depth, count }
  }

  return {
    lastDepth,
    of: (id) => {
      const row = database.get<{ messageId: MessageId | null; share: number; seenDepth: number }>(
        `SELECT m.id AS messageId, r.share, r.seen_depth AS seenDepth
         FROM reading r LEFT JOIN message m ON m.id = r.message_id AND EXISTS (
           SELECT 1 FROM thread t
           WHERE t.conversation_id = r.conversation_id AND t.depth = m.depth AND t.message_id = m.id)
         WHERE r.conversation_id = ?`,
        id,
      )
      if (!row) return { place: null, news: null }
      const { messageId, share, seenDepth } = row
      return { place: messageId === null ? null : { messageId, share }, news: newsAfter(id, seenDepth) }
    },
    leave: (id, place, seen) => {
      // What was seen once stays seen, unless the thread has since become a shorter one.
      database.run(
        `INSERT INTO reading (conversation_id, message_id, share, seen_depth)
         SELECT conversation_id, :messageId, :share, depth FROM message WHERE id = :seen AND conversation_id = :id
         ON CONFLICT (conversation_id) DO UPDATE SET message_id = excluded.message_id, share = excluded.share,
           seen_depth = max(excluded.seen_depth, min(seen_depth, :lastDepth))`,
        { id, messageId: place?.messageId ?? null, share: place?.share ?? 0, seen, lastDepth: lastDepth(id) },
      )
    },
    firstAt: (id, time) =>
      database.get<{ depth: number; time: Timestamp }>(
        `SELECT depth, created_at AS time FROM thread WHERE conversation_id = ? AND created_at >= ?
         ORDER BY created_at, depth LIMIT 1`,
        id,
        time,
      ) ?? null,
    media: ({ id, kind, before, limit }) => {
      const items: MediaItem[] = []
      let edge = { depth: before?.depth ?? Number.MAX_SAFE_INTEGER, id: before?.messageId ?? 0 }
      for (;;) {
        const rows = database.all<MediaRow>(
          `SELECT m.id, m.depth, m.created_at AS createdAt, m.parts_json AS partsJson FROM message m
           WHERE m.conversation_id = :conversation AND m.parts_json IS NOT NULL AND (m.depth, m.id) < (:depth, :id)
             AND m.deleted_at IS NULL AND EXISTS (SELECT 1 FROM message_asset a WHERE a.message_id = m.id)
           ORDER BY m.depth DESC, m.id DESC LIMIT :page`,
          { conversation: id, depth: edge.depth, id: edge.id, page: mediaPage },
        )
        for (const row of rows) {
          // All of a message's media stand on one page, so that a message can mark where the next begins.
          if (items.length >= limit) return { items, more: true }
          items.push(...mediaOf(row, kind))
        }
        const last = rows.at(-1)
        if (!last || rows.length < mediaPage) return { items, more: false }
        edge = last
      }
    },
  }
}

function mediaOf({ id, depth, createdAt, partsJson }: MediaRow, kind: MediaKind): MediaItem[] {
  return (JSON.parse(partsJson) as Part[])
    .filter((part) => part.kind === kind && part.assetId !== null)
    .map((part) => ({ messageId: id, depth, createdAt, part }))
}
