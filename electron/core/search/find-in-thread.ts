import type { Database } from '#core/store/database.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { ThreadHits } from '#shared/model/search.ts'
import { createLook, mostSpellings } from './look.ts'
import { parseQuery, toMatch } from './query.ts'

type Row = { readonly key: number; readonly id: MessageId; readonly depth: number; readonly text: string }

/** More hits than anybody steps through. */
const mostHits = 500
/** What is not where the index says costs as much to look at as what is. */
const mostCandidates = 2_000

/** Finds words in one conversation, in every branch of it. */
export function createFindInThread(
  database: Database,
): (input: { readonly query: string; readonly conversationId: ConversationId }) => ThreadHits {
  return ({ query, conversationId }) => {
    const phrases = parseQuery(query)
    if (phrases.length === 0) return { messageIds: [], more: false, spellings: [] }
    const match = toMatch(phrases, [conversationId])
    const looks = phrases.map(createLook)
    const hits: Row[] = []
    let before = Number.MAX_SAFE_INTEGER
    let more = true
    for (let looked = 0; looked < mostCandidates && hits.length <= mostHits;) {
      const rows = database.all<Row>(
        `SELECT message_index.rowid AS key, m.id, m.depth, m.text
         FROM message_index CROSS JOIN message m ON m.search_key = message_index.rowid
         WHERE message_index MATCH ? AND message_index.rowid < CAST(? AS INTEGER) ORDER BY message_index.rowid DESC LIMIT ?`,
        match,
        before,
        mostHits + 1,
      )
      hits.push(...rows.filter(({ text }) => looks.every((look) => look.holds(text))))
      looked += rows.length
      before = rows.at(-1)?.key ?? 0
      if (rows.length <= mostHits) {
        more = false
        break
      }
    }
    const latestFirst = hits
      .slice(0, mostHits)
      .toSorted((one, other) => other.depth - one.depth || other.id - one.id)
      .map(({ id }) => id)
    return {
      messageIds: latestFirst,
      more: more || hits.length > mostHits,
      spellings: looks.flatMap((look) => look.spellings()).slice(0, mostSpellings),
    }
  }
}
