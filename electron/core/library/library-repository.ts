import type { Database } from '#core/store/database.ts'
import { Source } from '#shared/model/conversation.ts'
import type { CompanionId, ConversationId, Timestamp } from '#shared/model/ids.ts'
import type { ConversationPlace, LibraryFilter, LibrarySort } from '#shared/model/library.ts'

export type LibraryQuery = Omit<LibraryFilter, 'model' | 'since' | 'before'> & {
  readonly models?: readonly string[] | undefined
  readonly since?: Timestamp | undefined
  readonly before?: Timestamp | undefined
}

/** A conversation as far as its order is concerned; `name` is its title, or else its last words. */
export type Listed = { readonly id: ConversationId; readonly name: string }

export type LibraryCounts = {
  readonly sources: readonly Source[]
  readonly first: Timestamp | null
  readonly last: Timestamp | null
  readonly tags: readonly string[]
  readonly archived: number
  readonly hidden: number
  readonly nobodys: number
}

/** Conversations as the person has put them. */
export type LibraryRepository = {
  /** By `title` they come as they come. */
  readonly list: (query: LibraryQuery, sort: LibrarySort) => Listed[]
  /** Every model that spoke, by name. */
  readonly models: () => string[]
  readonly counts: () => LibraryCounts
  readonly places: (ids: readonly ConversationId[]) => (ConversationPlace & { readonly kind: string })[]
  readonly setPlace: (place: ConversationPlace) => void
}

type PlaceRow = Omit<ConversationPlace, 'starred' | 'archived' | 'hidden' | 'tags'> & {
  readonly kind: string
  readonly starred: 0 | 1
  readonly archived: 0 | 1
  readonly hidden: 0 | 1
  readonly tags: string
}

const shelves = {
  shown: 'archived = 0 AND hidden = 0',
  archived: 'archived = 1 AND hidden = 0',
  hidden: 'hidden = 1',
} as const satisfies Record<LibraryFilter['shelf'], string>

const orders = {
  latest: 'updated_at DESC, id DESC',
  earliest: 'coalesce(created_at, updated_at), id',
  title: 'id',
  longest: 'message_count DESC, updated_at DESC, id DESC',
} as const satisfies Record<LibrarySort, string>

/** A branch is there once all of it is copied, a merged one is in another. */
const isThere = 'merged_into IS NULL AND (branched_from IS NULL OR leaf_id IS NOT NULL)'

export function createLibraryRepository(database: Database): LibraryRepository {
  const one = <Value>(sql: string): Value | undefined => database.get<{ value: Value }>(sql)?.value
  const many = <Value>(sql: string): Value[] => database.all<{ value: Value }>(sql).map(({ value }) => value)

  return {
    list: ({ shelf, companionId, source, models, tag, starred, since, before }, sort) =>
      database.all<Listed>(
        `SELECT c.id, CASE WHEN c.kind = 'lifelong'
             THEN coalesce((SELECT json_extract(profile_json, '$.name') FROM companion WHERE companion.id = c.companion_id), '')
             ELSE coalesce(nullif(c.title, ''), c.preview) END AS name
         FROM conversation c
         WHERE ${isThere} AND ${shelves[shelf]}
           AND (:ofAnyone OR c.companion_id IS :owner OR (:owner IS NOT NULL AND EXISTS (
             SELECT 1 FROM member WHERE member.conversation_id = c.id AND member.companion_id = :owner)))
           AND (:ofAnyone OR :owner IS NOT NULL OR c.kind <> 'room')
           AND (:source IS NULL OR c.source = :source)
           AND (:models IS NULL OR EXISTS (
             SELECT 1 FROM message m WHERE m.conversation_id = c.id AND m.role = 'assistant' AND m.hidden = 0
               AND m.deleted_at IS NULL AND m.model IN (SELECT value FROM json_each(:models))))
           AND (:tag IS NULL OR EXISTS (SELECT 1 FROM conversation_tag t WHERE t.conversation_id = c.id AND t.tag = :tag))
           AND (:starred IS NULL OR c.starred = :starred)
           AND (:since IS NULL OR c.updated_at >= :since)
           AND (:before IS NULL OR coalesce(c.created_at, c.updated_at) < :before)
         ORDER BY ${orders[sort]}`,
        {
          ofAnyone: companionId === undefined ? 1 : 0,
          owner: companionId ?? null,
          source: source ?? null,
          models: models === undefined ? null : JSON.stringify(models),
          tag: tag ?? null,
          starred: starred === undefined ? null : starred ? 1 : 0,
          since: since ?? null,
          before: before ?? null,
        },
      ),

    models: () =>
      many<string>(
        `SELECT DISTINCT model AS value FROM message INDEXED BY message_speaker
         WHERE role = 'assistant' AND hidden = 0 AND deleted_at IS NULL AND model IS NOT NULL ORDER BY model`,
      ),

    counts: () => {
      const present = new Set(many<Source>(`SELECT DISTINCT source AS value FROM conversation WHERE ${isThere}`))
      const count = (where: string) =>
        one<number>(`SELECT count(*) AS value FROM conversation WHERE ${isThere} AND ${where}`) ?? 0
      return {
        sources: Source.options.filter((source) => present.has(source)),
        first: one<Timestamp>(`SELECT min(created_at) AS value FROM conversation WHERE ${isThere}`) ?? null,
        last: one<Timestamp>(`SELECT max(updated_at) AS value FROM conversation WHERE ${isThere}`) ?? null,
        tags: many<string>('SELECT DISTINCT tag AS value FROM conversation_tag ORDER BY tag'),
        archived: count(shelves.archived),
        hidden: count(shelves.hidden),
        nobodys: count(`companion_id IS NULL AND kind <> 'room'`),
      }
    },

    places: (ids) =>
      database
        .all<PlaceRow>(
          `SELECT id, kind, companion_id AS companionId, starred, archived, hidden, merged_into AS mergedInto,
             (SELECT json_group_array(tag ORDER BY tag) FROM conversation_tag t WHERE t.conversation_id = c.id) AS tags
           FROM conversation c WHERE id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(ids),
        )
        .map(({ starred, archived, hidden, tags, ...row }) => ({
          ...row,
          starred: starred === 1,
          archived: archived === 1,
          hidden: hidden === 1,
          tags: JSON.parse(tags) as string[],
        })),

    setPlace: ({ id, companionId, starred, archived, hidden, mergedInto, tags }) => {
      database.run(
        `UPDATE conversation SET companion_id = ?, starred = ?, archived = ?, hidden = ?, merged_into = ? WHERE id = ?`,
        companionId satisfies CompanionId | null,
        starred ? 1 : 0,
        archived ? 1 : 0,
        hidden ? 1 : 0,
        mergedInto,
        id,
      )
      database.run('DELETE FROM conversation_tag WHERE conversation_id = ?', id)
      for (const tag of tags) {
        database.run(
          'INSERT INTO conversation_tag (conversation_id, tag) SELECT id, ? FROM conversation WHERE id = ?',
          tag,
          id,
        )
      }
    },
  }
}
