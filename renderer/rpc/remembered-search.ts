import type { QueryClient } from '@tanstack/react-query'
import type { LibraryFilter, LibrarySort } from '#shared/model/library.ts'
import type { SearchFilter, SearchOrder } from '#shared/model/search.ts'

/** What the library shows: the words looked for, what narrows them or the list down, and the order of either. */
export type RememberedSearch = {
  readonly query: string
  readonly filter: SearchFilter
  readonly list: Pick<LibraryFilter, 'shelf' | 'starred' | 'tag'>
  readonly sort: LibrarySort
  readonly order: SearchOrder
}

/** Everything there is, the latest first. */
export const everything: RememberedSearch = {
  query: '',
  filter: {},
  list: { shelf: 'shown' },
  sort: 'latest',
  order: 'newest',
}

/** Kept with the queries: locking forgets it, and no words stand in an address. */
const key = [['library-search']] as const

export function rememberedSearch(queries: QueryClient): RememberedSearch | undefined {
  return queries.getQueryData<RememberedSearch>(key)
}

export function rememberSearch(queries: QueryClient, search: RememberedSearch): void {
  queries.setQueryData<RememberedSearch>(key, search)
}
