import type { Database } from '#core/store/database.ts'
import type { Source } from '#shared/model/conversation.ts'
import type { ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Mark } from '#shared/model/mark.ts'
import type { Message } from '#shared/model/message.ts'
import { messageColumns, toMessage, type MessageRow } from './message-row.ts'

/** A message by its number and by what its source calls it. */
export type Named = { readonly id: MessageId; readonly sourceId: string | null }

/** A message with all that the store knows of it besides. */
export type WholeMessage = {
  readonly message: Message
  readonly sourceId: string | null
  readonly parent: Named | null
  readonly replyTo: Named | null
  readonly time: {
    readonly original: string | null
    readonly precision: string | null
    readonly zoneKnown: boolean | null
  } | null
  readonly deletedAt: Timestamp | null
  /** It is shown under its parent though there is a newer version. */
  readonly chosen: boolean
  /** What the source said beyond this, compressed. */
  readonly raw: Uint8Array | null
}

/** What the store knows of a conversation beyond what lists show. */
export type WholeConversation = {
  readonly sourceId: string | null
  readonly leafId: MessageId | null
  readonly branchedFrom: MessageId | null
  /** The conversation that holds every word of this one. */
  readonly mergedInto: NamedConversation | null
  readonly raw: Uint8Array | null
}

export type NamedConversation = {
  readonly id: ConversationId
  readonly source: Source
  readonly sourceId: string | null
}

/** A message by the names that its source and its conversation's have for it, and the numbers of both. */
export type NamedMessage = {
  readonly conversationId: ConversationId
  readonly source: Source
  readonly conversationSourceId: string | null
  readonly messageId: MessageId
  readonly sourceId: string | null
}

/** Conversations read whole, for an account that leaves nothing out. */
export type WholeMessages = {
  readonly conversation: (id: ConversationId) => WholeConversation
  /** Every message of the tree, parents before their children and versions in their order, read a page at a time. */
  readonly each: (id: ConversationId) => Generator<WholeMessage, void, void>
  readonly marks: (id: ConversationId) => ReadonlyMap<MessageId, { readonly mark: Mark; readonly at: Timestamp }[]>
  /** Null for a message that is gone. */
  readonly named: (id: MessageId) => NamedMessage | null
}

type WholeRow = MessageRow & {
  readonly sourceId: string | null
  readonly timeOriginal: string | null
  readonly timePrecision: string | null
  readonly timeZoneKnown: 0 | 1 | null
  readonly chosen: 0 | 1 | null
  readonly parentSourceId: string | null
  readonly replyToSourceId: string | null
  readonly raw: Uint8Array | null
}

const pageSize = 500

export function createWholeMessages(database: Database): WholeMessages {
  return {
    conversation(id) {
      type Row = Omit<WholeConversation, 'mergedInto'> & { readonly mergedId: ConversationId | null }
      const row = database.get<Row>(
        `SELECT source_id AS sourceId, leaf_id AS leafId, branched_from AS branchedFrom, merged_into AS mergedId, raw
         FROM conversation WHERE id = ?`,
        id,
      )
      const { mergedId = null, ...rest } = row ?? { sourceId: null, leafId: null, branchedFrom: null, raw: null }
      const sql = 'SELECT id, source, source_id AS sourceId FROM conversation WHERE id = ?'
      const into = mergedId === null ? undefined : database.get<NamedConversation>(sql, mergedId)
      return { ...rest, mergedInto: into ?? null }
    },
    *each(id) {
      // All numbers first, since paging by depth would sort anew each time.
      const ids = database
        .all<{ id: MessageId }>('SELECT id FROM message WHERE conversation_id = ? ORDER BY depth, id', id)
        .map((row) => row.id)
      for (let start = 0; start < ids.length; start += pageSize) {
        const rows = database.all<WholeRow>(
          `SELECT ${messageColumns}, m.source_id AS sourceId, m.time_original AS timeOriginal,
             m.time_precision AS timePrecision, m.time_zone_known AS timeZoneKnown, m.raw,
             p.selected_child_id = m.id AS chosen, p.source_id AS parentSourceId, q.source_id AS replyToSourceId
           FROM json_each(?) AS wanted JOIN message m ON m.id = wanted.value
             LEFT JOIN message p ON p.id = m.parent_id LEFT JOIN message q ON q.id = m.reply_to_id
           ORDER BY wanted.key`,
          JSON.stringify(ids.slice(start, start + pageSize)),
        )
        yield* rows.map(toWhole)
      }
    },
    marks(id) {
      const rows = database.all<{
        messageId: MessageId
        kind: Mark['kind']
        emoji: string
        note: string
        at: Timestamp
      }>(
        `SELECT message_id AS messageId, kind, emoji, note, marked_at AS at FROM mark
         WHERE conversation_id = ? ORDER BY marked_at, kind, emoji`,
        id,
      )
      const marks = new Map<MessageId, { mark: Mark; at: Timestamp }[]>()
      for (const { messageId, kind, emoji, note, at } of rows) {
        const mark: Mark = kind === 'favourite' ? { kind, note } : kind === 'reaction' ? { kind, emoji } : { kind }
        const known = marks.get(messageId)
        if (known) known.push({ mark, at })
        else marks.set(messageId, [{ mark, at }])
      }
      return marks
    },
    named: (id) =>
      database.get<NamedMessage>(
        `SELECT c.id AS conversationId, c.source, c.source_id AS conversationSourceId, m.id AS messageId,
           m.source_id AS sourceId
         FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.id = ?`,
        id,
      ) ?? null,
  }
}

function toWhole(row: WholeRow): WholeMessage {
  const { parentId, replyToId, timeOriginal: original, timePrecision: precision, timeZoneKnown } = row
  const isTold = original !== null || precision !== null || timeZoneKnown !== null
  return {
    message: toMessage(row),
    sourceId: row.sourceId,
    parent: parentId === null ? null : { id: parentId, sourceId: row.parentSourceId },
    replyTo: replyToId === null ? null : { id: replyToId, sourceId: row.replyToSourceId },
    time: isTold ? { original, precision, zoneKnown: timeZoneKnown === null ? null : timeZoneKnown === 1 } : null,
    deletedAt: row.deletedAt,
    chosen: row.chosen === 1,
    raw: row.raw,
  }
}
