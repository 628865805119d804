import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import type { SearchCursor, SearchHit, SearchOrder } from '#shared/model/search.ts'
import { createCandidates, type Asked, type Candidate } from './candidates.ts'
import { createHolds } from './look.ts'
import { withoutMarks } from './plain-words.ts'
import { parseQuery } from './query.ts'
import { scoreOf } from './rank.ts'
import { cutSnippet, findPhrases, type TextRange } from './snippet.ts'

/** Where a page of hits begins, how long it is, and in which order. */
export type SearchPage = {
  readonly limit: number
  /** From which end to look; what has no time counts as the oldest. */
  readonly from?: SearchOrder | undefined
  readonly cursor?: SearchCursor | undefined
}

/** Words alone, in one conversation or with one companion. */
export type SearchQuery = SearchPage & {
  readonly query: string
  readonly conversationId?: ConversationId | undefined
  readonly companionId?: CompanionId | undefined
}

/**
 * In the order that was asked for, the newest first unless told otherwise; `more` tells that there may be others, and
 * `next` where to go on for them.
 */
export type SearchResult = {
  readonly hits: SearchHit[]
  readonly more: boolean
  readonly next: SearchCursor | null
}

export type Search = {
  /** Finds messages of every branch, of archived conversations too; deleted ones are not found. */
  readonly searchMessages: (query: SearchQuery) => SearchResult
  /** The same for what was asked for with filters. */
  readonly find: (asked: Asked, page: SearchPage) => SearchResult
  /** How many there are, counted up to a bound. */
  readonly count: (asked: Asked) => { readonly count: number; readonly exact: boolean }
}

/**
 * Candidates that one call looks at, at most: a statement cannot be interrupted, so none may run long. Where the index
 * does not help, each of them is read; of what only sounds alike, nearly all are read for nothing.
 */
const mostCandidates = { indexed: 5_000, read: 2_000, sounding: 1_000 } as const
/** The longest page, so that enough words to fill a screen never wait for thousands. */
const longestPage = 1_000
/** Hits that are counted one by one, and of which the best are picked. */
const mostCounted = 1_000

/** Where in a text it stands that was asked for; null where it does not. */
type Look = (text: string) => readonly TextRange[] | null

type Found = { readonly candidate: Candidate; readonly ranges: readonly TextRange[] }

export function createSearch(database: Database): Search {
  const candidates = createCandidates(database)

  /** Looks until there is one more than wanted; `next` is the place of the last that is answered, or looked at. */
  function gather(asked: Asked, page: SearchPage, rangesIn: Look): { found: Found[]; next: SearchCursor | null } {
    if (!asks(asked)) return { found: [], next: null }
    const found: Found[] = []
    const oldestFirst = page.from === 'oldest'
    const indexed = asked.phrases.some(({ tokens }) => tokens.length > 0)
    const sounding = asked.phrases.some(({ sounds }) => sounds !== undefined)
    const most = mostCandidates[sounding ? 'sounding' : indexed ? 'indexed' : 'read']
    let after = page.cursor
    let looked = 0
    // A sound is many characters, which rarely follow each other: few large steps, since each begins anew with them all.
    for (
      let size = sounding ? longestPage : page.limit + 1;
      looked < most;
      size = Math.min(size * 2, longestPage, most - looked)
    ) {
      const step = candidates.page(asked, { oldestFirst, after, size })
      for (const candidate of step.found) {
        const ranges = asked.phrases.length === 0 ? [] : rangesIn(candidate.text)
        if (ranges === null) continue
        if (found.length === page.limit) return { found, next: found.at(-1)?.candidate.place ?? null }
        found.push({ candidate, ranges })
      }
      looked += step.looked
      if (step.looked < size) return { found, next: null }
      after = step.last
    }
    return { found, next: after ?? null }
  }

  function hitOf({ candidate, ranges }: Found, asked: Asked): SearchHit {
    const { text, place: _place, ...about } = candidate
    // What a person typed is shown letter by letter, here as in the thread.
    const shown = about.role === 'user' ? { text, ranges } : withoutMarks({ text, ranges })
    const attachment = asked.has === undefined ? null : candidates.firstAttachment(about.messageId, asked.has)
    return { ...about, ...cutSnippet(shown.text, shown.ranges), attachment }
  }

  function best(asked: Asked, limit: number): SearchResult {
    const { found, next } = gather(asked, { limit: mostCounted }, placesOf(asked))
    // A stable sort, so that what is equally good stays newest first.
    const hits = found
      .map((one) => ({ one, score: scoreOf(one.candidate.text, one.ranges, asked.phrases) }))
      .toSorted((left, right) => right.score - left.score)
      .slice(0, limit)
      .map(({ one }) => hitOf(one, asked))
    return { hits, more: next !== null || found.length > limit, next: null }
  }

  function find(asked: Asked, page: SearchPage): SearchResult {
    if (page.from === 'best') return best(asked, page.limit)
    const { found, next } = gather(asked, page, placesOf(asked))
    const hits = found.map((one) => hitOf(one, asked))
    return { hits: inOrder(hits, page), more: next !== null, next }
  }

  return {
    find,
    searchMessages: ({ query, conversationId, companionId, ...page }) =>
      find({ phrases: parseQuery(query), conversationId, companionId }, page),
    count: (asked) => {
      const holds = createHolds(asked.phrases)
      const { found, next } = gather(asked, { limit: mostCounted }, (text) => (holds(text) ? [] : null))
      return { count: found.length, exact: next === null }
    },
  }
}

function placesOf({ phrases }: Asked): Look {
  return (text) => findPhrases(text, phrases)
}

/** Whether it asks for messages at all: for words, or for something that only messages have. */
function asks(asked: Asked): boolean {
  const { phrases, role, model, has, mark, since, before } = asked
  return phrases.length > 0 || [role, model, has, mark, since, before].some((wanted) => wanted !== undefined)
}

/** The places are in this order already, but where many messages share a second. */
function inOrder(hits: readonly SearchHit[], { from }: SearchPage): SearchHit[] {
  const direction = from === 'oldest' ? -1 : 1
  return hits.toSorted(
    (one, other) => direction * ((other.createdAt ?? 0) - (one.createdAt ?? 0) || other.messageId - one.messageId),
  )
}
