import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import { Source, type Conversation, type ConversationKind } from '#shared/model/conversation.ts'
import type { CompanionId, ConversationId, ImportRunId, MessageId, Timestamp } from '#shared/model/ids.ts'

/** Which page of the list: `companionId` null means conversations that belong to nobody. */
export type ConversationQuery = {
  readonly companionId?: CompanionId | null | undefined
  readonly source?: Source | undefined
  readonly kind?: ConversationKind | undefined
  readonly archived: boolean
  /** Those that are hidden or merged into another one as well, which lists leave out. */
  readonly everything?: boolean | undefined
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
  /** What it was in the vault it comes from, where it comes from one. */
  readonly kind?: Exclude<ConversationKind, 'lifelong'>
  readonly memberIds?: readonly CompanionId[]
}

export type KeptStand = Pick<Conversation, 'starred' | 'hidden' | 'tags'> & {
  readonly branchedFrom: MessageId | null
  readonly mergedInto: ConversationId | null
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
  /** Conversations that have a title, latest first. */
  readonly titles: () => {
    readonly id: ConversationId
    readonly companionId: CompanionId | null
    readonly title: string
  }[]
  /** Throws NOT_FOUND. */
  readonly get: (id: ConversationId) => Conversation
  readonly find: (id: ConversationId) => Conversation | null
  /** Those of them that are there, in the order they are named. */
  readonly some: (ids: readonly ConversationId[]) => Conversation[]
  readonly findBySource: (source: Source, sourceId: string) => Conversation | null
  readonly create: (conversation: NewConversation) => Conversation
  readonly createImported: (conversation: ImportedConversation) => ConversationId
  /** Lets the lifelong thread of a companion, empty so far, be the one it was in another vault. Answers null for any other. */
  readonly claimLifelong: (
    companionId: CompanionId,
    details: SourceDetails & { readonly sourceId: string },
  ) => ConversationId | null
  /** How a conversation stood in the vault it comes from, once everything it may refer to is here. */
  readonly settleKept: (id: ConversationId, stand: KeptStand) => void
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

type ConversationRow = Omit<Conversation, 'archived' | 'starred' | 'hidden' | 'tags' | 'memberIds'> & {
  readonly archived: 0 | 1
  readonly starred: 0 | 1
  readonly hidden: 0 | 1
  readonly tags: string
  readonly members: string | null
}

const columns = `
  id, companion_id AS companionId, kind, source, title, created_at AS createdAt, updated_at AS updatedAt, archived,
  starred, hidden,
  (SELECT json_group_array(tag ORDER BY tag) FROM conversation_tag t WHERE t.conversation_id = conversation.id) AS tags,
  message_count AS messageCount, preview, import_run_id AS importRunId,
  (SELECT group_concat(companion_id, ',' ORDER BY position) FROM member
   WHERE member.conversation_id = conversation.id) AS members`

/** A branch is listed once all of it is copied. */
const isWhole = '(branched_from IS NULL OR leaf_id IS NOT NULL)'
const isShown = 'hidden = 0 AND merged_into IS NULL'

export function createConversationRepository(database: Database): ConversationRepository {
  function find(id: ConversationId): Conversation | null {
    const row = database.get<ConversationRow>(`SELECT ${columns} FROM conversation WHERE id = ?`, id)
    return row ? toConversation(row) : null
  }

  function get(id: ConversationId): Conversation {
    const conversation = find(id)
    if (!conversation) throw new AppError('NOT_FOUND', { entity: 'conversation' })
    return conversation
  }

  function seat(id: ConversationId, memberIds: readonly CompanionId[]): void {
    const sql = 'INSERT INTO member (conversation_id, position, companion_id) VALUES (?, ?, ?)'
    for (const [position, memberId] of memberIds.entries()) database.run(sql, id, position, memberId)
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
    list: ({ companionId, source, kind, archived, everything, before, limit }) => {
      const owner =
        companionId === undefined ? '' : companionId === null ? 'AND companion_id IS NULL' : 'AND companion_id = :owner'
      // Each condition that is not asked for is left out, so that the list can be read off an index.
      const sql = `
        SELECT ${columns} FROM conversation
        WHERE archived = :archived AND ${isWhole} ${everything === true ? '' : `AND ${isShown}`} ${owner} ${source === undefined ? '' : 'AND source = :source'}
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
         WHERE kind <> 'lifelong' AND ${isWhole} AND ${isShown} ORDER BY updated_at DESC, id DESC`,
      ),
    titles: () =>
      database.all<{ id: ConversationId; companionId: CompanionId | null; title: string }>(
        `SELECT id, companion_id AS companionId, title FROM conversation
         WHERE title IS NOT NULL AND title <> '' AND ${isWhole} AND ${isShown} ORDER BY updated_at DESC, id DESC`,
      ),
    get,
    find,
    some: (ids) => {
      const sql = `SELECT ${columns} FROM conversation WHERE id IN (SELECT value FROM json_each(?))`
      const found = new Map(database.all<ConversationRow>(sql, JSON.stringify(ids)).map((row) => [row.id, row]))
      return ids.flatMap((id) => {
        const row = found.get(id)
        return row ? [toConversation(row)] : []
      })
    },
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
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          conversation.companionId,
          conversation.kind ?? 'imported',
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
        const id = lastId as ConversationId
        if (conversation.memberIds) seat(id, conversation.memberIds)
        return id
      }),
    claimLifelong(companionId, { title, createdAt, updatedAt, archived, raw, sourceId }) {
      const { changes } = database.run(
        `UPDATE conversation SET source_id = ?, title = ?, created_at = ?, updated_at = ?, archived = ?, raw = ?
         WHERE companion_id = ? AND kind = 'lifelong' AND source_id IS NULL AND leaf_id IS NULL`,
        sourceId,
        title,
        createdAt,
        updatedAt,
        archived ? 1 : 0,
        raw,
        companionId,
      )
      if (changes === 0) return null
      const sql = `SELECT id FROM conversation WHERE companion_id = ? AND kind = 'lifelong'`
      return database.get<{ id: ConversationId }>(sql, companionId)?.id ?? null
    },
    settleKept: (id, { starred, hidden, tags, branchedFrom, mergedInto }) =>
      database.transaction(() => {
        database.run(
          'UPDATE conversation SET starred = ?, hidden = ?, branched_from = ?, merged_into = ? WHERE id = ?',
          starred ? 1 : 0,
          hidden ? 1 : 0,
          branchedFrom,
          mergedInto,
          id,
        )
        const sql = 'INSERT OR IGNORE INTO conversation_tag (conversation_id, tag) VALUES (?, ?)'
        for (const tag of tags) database.run(sql, id, tag)
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
        seat(id, memberIds)
        return get(id)
      }),
  }
}

function toConversation(row: ConversationRow): Conversation {
  const { members, tags, ...rest } = row
  const memberIds = members === null ? [] : members.split(',').map((id) => Number(id) as CompanionId)
  return {
    ...rest,
    archived: row.archived === 1,
    starred: row.starred === 1,
    hidden: row.hidden === 1,
    tags: JSON.parse(tags) as string[],
    memberIds,
  }
}
