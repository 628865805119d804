import { setImmediate } from 'node:timers/promises'
import type { ConversationId, Timestamp } from '#shared/model/ids.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import type { FoundThing, SearchFilter } from '#shared/model/search.ts'
import { readOperators } from '#shared/search-operators.ts'
import type { Asked } from './candidates.ts'
import { createFindThings } from './find-things.ts'
import { createFindableThings, type FindableRooms } from './findable-things.ts'
import { parseQuery } from './query.ts'
import type { Search, SearchPage, SearchResult } from './search.ts'
import { fold } from './tokenize.ts'

/** What was typed, operators and all, and what was chosen besides. */
export type AskedInWords = SearchFilter & {
  readonly query: string
  readonly conversationId?: ConversationId | undefined
}

/** The search as windows and the terminal use it; see shared/contract/search.ts. */
export type SearchEverything = {
  readonly messages: (asked: AskedInWords & SearchPage, signal?: AbortSignal) => Promise<SearchResult>
  readonly count: (
    asked: AskedInWords,
    signal?: AbortSignal,
  ) => Promise<{ readonly count: number; readonly exact: boolean }>
  readonly things: (
    asked: AskedInWords & { readonly limit: number },
    signal?: AbortSignal,
  ) => Promise<{ readonly things: FoundThing[]; readonly total: number }>
}

export function createSearchEverything({
  search,
  startOfDay,
  ...rooms
}: FindableRooms & {
  readonly search: Pick<Search, 'find' | 'count'>
  readonly startOfDay: (date: LocalDate) => Timestamp
}): SearchEverything {
  const findThings = createFindThings(createFindableThings(rooms))

  /** Operators join the filter, and their days become moments where the person is. */
  async function understand({ query, ...chosen }: AskedInWords, signal: AbortSignal | undefined): Promise<Asked> {
    // What was typed since may be waiting behind this; a search that nobody wants any more gives way to it.
    await setImmediate()
    signal?.throwIfAborted()
    const companions = rooms.companions.list().map(({ id, profile }) => ({ id, name: profile.name }))
    const { words, filter } = readOperators(query, { companions, fold })
    const { since, before, ...rest } = { ...chosen, ...filter }
    const phrases = parseQuery(words)
    return {
      ...rest,
      phrases: rest.pinyin === true ? (await import('./pinyin.ts')).withSounds(phrases) : phrases,
      ...(since === undefined ? {} : { since: startOfDay(since) }),
      ...(before === undefined ? {} : { before: startOfDay(before) }),
    }
  }

  return {
    messages: async ({ limit, from, cursor, ...asked }, signal) =>
      search.find(await understand(asked, signal), { limit, from, cursor }),
    count: async (asked, signal) => search.count(await understand(asked, signal)),
    things: async ({ limit, ...asked }, signal) => findThings(await understand(asked, signal), limit),
  }
}
