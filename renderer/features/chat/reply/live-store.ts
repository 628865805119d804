import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ConversationId } from '#shared/model/ids.ts'
import type { Client } from '#renderer/rpc/api.ts'
import { follow } from '#renderer/rpc/follow.ts'
import { afterEvent, type LiveReply } from './live-reply.ts'

export type LiveState = {
  readonly reply: LiveReply | null
  /** The last reply that came to its end here, to be read out once. */
  readonly ended: LiveReply | null
}

export type LiveStore = StoreApi<LiveState>

/** Holds the reply being written in one open conversation. */
export function createLiveStore(): LiveStore {
  return createStore<LiveState>(() => ({ reply: null, ended: null }))
}

/**
 * Listens to a conversation's replies until the signal aborts, joining anew after a lost line or a missed event. Words
 * reach the store once per frame, however fast they come.
 */
export async function followReplies(
  client: Client,
  conversationId: ConversationId,
  store: LiveStore,
  signal: AbortSignal,
): Promise<void> {
  let heard: LiveReply | null = null
  let frame = 0

  const flush = () => {
    cancelAnimationFrame(frame)
    frame = 0
    const shown = store.getState().reply
    if (heard === shown) return
    const endedNow = heard !== null && heard.phase !== 'streaming' && shown?.phase === 'streaming'
    store.setState(endedNow ? { reply: heard, ended: heard } : { reply: heard })
  }

  await follow({
    signal,
    open: (openSignal) => client.chat.watch({ conversationId }, { signal: openSignal }),
    onEvent(event) {
      const step = afterEvent(heard, event)
      if (step.torn) {
        heard = null
        throw new Error('missed an event of a reply')
      }
      heard = step.reply
      if (event.type === 'delta') frame ||= requestAnimationFrame(flush)
      else flush()
    },
  })
  cancelAnimationFrame(frame)
}
