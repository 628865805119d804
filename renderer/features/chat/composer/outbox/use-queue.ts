import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { QueuedMessage } from '#shared/contract/outbox.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { useWakeOnline } from './use-wake-online.ts'

const nothing: readonly QueuedMessage[] = []

/** What waits to be sent here. Tells the host when the system says that the network is back. */
export function useQueue(conversationId: ConversationId, writing: boolean): readonly QueuedMessage[] {
  const api = useApi()
  const { data = nothing, refetch } = useQuery(api.outbox.list.queryOptions({ input: { conversationId } }))
  const waits = data.length > 0
  useEffect(() => {
    // What a message waits for depends on whether a reply is being written.
    if (waits) void refetch()
  }, [waits, writing, refetch])
  useWakeOnline(waits)
  return data
}
