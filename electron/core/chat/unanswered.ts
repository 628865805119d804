import type { ConversationId, MessageId, ProviderId } from '#shared/model/ids.ts'
import { spokenText } from '#shared/model/part.ts'
import type { Chat, ReplyEnd } from './chat.ts'
import type { MessageRepository } from './message-repository.ts'

/**
 * The replies that found no network and said nothing: they are asked for again once it is back, as words in the outbox
 * go then. They live in memory, so that after a restart only the person asks again.
 */
export type Unanswered = {
  readonly conversations: () => ConversationId[]
  /** The last reply, where it waits. */
  readonly replyIn: (conversationId: ConversationId) => MessageId | null
  /** Hears how a reply ended. True where what is known of its conversation has changed by it. */
  readonly hear: (end: ReplyEnd) => boolean
  /** Asks again, where the network is back and it is not too late to do so without the one who wrote. */
  readonly ask: (conversationId: ConversationId, isLost: (id: ProviderId) => boolean) => 'waits' | 'changed' | 'nothing'
}

type Waiting = {
  readonly replyId: MessageId
  readonly providerId: ProviderId
  readonly since: number
  readonly tries: number
}

/** A provider that answers when it is knocked at, and not when it is asked, is not asked for ever. */
const mostTries = 3

export function createUnanswered({
  chat,
  messages,
  lateAfter,
  now,
}: {
  readonly chat: Pick<Chat, 'regenerate'>
  readonly messages: Pick<MessageRepository, 'get' | 'leafId'>
  readonly lateAfter: number
  readonly now: () => number
}): Unanswered {
  const waiting = new Map<ConversationId, Waiting>()
  /** Those that are asked again now: what they began as, should they find nobody once more. */
  const asking = new Map<ConversationId, Waiting>()

  /** Whoever went on, or took either of the two out of the thread, waits for this reply no more. */
  function waits(conversationId: ConversationId, { replyId, since }: Waiting): boolean {
    // Of a clock that was set back nobody knows how long ago it was.
    if (Math.abs(now() - since) > lateAfter || messages.leafId(conversationId) !== replyId) return false
    const { deleted, parentId } = messages.get(replyId)
    return !deleted && (parentId === null || !messages.get(parentId).deleted)
  }

  return {
    conversations: () => [...waiting.keys()],

    replyIn: (conversationId) => {
      const found = waiting.get(conversationId)
      return found && waits(conversationId, found) ? found.replyId : null
    },

    hear: ({ conversationId, replyId, providerId, code }) => {
      const before = asking.get(conversationId)
      asking.delete(conversationId)
      const tries = (before?.tries ?? 0) + 1
      const isWaiting = code === 'no-network' && tries <= mostTries && spokenText(messages.get(replyId).parts) === ''
      if (!isWaiting || providerId === null) return waiting.delete(conversationId)
      waiting.set(conversationId, { replyId, providerId, since: before?.since ?? now(), tries })
      return true
    },

    ask: (conversationId, isLost) => {
      const found = waiting.get(conversationId)
      if (!found) return 'nothing'
      const isWaiting = waits(conversationId, found)
      if (isWaiting && isLost(found.providerId)) return 'waits'
      waiting.delete(conversationId)
      if (!isWaiting) return 'changed'
      asking.set(conversationId, found)
      chat.regenerate({ messageId: found.replyId, requestId: `again ${found.replyId}` })
      return 'changed'
    },
  }
}
