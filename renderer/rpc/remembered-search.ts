import type { QueryClient } from '@tanstack/react-query'

/** What was looked for in all conversations, and with whom (`all` for everybody). */
export type RememberedSearch = { readonly query: string; readonly who: string }

/** Kept with the queries: locking forgets it, and no words stand in an address. */
const key = [['library-search']] as const

export function rememberedSearch(queries: QueryClient): RememberedSearch | undefined {
  return queries.getQueryData<RememberedSearch>(key)
}

export function rememberSearch(queries: QueryClient, search: RememberedSearch): void {
  queries.setQueryData<RememberedSearch>(key, search)
}
