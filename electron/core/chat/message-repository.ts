import { AppError } from '#core/errors.ts'
import type { MessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { OwnKeys } from '#core/store/own-keys.ts'
import type { ThreadAnchor, ThreadPage } from '#shared/contract/conversations.ts'
import type { CompanionId, ConversationId, ImportRunId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { FailureCode, Message, MessageState, Role, TokenUse } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import { createImportBatches, type ImportBatch } from './import-batch.ts'
import { messageColumns, toMessage, writeParts, type MessageRow } from './message-row.ts'
import { createMergeCopies, type MergeCopies } from './merge-copies.ts'
import { createThreadPages } from './thread-pages.ts'
import { createImportUndo, type UndoStep } from './undo-import.ts'
import { createPathSwitch } from './path-switch.ts'
import { createVisibleThread } from './visible-thread.ts'

/** A message to be put under its parent; null makes another first message. */
export type NewMessage = {
  readonly conversationId: ConversationId
  readonly parentId: MessageId | null
  readonly role: Role
  readonly createdAt: Timestamp
  readonly parts: readonly Part[]
  readonly state: MessageState
  readonly failure?: FailureCode | null
  readonly author?: string | null
  /** Which member of a room speaks. */
  readonly companionId?: CompanionId | null
  readonly model?: string | null
  readonly provider?: string | null
  readonly hidden?: boolean
  readonly replyToId?: MessageId | null
  /** The send that this message belongs to; each is stored once. */
  readonly requestId?: string
}

/** What changes on a reply while it is written and when it ends. What is left out stays. */
export type ReplyUpdate = {
  readonly parts?: readonly Part[]
  readonly state?: MessageState
  readonly failure?: FailureCode | null
  readonly finishReason?: string | null
  readonly tokens?: TokenUse | null
  readonly model?: string | null
  readonly provider?: string | null
}

/** Where a message from elsewhere stands in its tree, and whether it is whole. */
export type ImportedPlace = {
  readonly id: MessageId
  readonly parentId: MessageId | null
  readonly depth: number
  readonly state: MessageState
}

/** Messages and the trees they make. Every change is durable when the call returns, and whole. */
export type MessageRepository = {
  /** Stores a message, makes it the end of the visible thread, and indexes it unless it is still streaming. */
  readonly append: (message: NewMessage) => Message
  /** Throws NOT_FOUND. */
  readonly get: (id: MessageId) => Message
  readonly find: (id: MessageId) => Message | null
  readonly findByRequest: (requestId: string) => Message | null
  /** Versions of what follows a message, oldest first. */
  readonly children: (id: MessageId) => MessageId[]
  /** The end of the visible thread; null while the conversation is empty. */
  readonly leafId: (conversationId: ConversationId) => MessageId | null
  /** Deleted messages are on the thread, marked so. */
  readonly thread: (conversationId: ConversationId, anchor: ThreadAnchor, limit: number) => ThreadPage
  /** A message and the nearest before it, oldest first, deleted ones left out: at most `limit`. */
  readonly pathTo: (id: MessageId, limit: number) => Message[]
  /** Every message of the tree, parents before their children, read a page at a time. */
  readonly everyMessage: (conversationId: ConversationId) => Generator<Message, void, void>
  /** The whole visible thread, oldest first, read a page at a time. */
  readonly visibleThread: (conversationId: ConversationId) => Generator<Message, void, void>
  readonly updateReply: (id: MessageId, update: ReplyUpdate) => void
  readonly selectVersion: (id: MessageId) => void
  /** The same, a little at a time. */
  readonly switchTo: (id: MessageId) => Promise<void>
  /** Takes a message out of search and previews, or with null puts it back. */
  readonly setDeleted: (id: MessageId, at: Timestamp | null) => void
  /**
   * Mends what a crash cut off, once, when the vault is opened: replies are marked, and conversations whose import did
   * not come to its end become readable. Answers how many replies that were.
   */
  readonly markInterrupted: () => number
  /** Runs `work` as one transaction of an import. */
  readonly importBatch: <Result>(importRunId: ImportRunId, work: (batch: ImportBatch) => Result) => Result
  /** The messages that a source already brought into a conversation, by the source's ids. */
  readonly importedIds: (conversationId: ConversationId) => Map<string, ImportedPlace>
  readonly findBySource: (conversationId: ConversationId, sourceId: string) => MessageId | null
  /** All messages of a conversation, by the names that hold outside of this vault. */
  readonly everyPlace: (conversationId: ConversationId, keys: Pick<OwnKeys, 'of'>) => Map<string, ImportedPlace>
  /**
   * Takes back what a run brought in, some of it in each short transaction: call it until `done`. What the person wrote
   * there since stays, and so does a conversation that holds such.
   */
  readonly undoImport: (importRunId: ImportRunId) => UndoStep
  readonly merged: Omit<MergeCopies, 'release'>
}

/** Messages read at once when a whole conversation is walked. */
const walkPage = 500

export function createMessageRepository({
  database,
  index,
}: {
  readonly database: Database
  readonly index: MessageIndex
}): MessageRepository {
  const visible = createVisibleThread(database)
  const paths = createPathSwitch(database, visible)

  function findRow(id: MessageId): MessageRow | undefined {
    return database.get<MessageRow>(`SELECT ${messageColumns} FROM message m WHERE m.id = ?`, id)
  }

  function rowOf(id: MessageId): MessageRow {
    const row = findRow(id)
    if (!row) throw new AppError('NOT_FOUND', { entity: 'message' })
    return row
  }

  /** The messages whose ids `sql` answers, in its order; all ids first, since paging by key would sort anew each time. */
  function* walk(sql: string, conversationId: ConversationId): Generator<Message, void, void> {
    const ids = database.all<{ id: MessageId }>(sql, conversationId).map((row) => row.id)
    for (let start = 0; start < ids.length; start += walkPage) {
      const rows = database.all<MessageRow>(
        `SELECT ${messageColumns} FROM json_each(?) AS wanted JOIN message m ON m.id = wanted.value ORDER BY wanted.key`,
        JSON.stringify(ids.slice(start, start + walkPage)),
      )
      yield* rows.map(toMessage)
    }
  }

  function linkAssets(id: MessageId, parts: readonly Part[]): void {
    for (const part of parts) {
      if (!('assetId' in part) || part.assetId === null) continue
      database.run('INSERT OR IGNORE INTO message_asset (asset_id, message_id) VALUES (?, ?)', part.assetId, id)
    }
  }

  function append(message: NewMessage): Message {
    const { conversationId, parentId, createdAt } = message
    paths.settle(conversationId)
    const conversation = database.get<{ leafId: MessageId | null }>(
      'SELECT leaf_id AS leafId FROM conversation WHERE id = ?',
      conversationId,
    )
    if (!conversation) throw new AppError('NOT_FOUND', { entity: 'conversation' })
    const depth = parentId === null ? 0 : depthUnder(parentId, conversationId)
    const { text, partsJson } = writeParts(message.parts)
    const searchKey = message.state === 'streaming' ? null : index.add({ conversationId, createdAt, text })
    const hidden = message.hidden === true
    const { lastId } = database.run(
      `INSERT INTO message (conversation_id, parent_id, depth, role, author, companion_id, created_at, model, provider, text,
         parts_json, reply_to_id, state, failure, hidden, request_id, search_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      conversationId,
      parentId,
      depth,
      message.role,
      message.author ?? null,
      message.companionId ?? null,
      createdAt,
      message.model ?? null,
      message.provider ?? null,
      text,
      partsJson,
      message.replyToId ?? null,
      message.state,
      message.failure ?? null,
      hidden ? 1 : 0,
      message.requestId ?? null,
      searchKey,
    )
    const id = lastId as MessageId
    linkAssets(id, message.parts)
    if (conversation.leafId === parentId) visible.extend(conversationId, id)
    else visible.show(conversationId, id)
    visible.describe(conversationId)
    database.run(
      'UPDATE conversation SET message_count = message_count + ?, updated_at = max(updated_at, ?) WHERE id = ?',
      hidden ? 0 : 1,
      createdAt,
      conversationId,
    )
    return toMessage(rowOf(id))
  }

  function depthUnder(parentId: MessageId, conversationId: ConversationId): number {
    const parent = database.get<{ depth: number }>(
      'SELECT depth FROM message WHERE id = ? AND conversation_id = ?',
      parentId,
      conversationId,
    )
    if (!parent) throw new AppError('NOT_FOUND', { entity: 'message' })
    return parent.depth + 1
  }

  /** Brings the index in line with what a message says now; answers its key. */
  function reindex(row: MessageRow, now: { readonly text: string; readonly findable: boolean }): number | null {
    const { conversationId, createdAt, searchKey } = row
    if (searchKey !== null && now.findable && now.text === row.text) return searchKey
    if (searchKey !== null) index.remove({ key: searchKey, conversationId, text: row.text })
    return now.findable ? index.add({ conversationId, createdAt, text: now.text }) : null
  }

  function updateReply(id: MessageId, update: ReplyUpdate): void {
    const row = rowOf(id)
    const state = update.state ?? row.state
    const said = update.parts ? writeParts(update.parts) : { text: row.text, partsJson: row.partsJson }
    const searchKey = reindex(row, { text: said.text, findable: state !== 'streaming' && row.deletedAt === null })
    const old = { prompt: row.tokensPrompt, completion: row.tokensCompletion }
    const tokens = update.tokens === undefined ? old : (update.tokens ?? { prompt: null, completion: null })
    database.run(
      `UPDATE message SET text = ?, parts_json = ?, state = ?, failure = ?, finish_reason = ?, tokens_prompt = ?,
         tokens_completion = ?, model = ?, provider = ?, search_key = ?
       WHERE id = ?`,
      said.text,
      said.partsJson,
      state,
      update.failure === undefined ? row.failure : update.failure,
      update.finishReason === undefined ? row.finishReason : update.finishReason,
      tokens.prompt,
      tokens.completion,
      update.model === undefined ? row.model : update.model,
      update.provider === undefined ? row.provider : update.provider,
      searchKey,
      id,
    )
    if (update.parts) linkAssets(id, update.parts)
    if (visible.leaf(row.conversationId) === id && said.text !== row.text) visible.describe(row.conversationId)
  }

  function setDeleted(id: MessageId, at: Timestamp | null): void {
    const row = rowOf(id)
    paths.settle(row.conversationId)
    const searchKey = reindex(row, { text: row.text, findable: row.state !== 'streaming' && at === null })
    database.run('UPDATE message SET deleted_at = ?, search_key = ? WHERE id = ?', at, searchKey, id)
    const change = row.hidden ? 0 : Number(at === null) - Number(row.deletedAt === null)
    const sql = 'UPDATE conversation SET message_count = message_count + ? WHERE id = ?'
    database.run(sql, change, row.conversationId)
    visible.describe(row.conversationId)
  }

  const importBatch = createImportBatches({ database, index, visible })
  const merged = createMergeCopies({ database, index, visible })
  const undoImport = createImportUndo({ database, index, visible, merged })

  return {
    append: (message) => database.transaction(() => append(message)),
    get: (id) => toMessage(rowOf(id)),
    find: (id) => {
      const row = findRow(id)
      return row ? toMessage(row) : null
    },
    findByRequest: (requestId) => {
      const row = database.get<MessageRow>(`SELECT ${messageColumns} FROM message m WHERE m.request_id = ?`, requestId)
      return row ? toMessage(row) : null
    },
    children: (id) =>
      database
        .all<{ id: MessageId }>(
          `SELECT c.id FROM message m JOIN message c ON c.conversation_id = m.conversation_id AND c.parent_id = m.id
           WHERE m.id = ? ORDER BY c.id`,
          id,
        )
        .map((child) => child.id),
    leafId: (conversationId) => {
      paths.settle(conversationId)
      return visible.leaf(conversationId)
    },
    thread: createThreadPages(database),
    pathTo: (id, limit) =>
      database
        .all<MessageRow>(
          `WITH RECURSIVE up (id, parent_id) AS (
             SELECT id, parent_id FROM message WHERE id = ?
             UNION ALL
             SELECT m.id, m.parent_id FROM up JOIN message m ON m.id = up.parent_id
           )
           SELECT ${messageColumns} FROM up CROSS JOIN message m ON m.id = up.id WHERE m.deleted_at IS NULL LIMIT ?`,
          id,
          limit,
        )
        .map(toMessage)
        .toReversed(),
    everyMessage: (conversationId) =>
      walk('SELECT id FROM message WHERE conversation_id = ? ORDER BY id', conversationId),
    visibleThread: (conversationId) =>
      walk('SELECT message_id AS id FROM thread WHERE conversation_id = ? ORDER BY depth', conversationId),
    updateReply: (id, update) => database.transaction(() => updateReply(id, update)),
    switchTo: async (id) => paths.switchTo(rowOf(id).conversationId, id),
    selectVersion: (id) =>
      database.transaction(() => {
        const { conversationId } = rowOf(id)
        paths.settle(conversationId)
        visible.show(conversationId, id)
        visible.describe(conversationId)
      }),
    setDeleted: (id, at) => database.transaction(() => setDeleted(id, at)),
    markInterrupted: () =>
      database.transaction(() => {
        paths.mend()
        const cut = database.all<{ id: MessageId }>(`SELECT id FROM message WHERE state = 'streaming'`)
        for (const { id } of cut) updateReply(id, { state: 'interrupted' })
        const unfinished = database.all<{ id: ConversationId }>(
          `SELECT id FROM conversation WHERE leaf_id IS NULL
           AND EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = conversation.id)`,
        )
        for (const { id } of unfinished) visible.settle(id, null)
        return cut.length
      }),
    importBatch: (importRunId, work) => {
      paths.settle()
      return importBatch(importRunId, work)
    },
    importedIds: (conversationId) => {
      const rows = database.all<ImportedPlace & { readonly sourceId: string }>(
        `SELECT id, parent_id AS parentId, depth, state, source_id AS sourceId FROM message
         WHERE conversation_id = ? AND source_id IS NOT NULL`,
        conversationId,
      )
      return new Map(rows.map(({ sourceId, ...place }) => [sourceId, place]))
    },
    findBySource: (conversationId, sourceId) =>
      database.get<{ id: MessageId }>(
        'SELECT id FROM message WHERE conversation_id = ? AND source_id = ?',
        conversationId,
        sourceId,
      )?.id ?? null,
    everyPlace: (conversationId, keys) => {
      const rows = database.all<ImportedPlace & { readonly sourceId: string | null }>(
        `SELECT id, parent_id AS parentId, depth, state, source_id AS sourceId FROM message WHERE conversation_id = ?`,
        conversationId,
      )
      return new Map(rows.map(({ sourceId, ...place }) => [keys.of(place.id, sourceId), place]))
    },
    undoImport: (importRunId) => {
      paths.settle()
      return undoImport(importRunId)
    },
    merged: {
      list: merged.list,
      putIn: (merging) => {
        paths.settle()
        database.transaction(() => merged.putIn(merging))
      },
      takeOut: (id) => {
        paths.settle()
        database.transaction(() => merged.takeOut(id))
      },
    },
  }
}
