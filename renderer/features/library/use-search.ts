import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { CompanionId } from '#shared/model/ids.ts'
import type { SearchHit } from '#shared/model/search.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'

const restMilliseconds = 120
/** How many hits one step shows; the contract allows 200. */
export const searchSteps = [50, 200] as const

export type Search = {
  /** Hits for `found`; undefined until the first answer. */
  readonly hits: readonly SearchHit[] | undefined
  readonly more: boolean
  /** What the hits answer; behind the typed words while they are being looked for. */
  readonly found: string
  readonly searching: boolean
  readonly error: Error | null
}

/** Searches as one types. Each query is kept apart, so that a slow old answer never stands under newer words. */
export function useSearch(options: {
  readonly query: string
  readonly limit: number
  readonly companionId?: CompanionId | undefined
}): Search {
  const { limit, companionId } = options
  const typed = options.query.trim()
  const [query, setQuery] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed), restMilliseconds)
    return () => clearTimeout(timer)
  }, [typed])

  const answer = useQuery({
    ...useApi().search.messages.queryOptions({
      input: {
        query,
        limit,
        ...(companionId === undefined ? {} : { companionId }),
      },
    }),
    select: (data) => ({ ...data, query }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  const data = query === '' ? undefined : answer.data
  return {
    hits: data?.hits,
    more: data?.more ?? false,
    found: query,
    searching: typed !== '' && (typed !== query || answer.isFetching),
    error: query === '' ? null : answer.error,
  }
}
