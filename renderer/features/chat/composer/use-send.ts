import { useCallback, useEffect, useRef, useState } from 'react'
import type { Draft } from '#shared/model/draft.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import { LineLostError } from '#renderer/rpc/line.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** Words on their way: shown at the end of the thread until the thread itself holds them. */
export type Outgoing = { readonly draft: Draft; readonly messageId: MessageId | null }

export type Send = {
  readonly outgoing: Outgoing | null
  readonly error: unknown
  /**
   * Resolves true when the words are stored, in the thread or among those that wait; false when they are not and must be
   * given back. `version` is a message off the visible thread that the words go on from, `answer` who of a room answers,
   * `parentId` the message that they begin a new path at.
   */
  readonly send: (draft: Draft, version?: MessageId, answer?: AnswerChoice, parentId?: MessageId) => Promise<boolean>
  /** The thread holds the words now. */
  readonly arrived: () => void
}

/**
 * Sends one message at a time. A call that is lost on the way is repeated under the same request id when the host is
 * back, so that it is stored once, whether or not the first one got through.
 */
export function useSend(conversationId: ConversationId): Send {
  const client = useClient()
  const [outgoing, setOutgoing] = useState<Outgoing | null>(null)
  const [error, setError] = useState<unknown>(null)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  const send = useCallback(
    async (draft: Draft, version?: MessageId, answer: AnswerChoice = 'turn', parentId?: MessageId) => {
      const requestId = crypto.randomUUID()
      setError(null)
      setOutgoing({ draft, messageId: null })
      while (!gone.current) {
        try {
          if (version !== undefined) await client.conversations.selectVersion({ messageId: version })
          const offline = !navigator.onLine
          const input = { conversationId, draft, answer, parentId, requestId, offline }
          const { messageId } = await client.outbox.add(input)
          setOutgoing(messageId === null ? null : { draft, messageId })
          return true
        } catch (reason) {
          if (reason instanceof LineLostError) continue
          setOutgoing(null)
          setError(reason)
          return false
        }
      }
      return false
    },
    [client, conversationId],
  )

  const arrived = useCallback(() => setOutgoing(null), [])
  return { outgoing, error, send, arrived }
}
