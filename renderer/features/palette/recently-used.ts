import type { QueryClient } from '@tanstack/react-query'

/** Kept with the queries, so that locking forgets it. */
const key = [['palette-used']] as const
const kept = 50

/** Keys of what was chosen, the latest first. */
export function recentlyUsed(queries: QueryClient): readonly string[] {
  return queries.getQueryData<readonly string[]>(key) ?? []
}

/** Puts a choice to the front. */
export function rememberUse(queries: QueryClient, chosen: string): void {
  queries.setQueryData(key, [chosen, ...recentlyUsed(queries).filter((used) => used !== chosen)].slice(0, kept))
}
