import type { Database } from '#core/store/database.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'

/** A conversation that was merged here, and whether nothing that was merged since rests on that. */
export type MergedConversation = {
  readonly goes: ConversationId
  readonly keeps: ConversationId
  readonly isLast: boolean
}

/** How to undo a merging: what hung where before, and the marks that were carried over. */
export type MergeRecord = {
  readonly parents: readonly (readonly [MessageId, MessageId | null])[]
  readonly marks: readonly (readonly [messageId: MessageId, kind: string, emoji: string])[]
}

/**
 * What is known of each merging beside the copies themselves. A merging that came with a document has no record, since its
 * copies are messages like any other there.
 */
export type MergeRecords = {
  /** Writes one down, with how long the kept one lasted until then. */
  readonly write: (pair: { readonly goes: ConversationId; readonly keeps: ConversationId }, record: MergeRecord) => void
  readonly of: (goes: ConversationId) => MergeRecord | null
  /** The last merged first, which is the order to take them apart in. */
  readonly list: () => MergedConversation[]
  /** Those that have to be taken apart before this one, the first to go first. */
  readonly later: (goes: ConversationId) => ConversationId[]
  /** Back to how long the kept one lasted, and what was said in it after `newest`. */
  readonly narrow: (pair: { readonly goes: ConversationId; readonly keeps: ConversationId }, newest: MessageId) => void
  readonly forget: (goes: ConversationId) => void
}

// Made here: a number that is bound to a statement is a fraction there, and reads otherwise.
const keyOf = (goes: ConversationId) => `merged_${goes}`

export function createMergeRecords(database: Database): MergeRecords {
  const all = () =>
    database.all<{ goes: ConversationId; keeps: ConversationId }>(
      `SELECT c.id AS goes, c.merged_into AS keeps FROM conversation c JOIN meta ON meta.key = 'merged_' || c.id
       WHERE c.merged_into IS NOT NULL ORDER BY json_extract(meta.value, '$.nth') DESC`,
    )

  return {
    write: ({ goes, keeps }, record) => {
      database.run(
        `INSERT OR REPLACE INTO meta (key, value)
         SELECT :key, json_object('createdAt', created_at, 'updatedAt', updated_at, 'record', json(:record),
           'nth', (SELECT 1 + coalesce(max(json_extract(value, '$.nth')), 0) FROM meta WHERE key GLOB 'merged_*'))
         FROM conversation WHERE id = :keeps`,
        { key: keyOf(goes), keeps, record: JSON.stringify(record) },
      )
    },
    of: (goes) => {
      const sql = `SELECT json_extract(value, '$.record') AS record FROM meta WHERE key = ?`
      const row = database.get<{ record: string }>(sql, keyOf(goes))
      return row ? (JSON.parse(row.record) as MergeRecord) : null
    },
    list() {
      // The messages of either may be the originals of copies, or have copies among them.
      const touched = new Set<ConversationId>()
      return all().map((pair) => {
        const isLast = !touched.has(pair.keeps)
        touched.add(pair.keeps).add(pair.goes)
        return { ...pair, isLast }
      })
    },
    later(goes) {
      const merged = all()
      const at = merged.findIndex((pair) => pair.goes === goes)
      const keeps = merged[at]?.keeps
      return merged
        .slice(0, Math.max(at, 0))
        .flatMap((pair) => (pair.keeps === keeps || pair.goes === keeps ? [pair.goes] : []))
    },
    narrow: ({ goes, keeps }, newest) => {
      database.run(
        `UPDATE conversation SET created_at = json_extract(former.value, '$.createdAt'),
           updated_at = max(json_extract(former.value, '$.updatedAt'), coalesce(
             (SELECT max(created_at) FROM message WHERE conversation_id = :keeps AND id > :newest), 0))
         FROM meta former WHERE former.key = :key AND conversation.id = :keeps`,
        { key: keyOf(goes), keeps, newest },
      )
    },
    forget: (goes) => {
      database.run('DELETE FROM meta WHERE key = ?', keyOf(goes))
    },
  }
}
