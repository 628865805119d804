import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'

const pageSize = 30

/** The forks of a path, the earliest of those read first; null for the visible thread. Kept fresh by the change feed. */
export function useForks(id: ConversationId | undefined, through: MessageId | null) {
  const { client, changes } = useRpc()
  const queries = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: [['forks'], id, through],
    enabled: id !== undefined,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.conversations.forks(
        { id: id as ConversationId, through, limit: pageSize, ...(pageParam !== undefined && { before: pageParam }) },
        { signal },
      ),
    getNextPageParam: (last) => (last.hasEarlier ? last.forks.at(-1)?.depth : undefined),
  })

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = changes.listen((change) => {
      if (change.entity !== 'message' || (change.conversationId !== undefined && change.conversationId !== id)) return
      timer ??= setTimeout(() => {
        timer = undefined
        void queries.invalidateQueries({ queryKey: [['forks'], id] })
      }, 200)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [changes, id, queries])

  return {
    forks: query.data?.pages.flatMap(({ forks }) => forks).toReversed(),
    threadLength: query.data?.pages[0]?.threadLength ?? 0,
    hasEarlier: query.hasNextPage,
    loadEarlier: () => void query.fetchNextPage(),
  }
}
