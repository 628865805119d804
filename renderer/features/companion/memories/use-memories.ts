import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { CompanionId, MemoryId } from '#shared/model/ids.ts'
import type { Memory, MemoryState } from '#shared/model/memory.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'

const pageSize = 60

/** The memories of a companion that say this, as far as they were scrolled to; undefined until they are known. */
export function useMemories(companionId: CompanionId, state: MemoryState, query: string) {
  const api = useApi()
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...api.memories.list.infiniteOptions({
      input: (before: MemoryId | null) => ({ companionId, state, query, before, limit: pageSize }),
      initialPageParam: null,
      getNextPageParam: ({ more, memories }) => (more ? memories.at(-1)?.id : undefined),
    }),
    placeholderData: keepPreviousData,
  })
  return {
    memories: data?.pages.flatMap((page): readonly Memory[] => page.memories),
    hasMore: hasNextPage && !isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
  }
}
