import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Mark, MarkedMessage, MessageMarks } from '#shared/model/mark.ts'

export type MarkQuery = {
  readonly kind: 'favourite' | 'pin'
  readonly conversationId?: ConversationId | undefined
  readonly companionId?: CompanionId | undefined
  readonly before?: { readonly markedAt: Timestamp; readonly messageId: MessageId } | undefined
  readonly limit: number
}

export type MarkNote = {
  readonly messageId: MessageId
  readonly conversationId: ConversationId
  readonly companionId: CompanionId | null
  readonly note: string
}

/** What the person put on messages. */
export type MarkRepository = {
  readonly of: (messageIds: readonly MessageId[]) => MessageMarks[]
  readonly ofConversation: (conversationId: ConversationId) => MessageMarks[]
  /** Last marked first. */
  readonly list: (query: MarkQuery) => MarkedMessage[]
  /** What was written to favourites, the last marked first. */
  readonly notes: () => MarkNote[]
  readonly add: (messageId: MessageId, mark: Mark, at: Timestamp) => void
  readonly remove: (messageId: MessageId, mark: Mark) => void
}

type MarkRow = {
  readonly messageId: MessageId
  readonly kind: Mark['kind']
  readonly emoji: string
  readonly note: string
}

const select = `
  SELECT k.message_id AS messageId, k.conversation_id AS conversationId, m.role, m.author, m.created_at AS createdAt,
    m.text, k.note, k.marked_at AS markedAt
  FROM mark k CROSS JOIN message m ON m.id = k.message_id`

/** What a merged conversation's messages carry, those that it was merged into carry as well. */
const isShown = 'c.hidden = 0 AND c.merged_into IS NULL'

const page = `
  AND m.deleted_at IS NULL AND (k.marked_at, k.message_id) < (:markedAt, :messageId)
  ORDER BY k.marked_at DESC, k.message_id DESC LIMIT :limit`

export function createMarkRepository(database: Database): MarkRepository {
  const rowsOf = (ids: readonly MessageId[]) =>
    database.all<MarkRow>(
      `SELECT k.message_id AS messageId, k.kind, k.emoji, k.note
       FROM json_each(?) AS wanted JOIN mark k ON k.message_id = wanted.value ORDER BY k.marked_at, k.emoji`,
      JSON.stringify(ids),
    )

  function listRows({ kind, conversationId, companionId, before, limit }: MarkQuery) {
    type Row = Omit<MarkedMessage, 'excerpt'> & { readonly text: string }
    const newest = Number.MAX_SAFE_INTEGER
    const values = { kind, limit, markedAt: before?.markedAt ?? newest, messageId: before?.messageId ?? newest }
    if (conversationId !== undefined) {
      const sql = `${select} WHERE k.conversation_id = :conversationId AND k.kind = :kind ${page}`
      return database.all<Row>(sql, { ...values, conversationId })
    }
    if (companionId !== undefined) {
      return database.all<Row>(
        `${select} WHERE k.kind = :kind AND EXISTS (
           SELECT 1 FROM conversation c
           WHERE c.id = k.conversation_id AND c.companion_id = :companionId AND ${isShown}) ${page}`,
        { ...values, companionId },
      )
    }
    return database.all<Row>(
      `${select} WHERE k.kind = :kind AND EXISTS (
         SELECT 1 FROM conversation c WHERE c.id = k.conversation_id AND ${isShown}) ${page}`,
      values,
    )
  }

  return {
    of: (messageIds) => gather(rowsOf(messageIds)),
    ofConversation: (conversationId) =>
      gather(
        database.all<MarkRow>(
          `SELECT message_id AS messageId, kind, emoji, note FROM mark
           WHERE conversation_id = ? ORDER BY marked_at, emoji`,
          conversationId,
        ),
      ),
    list: (query) => listRows(query).map(({ text, ...row }) => ({ ...row, excerpt: startOf(text) })),
    notes: () =>
      database.all<MarkNote>(
        `SELECT k.message_id AS messageId, k.conversation_id AS conversationId,
           coalesce(m.companion_id, c.companion_id) AS companionId, k.note
         FROM mark k JOIN message m ON m.id = k.message_id JOIN conversation c ON c.id = k.conversation_id
         WHERE k.kind = 'favourite' AND k.note <> '' AND m.deleted_at IS NULL AND ${isShown}
         ORDER BY k.marked_at DESC`,
      ),
    add(messageId, mark, at) {
      database.run(
        `INSERT INTO mark (message_id, kind, emoji, conversation_id, note, marked_at)
         SELECT id, ?, ?, conversation_id, ?, ? FROM message WHERE id = ?
         ON CONFLICT (message_id, kind, emoji) DO UPDATE SET note = excluded.note, import_run_id = NULL`,
        mark.kind,
        emojiOf(mark),
        mark.kind === 'favourite' ? mark.note : '',
        at,
        messageId,
      )
    },
    remove(messageId, mark) {
      const sql = 'DELETE FROM mark WHERE message_id = ? AND kind = ? AND emoji = ?'
      database.run(sql, messageId, mark.kind, emojiOf(mark))
    },
  }
}

/** The rows of each message as one. */
function gather(rows: readonly MarkRow[]): MessageMarks[] {
  const marks = new Map<MessageId, { favourite: string | null; pinned: boolean; reactions: string[] }>()
  for (const { messageId, kind, emoji, note } of rows) {
    const known = marks.get(messageId) ?? { favourite: null, pinned: false, reactions: [] }
    marks.set(messageId, known)
    if (kind === 'favourite') known.favourite = note
    else if (kind === 'pin') known.pinned = true
    else known.reactions.push(emoji)
  }
  return [...marks].map(([messageId, known]) => ({ messageId, ...known }))
}

/** Its lines stay, since Markdown is read by lines. */
function startOf(text: string): string {
  return Array.from(text.slice(0, 1_000)).slice(0, 400).join('').trim()
}

function emojiOf(mark: Mark): string {
  return mark.kind === 'reaction' ? mark.emoji : ''
}
