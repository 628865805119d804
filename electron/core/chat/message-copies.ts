import { AppError } from '#core/errors.ts'
import type { MessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'

/** Messages that are said in a second place as well. */
export type MessageCopies = {
  /** The index holds it once it is flushed. Throws NOT_FOUND. */
  readonly copy: (
    id: MessageId,
    place: { readonly conversationId: ConversationId; readonly parentId: MessageId | null; readonly depth: number },
    requestId: string | null,
  ) => MessageId
}

/** What a copy does not take over: its place, its own marks, and what ties the original to its source. */
const ownColumns = new Set([
  // It names a message of the conversation that is left behind; the quote itself stays in the words.
  'reply_to_id',
  'id',
  'conversation_id',
  'parent_id',
  'depth',
  'state',
  'selected_child_id',
  'source_id',
  'import_run_id',
  'request_id',
  'search_key',
  'raw',
])

export function createMessageCopies({
  database,
  index,
}: {
  readonly database: Database
  readonly index: Pick<MessageIndex, 'stage'>
}): MessageCopies {
  const columns = database
    .all<{ name: string }>(`SELECT name FROM pragma_table_info('message')`)
    .flatMap(({ name }) => (ownColumns.has(name) ? [] : [name]))
    .join(', ')

  return {
    copy(id, { conversationId, parentId, depth }, requestId) {
      const { lastId, changes } = database.run(
        `INSERT INTO message (conversation_id, parent_id, depth, state, request_id, ${columns})
         SELECT ?, ?, ?, CASE state WHEN 'streaming' THEN 'interrupted' ELSE state END, ?, ${columns}
         FROM message WHERE id = ?`,
        conversationId,
        parentId,
        depth,
        requestId,
        id,
      )
      // An import may be taken back meanwhile.
      if (changes === 0) throw new AppError('NOT_FOUND', { entity: 'message' })
      const said = database.get<{ text: string; createdAt: Timestamp | null }>(
        'SELECT text, created_at AS createdAt FROM message WHERE id = ?',
        lastId,
      )
      const key = said ? index.stage({ conversationId, ...said }) : null
      database.run('UPDATE message SET search_key = ? WHERE id = ?', key, lastId)
      database.run(
        'INSERT INTO message_asset (asset_id, message_id) SELECT asset_id, ? FROM message_asset WHERE message_id = ?',
        lastId,
        id,
      )
      return lastId as MessageId
    },
  }
}
