import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { FoundThing, SearchCursor, SearchFilter, SearchHit, SearchOrder } from '#shared/model/search.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { toQuery } from './narrowing.ts'

const restMilliseconds = 120
/** How many hits one step shows. */
const pageSize = 50
/** Of each kind at first, and of each kind once all are asked for. */
const thingSteps = [4, 100] as const

export type SearchCount = { readonly count: number; readonly exact: boolean }

export type Search = {
  /** Hits for `found`; undefined until the first answer. */
  readonly hits: readonly SearchHit[] | undefined
  /** What else than messages was found, and how much of it there is. */
  readonly things: readonly FoundThing[]
  readonly thingsTotal: number
  readonly allThings: boolean
  readonly showAllThings: () => void
  /** How many messages there are; null while that is being counted. */
  readonly count: SearchCount | null
  /** Shows more of them; null where there are no more. */
  readonly showMore: (() => void) | null
  /** The best of a bounded number of hits were picked, and there were more. */
  readonly picked: boolean
  /** What the hits answer; behind the typed words while they are being looked for. */
  readonly found: string
  readonly searching: boolean
  readonly error: Error | null
}

/**
 * Searches as one types. Each question is kept apart, so that a slow old answer never stands under newer words. One call
 * looks for a moment only: where that was not enough to fill what is shown, the next one goes on from there.
 */
export function useSearch(options: {
  readonly query: string
  readonly filter: SearchFilter
  readonly order: SearchOrder
  readonly enabled: boolean
}): Search {
  const { filter, order, enabled } = options
  const api = useApi()
  const typed = toQuery(options.query)
  const [query, setQuery] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed), restMilliseconds)
    return () => clearTimeout(timer)
  }, [typed])
  const asked = { query, ...filter }
  const question = JSON.stringify([asked, order])

  // How far down was asked for, and whether for all things, holds for one question only.
  const [shown, setShown] = useState({ question, pages: 1, allThings: false })
  const here = shown.question === question ? shown : { question, pages: 1, allThings: false }

  const answer = useInfiniteQuery({
    ...api.search.messages.infiniteOptions({
      input: (cursor: SearchCursor | undefined) => ({
        ...asked,
        from: order,
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      enabled,
      placeholderData: keepPreviousData,
      gcTime: 60_000,
    }),
  })
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData, isFetching } = answer
  const hits = data?.pages.flatMap((page) => page.hits)
  const wanted = here.pages * pageSize
  const goesOn = enabled && hasNextPage && !isPlaceholderData && (hits?.length ?? 0) < wanted
  useEffect(() => {
    if (goesOn && !isFetchingNextPage) void fetchNextPage()
  }, [goesOn, isFetchingNextPage, fetchNextPage])

  const settled = enabled && hits !== undefined && !isPlaceholderData
  const more = settled && (hasNextPage || data?.pages.at(-1)?.more === true)
  const counted = useQuery({
    ...api.search.count.queryOptions({ input: asked }),
    enabled: more && !goesOn,
    gcTime: 60_000,
  }).data
  const things = useQuery({
    ...api.search.things.queryOptions({ input: { ...asked, limit: thingSteps[here.allThings ? 1 : 0] } }),
    enabled: enabled && query !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  }).data

  return {
    hits: enabled ? hits : undefined,
    things: query === '' ? [] : (things?.things ?? []),
    thingsTotal: query === '' ? 0 : (things?.total ?? 0),
    allThings: here.allThings,
    showAllThings: () => setShown({ ...here, allThings: true }),
    count: !settled ? null : more ? (counted ?? null) : { count: hits.length, exact: true },
    showMore: settled && hasNextPage && !goesOn ? () => setShown({ ...here, pages: here.pages + 1 }) : null,
    picked: order === 'best' && more,
    found: query,
    searching: enabled && (typed !== query || (isFetching && !isFetchingNextPage) || goesOn),
    error: enabled ? answer.error : null,
  }
}
