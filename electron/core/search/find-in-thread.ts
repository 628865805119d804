import type { Database } from '#core/store/database.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { ThreadHits } from '#shared/model/search.ts'
import { parseQuery, toMatch } from './query.ts'
import { findPhrases } from './snippet.ts'

type Row = { readonly id: MessageId; readonly depth: number; readonly text: string }

/** More hits than anybody steps through. */
const mostHits = 500
/** Hits that are not where the index says cost as much to look at as those that are. */
const mostCandidates = 1_000
/** Ways to write one thing: cases, widths, scripts, and the words that a beginning may go on to. */
const mostSpellings = 100

/** Finds words in one conversation, in every branch of it. */
export function createFindInThread(
  database: Database,
): (input: { readonly query: string; readonly conversationId: ConversationId }) => ThreadHits {
  return ({ query, conversationId }) => {
    const phrases = parseQuery(query)
    if (phrases.length === 0) return { messageIds: [], more: false, spellings: [] }
    const rows = database.all<Row>(
      `SELECT m.id, m.depth, m.text FROM message_index CROSS JOIN message m ON m.search_key = message_index.rowid
       WHERE message_index MATCH ? ORDER BY message_index.rowid DESC LIMIT ?`,
      toMatch(phrases, [conversationId]),
      mostCandidates,
    )
    const hits: Row[] = []
    const spellings = new Set<string>()
    for (const row of rows) {
      const ranges = findPhrases(row.text, phrases)
      if (!ranges) continue
      if (hits.length === mostHits) return answer(hits, true, spellings)
      hits.push(row)
      if (spellings.size < mostSpellings) for (const [start, end] of ranges) spellings.add(row.text.slice(start, end))
    }
    return answer(hits, rows.length === mostCandidates, spellings)
  }
}

function answer(hits: readonly Row[], more: boolean, spellings: ReadonlySet<string>): ThreadHits {
  const latestFirst = hits.toSorted((one, other) => other.depth - one.depth || other.id - one.id)
  return { messageIds: latestFirst.map(({ id }) => id), more, spellings: [...spellings] }
}
