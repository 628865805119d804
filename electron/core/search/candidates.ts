import type { Database } from '#core/store/database.ts'
import type { AssetId, CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'
import type { SearchCursor, SearchFilter } from '#shared/model/search.ts'
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

/** Candidates in order of time, from one end or after a place. */
export type Candidates = {
  /** A page: the candidates in it, how many places were looked at for them, and the last of these. */
  readonly page: (
    asked: Asked,
    walk: { readonly oldestFirst: boolean; readonly after: SearchCursor | undefined; readonly size: number },
  ) => { readonly found: Candidate[]; readonly looked: number; readonly last: SearchCursor | undefined }
  readonly firstPicture: (id: MessageId) => AssetId | null
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

const range = (key: string, oldestFirst: boolean) =>
  oldestFirst
    ? `${key} > :after AND ${key} < :ceiling ORDER BY ${key} LIMIT :size`
    : `${key} < :after AND ${key} >= :floor ORDER BY ${key} DESC LIMIT :size`

/** Where candidates are found, by what narrows them most. */
const walks = {
  words: (oldestFirst: boolean) =>
    `SELECT rowid AS key FROM message_index WHERE message_index MATCH :match AND ${range('rowid', oldestFirst)}`,
  marks: (oldestFirst: boolean) =>
    `SELECT DISTINCT m.search_key AS key FROM mark k CROSS JOIN message m ON m.id = k.message_id
     WHERE k.kind = :mark AND ${range('m.search_key', oldestFirst)}`,
  everything: (oldestFirst: boolean) =>
    `SELECT search_key AS key FROM message WHERE ${range('search_key', oldestFirst)}`,
} as const

/** By what goes with them, words or not. */
const attached = (oldestFirst: boolean) => `
  SELECT DISTINCT created_at AS at, message_id AS id FROM attachment
  WHERE kind = :has AND (created_at, message_id) ${oldestFirst ? '>' : '<'} (:at, :id)
  ORDER BY created_at ${oldestFirst ? '' : 'DESC'}, message_id ${oldestFirst ? '' : 'DESC'} LIMIT :size`

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
  type Walk = Parameters<Candidates['page']>[1]

  function byKey(asked: Asked, { oldestFirst, after, size }: Walk) {
    // A key is the second of its message or a later number, so that days are ranges of keys.
    const floor = asked.since === undefined ? 0 : Math.floor(asked.since / 1_000)
    const ceiling = asked.before === undefined ? whole : Math.ceil(asked.before / 1_000) + mostShift
    const edge = oldestFirst ? Math.max(after?.at ?? 0, floor - 1) : Math.min(after?.at ?? whole, ceiling)
    const bounds = { after: edge, size, ...(oldestFirst ? { ceiling } : { floor }) }
    const conversations = asked.phrases.length > 0 ? within(asked) : null
    if (conversations?.length === 0) return { found: [], looked: 0, last: undefined }
    const keys =
      asked.mark !== undefined
        ? database.all<{ key: number }>(walks.marks(oldestFirst), { ...bounds, mark: asked.mark })
        : asked.phrases.length > 0
          ? database.all<{ key: number }>(walks.words(oldestFirst), {
              ...bounds,
              match: toMatch(asked.phrases, conversations),
            })
          : database.all<{ key: number }>(walks.everything(oldestFirst), bounds)
    const last = keys.at(-1)
    const rows = database.all<Row>(rowsAt('search_key'), {
      ...valuesOf(asked),
      places: JSON.stringify(keys.map(({ key }) => key)),
    })
    return {
      found: rows.map(({ key, ...row }) => ({ ...row, place: { at: key ?? 0, id: 0 } })),
      looked: keys.length,
      last: last && { at: last.key, id: 0 },
    }
  }

  function byAttachment(asked: Asked, { oldestFirst, after, size }: Walk) {
    const from = after ?? (oldestFirst ? { at: -1, id: 0 } : { at: whole, id: whole })
    const places = database.all<SearchCursor>(attached(oldestFirst), { has: asked.has ?? null, ...from, size })
    const rows = database.all<Row>(rowsAt('id'), {
      ...valuesOf(asked),
      places: JSON.stringify(places.map(({ id }) => id)),
    })
    return {
      found: rows.map(({ key: _key, ...row }) => ({ ...row, place: { at: row.createdAt ?? 0, id: row.messageId } })),
      looked: places.length,
      last: places.at(-1),
    }
  }

  return {
    page: (asked, walk) =>
      asked.has !== undefined && asked.mark === undefined && asked.phrases.length === 0
        ? byAttachment(asked, walk)
        : byKey(asked, walk),
    firstPicture: (id) =>
      database.get<{ assetId: AssetId }>(
        `SELECT asset_id AS assetId FROM attachment
         WHERE message_id = ? AND kind = 'image' AND asset_id IS NOT NULL ORDER BY place LIMIT 1`,
        id,
      )?.assetId ?? null,
  }
}
