import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'
import type { SearchHit } from '#shared/model/search.ts'
import { withoutMarks } from './plain-words.ts'
import { parseQuery, toMatch, type Phrase } from './query.ts'
import { cutSnippet, findPhrases } from './snippet.ts'

export type SearchQuery = {
  readonly query: string
  readonly conversationId?: ConversationId | undefined
  readonly companionId?: CompanionId | undefined
  readonly limit: number
  /** From which end to look; what has no time counts as the oldest. */
  readonly from?: 'newest' | 'oldest' | undefined
}

/** In the order that was asked for, the newest first unless told otherwise; `more` tells that there may be others. */
export type SearchResult = { readonly hits: SearchHit[]; readonly more: boolean }

export type Search = {
  /** Finds messages of every branch, of archived conversations too; deleted ones are not found. */
  readonly searchMessages: (query: SearchQuery) => SearchResult
}

type CandidateRow = {
  readonly messageId: MessageId
  readonly conversationId: ConversationId
  readonly companionId: CompanionId | null
  readonly conversationTitle: string | null
  readonly role: Role
  readonly createdAt: Timestamp | null
  readonly text: string
}

/** Candidates that are looked at, at most: a statement cannot be interrupted, so none may run long. */
const mostCandidates = 5_000
/** Up to so many conversations of a companion, the index itself picks them out. */
const mostConversationTokens = 100

export function createSearch(database: Database): Search {
  /** The conversations that the index can be asked for; null where hits are filtered afterwards. */
  function within({ conversationId, companionId }: SearchQuery): ConversationId[] | null {
    if (conversationId !== undefined) return [conversationId]
    if (companionId === undefined) return null
    const ids = database.all<{ id: ConversationId }>(
      `SELECT id FROM conversation WHERE companion_id = ?
       UNION SELECT conversation_id AS id FROM member WHERE companion_id = ? LIMIT ?`,
      companionId,
      companionId,
      mostConversationTokens + 1,
    )
    return ids.length > mostConversationTokens ? null : ids.map(({ id }) => id)
  }

  function candidate(key: number, companionId: CompanionId | undefined): CandidateRow | undefined {
    return database.get<CandidateRow>(
      `SELECT m.id AS messageId, m.conversation_id AS conversationId,
         coalesce(m.companion_id, c.companion_id) AS companionId,
         c.title AS conversationTitle, m.role, m.created_at AS createdAt, m.text
       FROM message m JOIN conversation c ON c.id = m.conversation_id
       WHERE m.search_key = :key AND (:owner IS NULL OR c.companion_id = :owner OR EXISTS (
         SELECT 1 FROM member WHERE member.conversation_id = c.id AND member.companion_id = :owner))`,
      { key, owner: companionId ?? null },
    )
  }

  function hitOf(key: number, query: SearchQuery, phrases: readonly Phrase[]): SearchHit | null {
    const row = candidate(key, query.companionId)
    if (!row) return null
    const { text, ...about } = row
    const ranges = findPhrases(text, phrases)
    if (!ranges) return null
    // What a person typed is shown letter by letter, here as in the thread.
    const shown = about.role === 'user' ? { text, ranges } : withoutMarks({ text, ranges })
    return { ...about, ...cutSnippet(shown.text, shown.ranges) }
  }

  return {
    searchMessages: (query) => {
      const phrases = parseQuery(query.query)
      const conversations = within(query)
      if (phrases.length === 0 || conversations?.length === 0) return { hits: [], more: false }
      const match = toMatch(phrases, conversations)
      const hits: SearchHit[] = []
      const { order, past } = query.from === 'oldest' ? fromOldest : fromNewest
      let edge = query.from === 'oldest' ? 0 : Number.MAX_SAFE_INTEGER
      let looked = 0
      for (let page = query.limit + 1; looked < mostCandidates; page = Math.min(page * 2, mostCandidates - looked)) {
        const keys = database.all<{ key: number }>(
          `SELECT rowid AS key FROM message_index WHERE message_index MATCH ? AND rowid ${past} ?
           ORDER BY rowid ${order} LIMIT ?`,
          match,
          edge,
          page,
        )
        for (const { key } of keys) {
          const hit = hitOf(key, query, phrases)
          if (!hit) continue
          if (hits.length === query.limit) return { hits: inOrder(hits, query), more: true }
          hits.push(hit)
        }
        looked += keys.length
        if (keys.length < page) return { hits: inOrder(hits, query), more: false }
        edge = keys.at(-1)?.key ?? edge
      }
      return { hits: inOrder(hits, query), more: true }
    },
  }
}

const fromNewest = { order: 'DESC', past: '<' } as const
const fromOldest = { order: 'ASC', past: '>' } as const

/** The keys are in this order already, but where many messages share a second. */
function inOrder(hits: readonly SearchHit[], { from }: SearchQuery): SearchHit[] {
  const direction = from === 'oldest' ? -1 : 1
  return hits.toSorted(
    (one, other) => direction * ((other.createdAt ?? 0) - (one.createdAt ?? 0) || other.messageId - one.messageId),
  )
}
