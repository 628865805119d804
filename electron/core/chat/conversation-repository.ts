import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import { Source, type Conversation, type ConversationKind } from '#shared/model/conversation.ts'
import type { CompanionId, ConversationId, ImportRunId, Timestamp } from '#shared/model/ids.ts'

/** Which page of the list: `companionId` null means conversations that belong to nobody. */
export type ConversationQuery = {
  readonly companionId?: CompanionId | null | undefined
  readonly source?: Source | undefined
  readonly kind?: ConversationKind | undefined
  readonly archived: boolean
  readonly before?: { readonly updatedAt: Timestamp; readonly id: ConversationId } | undefined
  readonly limit: number
}

export type NewConversation = {
  /** Null in a room, which has members. */
  readonly companionId: CompanionId | null
  readonly kind: Exclude<ConversationKind, 'imported'>
  readonly title: string | null
  readonly createdAt: Timestamp
}

/** What a source says of a conversation; `raw` is its own metadata, compressed. */
export type SourceDetails = {
  readonly title: string | null
  readonly createdAt: Timestamp | null
  readonly updatedAt: Timestamp
  readonly archived: boolean
  readonly raw: Uint8Array | null
}

export type ImportedConversation = SourceDetails & {
  readonly importRunId: ImportRunId
  readonly companionId: CompanionId | null
  readonly source: Source
  /** Unique within the source; null where there is no such id. */
  readonly sourceId: string | null
}

/** Conversations. Thread, count and preview follow from messages and are kept by the message repository. */
export type ConversationRepository = {
  /** Each source once, in the order of the schema. */
  readonly sources: (owner: { readonly companionId?: CompanionId | null | undefined }) => Source[]
  /** Latest first. */
  readonly list: (query: ConversationQuery) => Conversation[]
  /**
   * What every conversation is called, or else its last words, latest first; without the lifelong threads, which have no
   * name.
   */
  readonly names: () => { readonly id: ConversationId; readonly name: string }[]
  /** Throws NOT_FOUND. */
  readonly get: (id: ConversationId) => Conversation
  readonly findBySource: (source: Source, sourceId: string) => Conversation | null
  readonly create: (conversation: NewConversation) => Conversation
  readonly createImported: (conversation: ImportedConversation) => ConversationId
  /** What the source said of a conversation besides, compressed; null where it said nothing. */
  readonly rawOf: (id: ConversationId) => Uint8Array | null
  /** Takes over what a newer export says. */
  readonly updateImported: (id: ConversationId, details: SourceDetails) => void
  readonly rename: (id: ConversationId, title: string | null) => Conversation
  readonly setArchived: (id: ConversationId, archived: boolean) => Conversation
  readonly setCompanion: (id: ConversationId, companionId: CompanionId) => Conversation
  /** Who is in a room, in the order of their turns; whoever left keeps what they said. */
  readonly setMembers: (id: ConversationId, memberIds: readonly CompanionId[]) => Conversation
}

type ConversationRow = Omit<Conversation, 'archived' | 'memberIds'> & {
  readonly archived: 0 | 1
  readonly members: string | null
}

const columns = `
  id, companion_id AS companionId, kind, source, title, created_at AS createdAt, updated_at AS updatedAt, archived,
  message_count AS messageCount, preview, import_run_id AS importRunId,
  (SELECT group_concat(companion_id, ',' ORDER BY position) FROM member
   WHERE member.conversation_id = conversation.id) AS members`

/** A branch is listed once all of it is copied. */
const isWhole = '(branched_from IS NULL OR leaf_id IS NOT NULL)'

export function createConversationRepository(database: Database): ConversationRepository {
  function get(id: ConversationId): Conversation {
    const row = database.get<ConversationRow>(`SELECT ${columns} FROM conversation WHERE id = ?`, id)
    if (!row) throw new AppError('NOT_FOUND', { entity: 'conversation' })
    return toConversation(row)
  }

  return {
    sources: ({ companionId }) => {
      const rows =
        companionId === undefined
          ? database.all<{ source: Source }>('SELECT DISTINCT source FROM conversation')
          : database.all<{ source: Source }>(
              'SELECT DISTINCT source FROM conversation WHERE companion_id IS ?',
              companionId,
            )
      const present = new Set(rows.map(({ source }) => source))
      return Source.options.filter((source) => present.has(source))
    },
    list: ({ companionId, source, kind, archived, before, limit }) => {
      const owner =
        companionId === undefined ? '' : companionId === null ? 'AND companion_id IS NULL' : 'AND companion_id = :owner'
      // Each condition that is not asked for is left out, so that the list can be read off an index.
      const sql = `
        SELECT ${columns} FROM conversation
        WHERE archived = :archived AND ${isWhole} ${owner} ${source === undefined ? '' : 'AND source = :source'}
          ${kind === undefined ? '' : 'AND kind = :kind'}
          ${before === undefined ? '' : 'AND (updated_at, id) < (:updatedAt, :id)'}
        ORDER BY updated_at DESC, id DESC LIMIT :limit`
      return database
        .all<ConversationRow>(sql, {
          archived: archived ? 1 : 0,
          limit,
          ...(companionId === undefined || companionId === null ? {} : { owner: companionId }),
          ...(source === undefined ? {} : { source }),
          ...(kind === undefined ? {} : { kind }),
          ...before,
        })
        .map(toConversation)
    },
    names: () =>
      database.all<{ id: ConversationId; name: string }>(
        `SELECT id, coalesce(nullif(title, ''), preview) AS name FROM conversation
         WHERE kind <> 'lifelong' AND ${isWhole} ORDER BY updated_at DESC, id DESC`,
      ),
    get,
    findBySource: (source, sourceId) => {
      const sql = `SELECT ${columns} FROM conversation WHERE source = ? AND source_id = ?`
      const row = database.get<ConversationRow>(sql, source, sourceId)
      return row ? toConversation(row) : null
    },
    create: ({ companionId, kind, title, createdAt }) => {
      const { lastId } = database.run(
        `INSERT INTO conversation (companion_id, kind, source, title, created_at, updated_at)
         VALUES (?, ?, 'keepsake', ?, ?, ?)`,
        companionId,
        kind,
        title,
        createdAt,
        createdAt,
      )
      return get(lastId as ConversationId)
    },
    createImported: (conversation) =>
      database.transaction(() => {
        const { lastId } = database.run(
          `INSERT INTO conversation (companion_id, kind, source, source_id, title, created_at, updated_at, archived,
             import_run_id, raw)
           VALUES (?, 'imported', ?, ?, ?, ?, ?, ?, ?, ?)`,
          conversation.companionId,
          conversation.source,
          conversation.sourceId,
          conversation.title,
          conversation.createdAt,
          conversation.updatedAt,
          conversation.archived ? 1 : 0,
          conversation.importRunId,
          conversation.raw,
        )
        database.run(
          'INSERT INTO import_conversation (import_run_id, conversation_id) VALUES (?, ?)',
          conversation.importRunId,
          lastId,
        )
        return lastId as ConversationId
      }),
    rawOf: (id) =>
      database.get<{ raw: Uint8Array | null }>('SELECT raw FROM conversation WHERE id = ?', id)?.raw ?? null,
    updateImported: (id, { title, createdAt, updatedAt, archived, raw }) => {
      database.run(
        `UPDATE conversation SET title = ?, created_at = ?, updated_at = max(updated_at, ?), archived = ?, raw = ?
         WHERE id = ?`,
        title,
        createdAt,
        updatedAt,
        archived ? 1 : 0,
        raw,
        id,
      )
    },
    rename: (id, title) => {
      database.run('UPDATE conversation SET title = ? WHERE id = ?', title, id)
      return get(id)
    },
    setArchived: (id, archived) => {
      database.run('UPDATE conversation SET archived = ? WHERE id = ?', archived ? 1 : 0, id)
      return get(id)
    },
    setCompanion: (id, companionId) => {
      database.run('UPDATE conversation SET companion_id = ? WHERE id = ?', companionId, id)
      return get(id)
    },
    setMembers: (id, memberIds) =>
      database.transaction(() => {
        database.run('DELETE FROM member WHERE conversation_id = ?', id)
        const sql = 'INSERT INTO member (conversation_id, position, companion_id) VALUES (?, ?, ?)'
        for (const [position, memberId] of memberIds.entries()) database.run(sql, id, position, memberId)
        return get(id)
      }),
  }
}

function toConversation(row: ConversationRow): Conversation {
  const { members, ...rest } = row
  const memberIds = members === null ? [] : members.split(',').map((id) => Number(id) as CompanionId)
  return { ...rest, archived: row.archived === 1, memberIds }
}
