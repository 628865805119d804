import type { Database } from '#core/store/database.ts'
import { Draft } from '#shared/model/draft.ts'
import type { ConversationId, MessageId, QueuedId, Timestamp } from '#shared/model/ids.ts'
import { AnswerChoice } from '#shared/model/room.ts'

/** A message in the outbox. */
export type Queued = {
  readonly id: QueuedId
  readonly conversationId: ConversationId
  readonly requestId: string
  readonly draft: Draft
  readonly answer: AnswerChoice
  /** Begins a new path there instead of going on at the end of the thread. */
  readonly parentId: MessageId | null
  readonly writtenAt: Timestamp
}

/** Messages that wait to be sent, in the order in which they were written. */
export type OutboxRepository = {
  readonly insert: (queued: Omit<Queued, 'id'> & { readonly id?: QueuedId }) => QueuedId
  readonly all: () => Queued[]
  readonly of: (conversationId: ConversationId) => Queued[]
  readonly find: (id: QueuedId) => Queued | null
  readonly findByRequest: (requestId: string) => Queued | null
  readonly remove: (id: QueuedId) => void
  /** Removes what was sent in the moment of a crash. */
  readonly removeSent: () => void
}

type Row = {
  readonly id: QueuedId
  readonly conversationId: ConversationId
  readonly requestId: string
  readonly draft: string
  readonly answer: string
  readonly parentId: MessageId | null
  readonly writtenAt: Timestamp
}

const columns = `
  id, conversation_id AS conversationId, request_id AS requestId, draft_json AS draft, answer_json AS answer,
  parent_id AS parentId, written_at AS writtenAt`

function toQueued(row: Row): Queued {
  return {
    ...row,
    draft: Draft.parse(JSON.parse(row.draft)),
    answer: AnswerChoice.parse(JSON.parse(row.answer)),
  }
}

export function createOutboxRepository(database: Database): OutboxRepository {
  return {
    insert: ({ id, conversationId, requestId, draft, answer, parentId, writtenAt }) => {
      const { lastId } = database.run(
        `INSERT INTO outbox (id, conversation_id, request_id, draft_json, answer_json, parent_id, written_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        id ?? null,
        conversationId,
        requestId,
        JSON.stringify(draft),
        JSON.stringify(answer),
        parentId,
        writtenAt,
      )
      return lastId as QueuedId
    },
    all: () => database.all<Row>(`SELECT ${columns} FROM outbox ORDER BY id`).map(toQueued),
    of: (conversationId) =>
      database
        .all<Row>(`SELECT ${columns} FROM outbox WHERE conversation_id = ? ORDER BY id`, conversationId)
        .map(toQueued),
    find: (id) => {
      const row = database.get<Row>(`SELECT ${columns} FROM outbox WHERE id = ?`, id)
      return row ? toQueued(row) : null
    },
    findByRequest: (requestId) => {
      const row = database.get<Row>(`SELECT ${columns} FROM outbox WHERE request_id = ?`, requestId)
      return row ? toQueued(row) : null
    },
    remove: (id) => {
      database.run('DELETE FROM outbox WHERE id = ?', id)
    },
    removeSent: () => {
      database.run('DELETE FROM outbox WHERE EXISTS (SELECT 1 FROM message m WHERE m.request_id = outbox.request_id)')
    },
  }
}
