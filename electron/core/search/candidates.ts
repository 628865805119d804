import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'
import type { AttachmentKind, SearchCursor, SearchFilter, SearchHit } from '#shared/model/search.ts'
import { toMatch, type Phrase } from './query.ts'

/** What is looked for, understood: words as phrases, days as moments. */
export type Asked = Omit<SearchFilter, 'since' | 'before'> & {
  readonly phrases: readonly Phrase[]
  readonly conversationId?: ConversationId | undefined
  /** Not earlier than this moment. */
  readonly since?: Timestamp | undefined
  /** Earlier than this moment. */
  readonly before?: Timestamp | undefined
}

/** A message that may be what is looked for: all but its words fits. `place` is where it stands in the walk. */
export type Candidate = {
  readonly messageId: MessageId
  readonly conversationId: ConversationId
  readonly companionId: CompanionId | null
  readonly conversationTitle: string | null
  readonly role: Role
  readonly createdAt: Timestamp | null
  readonly text: string
  readonly place: SearchCursor
}

/** From where to where a page goes. */
type Bounds = {
  readonly oldestFirst: boolean
  readonly from: SearchCursor
  readonly floor: number
  readonly ceiling: number
  readonly size: number
}

/** Candidates in order of time, from one end or after a place. */
export type Candidates = {
  /** A page: the candidates in it, how many places were looked at for them, and the last of these. */
  readonly page: (
    asked: Asked,
    walk: { readonly oldestFirst: boolean; readonly after: SearchCursor | undefined; readonly size: number },
  ) => { readonly found: Candidate[]; readonly looked: number; readonly last: SearchCursor | undefined }
  readonly firstAttachment: (id: MessageId, kind: AttachmentKind) => SearchHit['attachment']
}

/** Up to so many conversations, the index itself picks them out. */
const mostConversationTokens = 100
/** How far later than its second a key may stand where many messages share one. */
const mostShift = 200_000

const whole = Number.MAX_SAFE_INTEGER

const fits = `
  c.hidden = :hidden AND c.merged_into IS NULL
  AND (:conversation IS NULL OR c.id = :conversation)
  AND (:anyone OR c.companion_id IS :owner OR EXISTS (
    SELECT 1 FROM member WHERE member.conversation_id = c.id AND member.companion_id = :owner))
  AND (:source IS NULL OR c.source = :source)
  AND (:role IS NULL OR m.role = :role)
  AND (:model IS NULL OR (m.role = 'assistant' AND instr(lower(m.model), :model) > 0))
  AND (:since IS NULL OR m.created_at >= :since)
  AND (:before IS NULL OR m.created_at < :before)
  AND (:has IS NULL OR EXISTS (SELECT 1 FROM attachment a WHERE a.message_id = m.id AND a.kind = :has))
  AND (:mark IS NULL OR EXISTS (SELECT 1 FROM mark k WHERE k.message_id = m.id AND k.kind = :mark))`

const rowsAt = (column: 'search_key' | 'id') => `
  SELECT m.id AS messageId, m.conversation_id AS conversationId, coalesce(m.companion_id, c.companion_id) AS companionId,
    c.title AS conversationTitle, m.role, m.created_at AS createdAt, m.text, m.search_key AS key
  FROM json_each(:places) AS wanted CROSS JOIN message m ON m.${column} = wanted.value
    CROSS JOIN conversation c ON c.id = m.conversation_id
  WHERE m.deleted_at IS NULL AND ${fits}`

const past = (oldestFirst: boolean) => (oldestFirst ? '>' : '<')
const direction = (oldestFirst: boolean) => (oldestFirst ? 'ASC' : 'DESC')

/**
 * Keys of what the index knows. Numbers arrive as floats, by which the engine bounds nothing: it would walk from the very
 * end for each month and each next page.
 */
const indexed = (oldestFirst: boolean) => `
  SELECT rowid AS at FROM message_index WHERE message_index MATCH :match
    AND rowid BETWEEN CAST(:floor AS INTEGER) AND CAST(:ceiling AS INTEGER)
  ORDER BY rowid ${direction(oldestFirst)} LIMIT :size`

const time = 'coalesce(m.search_key, coalesce(m.created_at, 0) / 1000)'

/** What the person put something on: thousands at most, so that sorting them costs nothing. */
const marked = (oldestFirst: boolean) => `
  SELECT DISTINCT ${time} AS at, m.id FROM mark k CROSS JOIN message m ON m.id = k.message_id
  WHERE k.kind = :mark AND (${time}, m.id) ${past(oldestFirst)} (:at, :id)
  ORDER BY at ${direction(oldestFirst)}, m.id ${direction(oldestFirst)} LIMIT :size`

/** What goes with messages, whether they have words or not. */
const attached = (oldestFirst: boolean) => `
  SELECT DISTINCT created_at AS at, message_id AS id FROM attachment
  WHERE kind = :has AND (created_at, message_id) ${past(oldestFirst)} (:at, :id)
  ORDER BY created_at ${direction(oldestFirst)}, message_id ${direction(oldestFirst)} LIMIT :size`

const part = (at: string, which: string, oldestFirst: boolean) => `
  SELECT * FROM (
    SELECT ${at} AS at, id FROM message WHERE ${which} AND ${at} BETWEEN :floor AND :ceiling
      AND (${at}, id) ${past(oldestFirst)} (:at, :id)
    ORDER BY ${at} ${direction(oldestFirst)}, id ${direction(oldestFirst)} LIMIT :size)`

/** All that was said, in the order of time: what the index knows, and what has no words. */
const everything = (oldestFirst: boolean) => `
  ${part('search_key', 'search_key IS NOT NULL', oldestFirst)}
  UNION ALL
  ${part('coalesce(created_at, 0) / 1000', "search_key IS NULL AND deleted_at IS NULL AND text <> ''", oldestFirst)}
  ORDER BY at ${direction(oldestFirst)}, id ${direction(oldestFirst)} LIMIT :size`

/** Anybody's, somebody's, or nobody's, who is null. */
const ownerOf = (companionId: CompanionId | null | undefined) => ({
  anyone: companionId === undefined ? 1 : 0,
  owner: companionId ?? null,
})

export function createCandidates(database: Database): Candidates {
  /** The conversations that the index can be asked for; null where hits are filtered afterwards. */
  function within({ conversationId, companionId, source }: Asked): ConversationId[] | null {
    if (conversationId !== undefined) return [conversationId]
    if (companionId === undefined && source === undefined) return null
    const ids = database.all<{ id: ConversationId }>(
      `SELECT id FROM conversation c WHERE (:source IS NULL OR source = :source)
         AND (:anyone OR companion_id IS :owner OR EXISTS (
           SELECT 1 FROM member WHERE member.conversation_id = c.id AND member.companion_id = :owner)) LIMIT :limit`,
      { source: source ?? null, ...ownerOf(companionId), limit: mostConversationTokens + 1 },
    )
    return ids.length > mostConversationTokens ? null : ids.map(({ id }) => id)
  }

  const valuesOf = (asked: Asked) => ({
    hidden: asked.hidden === true ? 1 : 0,
    conversation: asked.conversationId ?? null,
    ...ownerOf(asked.companionId),
    source: asked.source ?? null,
    role: asked.role ?? null,
    model: asked.model?.toLowerCase() ?? null,
    since: asked.since ?? null,
    before: asked.before ?? null,
    has: asked.has ?? null,
    mark: asked.mark ?? null,
  })

  type Row = Omit<Candidate, 'place'> & { readonly key: number | null }

  function rowsOf(asked: Asked, column: 'search_key' | 'id', places: readonly number[]): Row[] {
    return database.all<Row>(rowsAt(column), { ...valuesOf(asked), places: JSON.stringify(places) })
  }

  function byKey(asked: Asked, { oldestFirst, from, floor, ceiling, size }: Bounds, match: string) {
    // Of two bounds on one side, the engine would go by either.
    const keys = database.all<{ at: number }>(indexed(oldestFirst), {
      floor: oldestFirst ? Math.max(floor, from.at + 1) : floor,
      ceiling: oldestFirst ? ceiling : Math.min(ceiling, from.at - 1),
      size,
      match,
    })
    const rows = rowsOf(
      asked,
      'search_key',
      keys.map(({ at }) => at),
    )
    const last = keys.at(-1)
    return {
      found: rows.map(({ key, ...row }) => ({ ...row, place: { at: key ?? 0, id: 0 } })),
      looked: keys.length,
      last: last && { at: last.at, id: 0 },
    }
  }

  function byPlace(asked: Asked, { oldestFirst, from, floor, ceiling, size }: Bounds) {
    const places =
      asked.mark !== undefined
        ? database.all<SearchCursor>(marked(oldestFirst), { ...from, size, mark: asked.mark })
        : asked.has !== undefined
          ? database.all<SearchCursor>(attached(oldestFirst), { ...from, size, has: asked.has })
          : database.all<SearchCursor>(everything(oldestFirst), {
              ...from,
              floor: oldestFirst ? Math.max(floor, from.at) : floor,
              ceiling: oldestFirst ? ceiling : Math.min(ceiling, from.at),
              size,
            })
    const at = new Map(places.map((place) => [place.id, place]))
    const found = rowsOf(asked, 'id', [...at.keys()]).map(({ key: _key, ...row }) => ({
      ...row,
      place: at.get(row.messageId) ?? { at: 0, id: row.messageId },
    }))
    return { found, looked: places.length, last: places.at(-1) }
  }

  return {
    page(asked, { oldestFirst, after, size }) {
      // A key is the second of its message or a later number, so that days are ranges of keys.
      const floor = asked.since === undefined ? 0 : Math.floor(asked.since / 1_000)
      const ceiling = asked.before === undefined ? whole : Math.ceil(asked.before / 1_000) + mostShift
      const from = after ?? (oldestFirst ? { at: -1, id: -1 } : { at: whole, id: whole })
      const walk = { oldestFirst, from, floor, ceiling, size }
      const hasWords = asked.phrases.some(({ tokens }) => tokens.length > 0)
      if (asked.mark !== undefined || !hasWords) return byPlace(asked, walk)
      const conversations = within(asked)
      if (conversations?.length === 0) return { found: [], looked: 0, last: undefined }
      return byKey(asked, walk, toMatch(asked.phrases, conversations))
    },
    firstAttachment: (id, kind) =>
      database.get<NonNullable<SearchHit['attachment']>>(
        `SELECT kind, asset_id AS assetId, name FROM attachment WHERE message_id = ? AND kind = ?
         ORDER BY asset_id IS NULL, place LIMIT 1`,
        id,
        kind,
      ) ?? null,
  }
}
