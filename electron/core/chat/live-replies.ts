import type { ReplyEvent } from '#shared/contract/chat.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import type { Reply } from './reply.ts'

/** The replies being written now, at most one per conversation, and whoever watches them. */
export type LiveReplies = {
  readonly get: (conversationId: ConversationId) => Reply | null
  readonly add: (reply: Reply) => void
  readonly remove: (reply: Reply) => void
  readonly publish: (conversationId: ConversationId, event: ReplyEvent) => void
  /** A snapshot or `idle` first, then every event, reply after reply, until the signal aborts or all is closed. */
  readonly watch: (
    conversationId: ConversationId,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<ReplyEvent, void, void>
  /** Interrupts every reply and ends every watch. */
  readonly close: () => void
}

/** A window this far behind is better served by where the reply is now than by how it got there. */
const longestQueue = 256

type Watcher = { queue: ReplyEvent[]; wake: () => void }

export function createLiveReplies(): LiveReplies {
  const replies = new Map<ConversationId, Reply>()
  const watchers = new Map<ConversationId, Set<Watcher>>()
  let isClosed = false

  function publish(conversationId: ConversationId, event: ReplyEvent): void {
    const reply = replies.get(conversationId)
    for (const watcher of watchers.get(conversationId) ?? []) {
      if (watcher.queue.length >= longestQueue && event.type === 'delta' && reply) watcher.queue = [reply.snapshot()]
      else watcher.queue.push(event)
      watcher.wake()
    }
  }

  function attach(conversationId: ConversationId, watcher: Watcher): () => void {
    const present = watchers.get(conversationId) ?? new Set()
    watchers.set(conversationId, present.add(watcher))
    return () => {
      present.delete(watcher)
      if (present.size === 0 && watchers.get(conversationId) === present) watchers.delete(conversationId)
    }
  }

  return {
    get: (conversationId) => replies.get(conversationId) ?? null,
    add: (reply) => {
      replies.set(reply.conversationId, reply)
      publish(reply.conversationId, reply.snapshot())
    },
    remove: (reply) => {
      if (replies.get(reply.conversationId) === reply) replies.delete(reply.conversationId)
    },
    publish,
    watch: async function* (conversationId, signal) {
      const watcher: Watcher = { queue: [replies.get(conversationId)?.snapshot() ?? { type: 'idle' }], wake: () => {} }
      const detach = attach(conversationId, watcher)
      const onAbort = (): void => watcher.wake()
      signal?.addEventListener('abort', onAbort)
      try {
        while (!signal?.aborted) {
          const event = watcher.queue.shift()
          if (event) yield event
          else if (isClosed) return
          else await new Promise<void>((resolve) => (watcher.wake = resolve))
        }
      } finally {
        signal?.removeEventListener('abort', onAbort)
        detach()
      }
    },
    close: () => {
      isClosed = true
      for (const reply of replies.values()) reply.interrupt()
      for (const present of watchers.values()) for (const watcher of present) watcher.wake()
    },
  }
}
