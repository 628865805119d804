import type { Database } from '#core/store/database.ts'
import type { ConversationId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'

/** A conversation that may have come twice. */
export type Comparable = {
  readonly id: ConversationId
  readonly isImported: boolean
  readonly messageCount: number
  /** Whether the person did something with it. */
  readonly isMarked: boolean
}

export type Said = { readonly role: Role; readonly text: string; readonly createdAt: Timestamp | null }

/** What conversations say, as far as it tells whether two are the same. */
export type DuplicateRepository = {
  readonly conversations: () => Comparable[]
  /** The first words of the visible thread. */
  readonly firstSaid: (id: ConversationId) => Said[]
  /** Everything that was said, in every version, hidden or not. */
  readonly allSaid: (id: ConversationId) => Said[]
  /** What goes with its messages. */
  readonly assets: (id: ConversationId) => number[]
}

const opening = 6

export function createDuplicateRepository(database: Database): DuplicateRepository {
  return {
    conversations: () =>
      database
        .all<Omit<Comparable, 'isImported' | 'isMarked'> & { readonly kind: string; readonly marked: 0 | 1 }>(
          `SELECT id, kind, message_count AS messageCount,
             starred OR EXISTS (SELECT 1 FROM mark WHERE mark.conversation_id = c.id) AS marked
           FROM conversation c
           WHERE merged_into IS NULL AND hidden = 0 AND leaf_id IS NOT NULL AND kind <> 'room' AND branched_from IS NULL`,
        )
        .map(({ kind, marked, ...row }) => ({ ...row, isImported: kind === 'imported', isMarked: marked === 1 })),
    firstSaid: (id) =>
      database.all<Said>(
        `SELECT m.role, m.text, m.created_at AS createdAt FROM thread t JOIN message m ON m.id = t.message_id
         WHERE t.conversation_id = ? AND t.depth < ? ORDER BY t.depth`,
        id,
        opening,
      ),
    allSaid: (id) =>
      database.all<Said>(
        `SELECT role, text, created_at AS createdAt FROM message WHERE conversation_id = ? AND deleted_at IS NULL`,
        id,
      ),
    assets: (id) =>
      database
        .all<{ assetId: number }>(
          `SELECT DISTINCT s.asset_id AS assetId FROM message m JOIN message_asset s ON s.message_id = m.id
           WHERE m.conversation_id = ? AND m.deleted_at IS NULL`,
          id,
        )
        .map(({ assetId }) => assetId),
  }
}
