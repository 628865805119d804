import { createContext, use, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { LiveReply } from './live-reply.ts'
import { createLiveStore, followReplies, type LiveStore } from './live-store.ts'

const LiveContext = createContext<LiveStore | null>(null)

/** Gives the rows of a thread the reply that is being written in it. */
export const LiveProvider = LiveContext

/** Joins a conversation's replies for as long as the caller is mounted. */
export function useLiveStore(conversationId: ConversationId): LiveStore {
  const client = useClient()
  const [store] = useState(createLiveStore)
  useEffect(() => {
    const leaving = new AbortController()
    void followReplies(client, conversationId, store, leaving.signal)
    return () => leaving.abort()
  }, [client, conversationId, store])
  return store
}

/** The live reply while it is this message; null for every other message, which then never renders for it. */
export function useLiveReply(messageId: MessageId): LiveReply | null {
  const store = use(LiveContext)
  if (!store) throw new Error('useLiveReply outside of LiveProvider')
  return useStore(store, ({ reply }) => (reply?.messageId === messageId ? reply : null))
}
