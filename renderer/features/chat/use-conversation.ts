import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import type { Provider } from '#shared/model/provider.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'

/** A conversation with who speaks in it and through what. */
export type ConversationFacts = {
  readonly conversation: Conversation | undefined
  readonly companion: Companion | undefined
  /** Everybody, and of them those who are in this room. */
  readonly companions: readonly Companion[]
  readonly members: readonly Companion[]
  readonly provider: Provider | undefined
  /** A scripted stand-in speaks, not a model. */
  readonly demo: boolean
  /** Whether it is known yet who speaks in it. */
  readonly known: boolean
  readonly error: Error | null
}

const nobody: readonly Companion[] = []

/** Everything the frame around a thread shows of it. */
export function useConversation(id: ConversationId): ConversationFacts {
  const api = useApi()
  const conversation = useQuery(api.conversations.get.queryOptions({ input: { id } }))
  const companions = useQuery(api.companions.list.queryOptions())
  const providers = useQuery(api.providers.list.queryOptions())
  const { data: shown, error } = conversation
  const everybody = companions.data
  const models = providers.data
  // The same object for as long as all of it is: the panel beside the thread is drawn anew only for another.
  return useMemo(() => {
    const companion = everybody?.find((one) => one.id === shown?.companionId)
    const provider = models?.find((one) => one.id === companion?.binding?.providerId)
    return {
      conversation: shown,
      companion,
      companions: everybody ?? nobody,
      members: shown?.memberIds.flatMap((one) => everybody?.find(({ id }) => id === one) ?? []) ?? nobody,
      provider,
      known: shown !== undefined && everybody !== undefined,
      demo: provider?.preset === 'demo',
      error: shown ? null : error,
    }
  }, [shown, error, everybody, models])
}
