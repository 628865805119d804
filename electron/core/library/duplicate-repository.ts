import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'

/** A conversation that may have come twice. */
export type Comparable = {
  readonly id: ConversationId
  readonly companionId: CompanionId | null
  /** It came from elsewhere, and nothing in it waits to be sent or is being written. */
  readonly isImported: boolean
  readonly messageCount: number
  /** Whether the person did something with it. */
  readonly isMarked: boolean
}

export type Said = { readonly role: Role; readonly text: string; readonly createdAt: Timestamp | null }

/** A message with its place, its files, and whether anybody sees it. */
export type SaidThere = Said & {
  readonly id: MessageId
  readonly parentId: MessageId | null
  readonly onThread: boolean
  readonly hidden: boolean
  readonly deleted: boolean
  readonly assetIds: readonly number[]
}

/** What conversations say, as far as it tells whether two are the same. */
export type DuplicateRepository = {
  /** Those of them that may be one; all of them where none are named. */
  readonly conversations: (ids?: readonly ConversationId[]) => Comparable[]
  /** The first words of the visible thread. */
  readonly firstSaid: (id: ConversationId) => Said[]
  /** Everything that was said, in every version, hidden or not. */
  readonly allSaid: (id: ConversationId) => Said[]
  /** What goes with its messages. */
  readonly assets: (id: ConversationId) => number[]
  /** What the visible thread says at some length, some of it at a time. */
  readonly atLength: (id: ConversationId) => Generator<Said[], void, void>
  /** Every message, parents before their children. */
  readonly tree: (id: ConversationId) => SaidThere[]
}

const opening = 6
/** Characters from which on words are hardly ever the same by chance. */
const length = 12
const pageSize = 500

type TreeRow = Omit<SaidThere, 'onThread' | 'hidden' | 'deleted' | 'assetIds'> & {
  readonly onThread: 0 | 1
  readonly hidden: 0 | 1
  readonly deleted: 0 | 1
  readonly assetIds: string | null
}

export function createDuplicateRepository(database: Database): DuplicateRepository {
  return {
    conversations: (ids) =>
      database
        .all<Omit<Comparable, 'isImported' | 'isMarked'> & { readonly goes: 0 | 1; readonly marked: 0 | 1 }>(
          `SELECT id, companion_id AS companionId, message_count AS messageCount,
             starred OR EXISTS (SELECT 1 FROM mark WHERE mark.conversation_id = c.id) AS marked,
             kind = 'imported' AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.conversation_id = c.id)
               AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.conversation_id = c.id)
               AND id NOT IN (SELECT m.conversation_id FROM edit_draft e JOIN message m ON m.id = e.message_id)
               AND id NOT IN (SELECT conversation_id FROM message WHERE state = 'streaming') AS goes
           FROM conversation c
           WHERE merged_into IS NULL AND hidden = 0 AND leaf_id IS NOT NULL AND kind <> 'room' AND branched_from IS NULL
             AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids)))`,
          { ids: ids ? JSON.stringify(ids) : null },
        )
        .map(({ goes, marked, ...row }) => ({ ...row, isImported: goes === 1, isMarked: marked === 1 })),
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
    *atLength(id) {
      for (let from = 0; ; from += pageSize) {
        const rows = database.all<Said & { readonly long: 0 | 1 }>(
          `SELECT m.role, m.text, m.created_at AS createdAt, m.deleted_at IS NULL AND length(m.text) >= ? AS long
           FROM thread t JOIN message m ON m.id = t.message_id
           WHERE t.conversation_id = ? AND t.depth >= ? AND t.depth < ?`,
          length,
          id,
          from,
          from + pageSize,
        )
        if (rows.length === 0) return
        yield rows.filter(({ long }) => long === 1)
      }
    },
    tree: (id) =>
      database
        .all<TreeRow>(
          `SELECT m.id, m.parent_id AS parentId, m.role, m.text, m.created_at AS createdAt, m.hidden,
             m.deleted_at IS NOT NULL AS deleted, t.message_id IS m.id AS onThread,
             (SELECT group_concat(asset_id ORDER BY asset_id) FROM message_asset s WHERE s.message_id = m.id) AS assetIds
           FROM message m LEFT JOIN thread t ON t.conversation_id = m.conversation_id AND t.depth = m.depth
           WHERE m.conversation_id = ? ORDER BY m.depth, m.id`,
          id,
        )
        .map(({ onThread, hidden, deleted, assetIds, ...row }) => ({
          ...row,
          onThread: onThread === 1,
          hidden: hidden === 1,
          deleted: deleted === 1,
          assetIds: assetIds === null ? [] : assetIds.split(',').map(Number),
        })),
  }
}
