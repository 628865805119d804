import type { MessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, ImportRunId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Mark } from '#shared/model/mark.ts'
import type { FailureCode, MessageState, Role, TokenUse } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import { writeParts } from './message-row.ts'
import { rehang, type Move } from './tree-repair.ts'
import type { VisibleThread } from './visible-thread.ts'

/** A message from elsewhere. Parents go in before their children, and versions in the order they are to have. */
export type ImportedMessage = {
  readonly conversationId: ConversationId
  readonly parentId: MessageId | null
  /** 0 for a first message, else one more than the parent's. */
  readonly depth: number
  readonly role: Role
  readonly author: string | null
  readonly createdAt: Timestamp | null
  /** The time as the source wrote it, where it says more than `createdAt`. */
  readonly timeOriginal: string | null
  readonly timePrecision: string | null
  readonly timeZoneKnown: boolean | null
  readonly model: string | null
  readonly provider: string | null
  readonly parts: readonly Part[]
  readonly state: MessageState
  readonly finishReason: string | null
  readonly tokens: TokenUse | null
  readonly hidden: boolean
  /** The source's own id, unique in the conversation. */
  readonly sourceId: string | null
  /** Compressed, only what the parts do not hold. */
  readonly raw: Uint8Array | null
  /** What only another vault knows of a message. */
  readonly kept?: {
    readonly failure: FailureCode | null
    readonly deletedAt: Timestamp | null
    readonly replyToId: MessageId | null
    readonly companionId: CompanionId | null
    readonly marks: readonly { readonly mark: Mark; readonly at: Timestamp }[]
    /** It is shown under its parent though there is a newer version. */
    readonly chosen: boolean
  }
}

type KeptWithMessage = NonNullable<ImportedMessage['kept']>

export type ImportBatch = {
  readonly insert: (message: ImportedMessage) => MessageId
  /**
   * Hangs messages that are here under others that came to stand before them, as when an older part of a conversation
   * comes in later. No message may come to hang on itself.
   */
  readonly rehang: (conversationId: ConversationId, moves: readonly Move[]) => void
  /**
   * Makes a conversation readable: thread, count and preview. The thread runs through `currentId` where one is given;
   * otherwise it stays as it is and goes on to the newest. Call it once all of a conversation is in.
   */
  readonly finish: (conversationId: ConversationId, currentId: MessageId | null) => void
}

const insertMessage = `
  INSERT INTO message (conversation_id, parent_id, depth, role, author, created_at, time_original, time_precision,
    time_zone_known, model, provider, text, parts_json, state, finish_reason, tokens_prompt, tokens_completion, hidden,
    source_id, import_run_id, search_key, raw, failure, deleted_at, reply_to_id, companion_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Bulk insertion: nothing is computed row by row that `finish` can compute once. */
export function createImportBatches({
  database,
  index,
  visible,
}: {
  readonly database: Database
  readonly index: MessageIndex
  readonly visible: VisibleThread
}): <Result>(importRunId: ImportRunId, work: (batch: ImportBatch) => Result) => Result {
  function insert(importRunId: ImportRunId, message: ImportedMessage): MessageId {
    const { conversationId, createdAt, parts, kept } = message
    const deletedAt = kept?.deletedAt ?? null
    const { text, partsJson } = writeParts(parts)
    const { lastId } = database.run(
      insertMessage,
      conversationId,
      message.parentId,
      message.depth,
      message.role,
      message.author,
      createdAt,
      message.timeOriginal,
      message.timePrecision,
      message.timeZoneKnown === null ? null : Number(message.timeZoneKnown),
      message.model,
      message.provider,
      text,
      partsJson,
      message.state,
      message.finishReason,
      message.tokens?.prompt ?? null,
      message.tokens?.completion ?? null,
      message.hidden ? 1 : 0,
      message.sourceId,
      importRunId,
      deletedAt === null ? index.stage({ conversationId, createdAt, text }) : null,
      message.raw,
      kept?.failure ?? null,
      deletedAt,
      kept?.replyToId ?? null,
      kept?.companionId ?? null,
    )
    if (kept) putKept(importRunId, lastId as MessageId, message, kept)
    for (const part of parts) {
      if (!('assetId' in part) || part.assetId === null) continue
      database.run('INSERT OR IGNORE INTO message_asset (asset_id, message_id) VALUES (?, ?)', part.assetId, lastId)
    }
    return lastId as MessageId
  }

  function putKept(importRunId: ImportRunId, id: MessageId, message: ImportedMessage, kept: KeptWithMessage): void {
    const { conversationId, parentId } = message
    for (const { mark, at } of kept.marks) {
      database.run(
        `INSERT OR IGNORE INTO mark (message_id, kind, emoji, conversation_id, note, marked_at, import_run_id)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        id,
        mark.kind,
        mark.kind === 'reaction' ? mark.emoji : '',
        conversationId,
        mark.kind === 'favourite' ? mark.note : '',
        at,
        importRunId,
      )
    }
    if (kept.chosen) database.run('UPDATE message SET selected_child_id = ? WHERE id = ?', id, parentId)
  }

  /** Marks of a message that outlived the undo of its import go back to the same message in its place. */
  function bringMarksHome(conversationId: ConversationId): void {
    database.run(
      `UPDATE OR IGNORE mark SET message_id = home.id, source_id = NULL
       FROM message home
       WHERE mark.conversation_id = ? AND mark.source_id IS NOT NULL
         AND home.conversation_id = mark.conversation_id AND home.source_id = mark.source_id`,
      conversationId,
    )
  }

  return (importRunId, work) =>
    database.transaction(() => {
      const touched = new Set<ConversationId>()
      const result = work({
        insert: (message) => {
          touched.add(message.conversationId)
          return insert(importRunId, message)
        },
        rehang: (id, moves) => rehang(database, id, moves),
        finish: (id, currentId) => {
          bringMarksHome(id)
          visible.settle(id, currentId)
        },
      })
      index.flush()
      for (const id of touched) {
        const sql = 'INSERT OR IGNORE INTO import_conversation (import_run_id, conversation_id) VALUES (?, ?)'
        database.run(sql, importRunId, id)
      }
      return result
    })
}
