import { skipToken, useQuery } from '@tanstack/react-query'
import type { Message } from '#shared/model/message.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { useWakeOnline } from '../composer/outbox/use-wake-online.ts'

/** Whether this reply found no network and is asked for again by itself once that is back. */
export function useUnanswered({ id, conversationId, failure }: Message): boolean {
  const api = useApi()
  const input = failure === 'no-network' ? { conversationId } : skipToken
  const isWaiting = useQuery(api.outbox.unanswered.queryOptions({ input })).data === id
  useWakeOnline(isWaiting)
  return isWaiting
}
