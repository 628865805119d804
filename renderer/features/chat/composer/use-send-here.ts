import { useEffect } from 'react'
import type { Draft } from '#shared/model/draft.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Branching } from '../branch/branching.ts'
import type { NextReplyStore } from '../context/next-reply.ts'
import type { GoTo } from '../message/use-message-actions.ts'
import type { Thread } from '../thread/use-thread.ts'
import { type Outgoing, useSend } from './use-send.ts'

/** Sends words to where they were written, and brings the reader to where they stand then. */
export function useSendHere(here: {
  readonly conversationId: ConversationId
  readonly thread: Thread
  readonly goTo: GoTo
  readonly next: NextReplyStore
  readonly branching: Branching
  /** The last message of another version than the visible thread, where that is read. */
  readonly aside: MessageId | undefined
}): {
  readonly send: (draft: Draft) => Promise<boolean>
  readonly error: unknown
  readonly isOnTheWay: boolean
  /** What is on its way, until the thread shows it. */
  readonly outgoing: Outgoing | null
} {
  const { thread, goTo, next, branching, aside } = here
  const { send: store, outgoing, arrived, error } = useSend(here.conversationId)
  const held = outgoing?.messageId ?? null
  const inThread = held !== null && thread.window?.messages.some(({ id }) => id === held) === true
  useEffect(() => {
    if (inThread) arrived()
  }, [inThread, arrived])

  const send = async (draft: Draft) => {
    if (thread.window?.hasAfter) goTo({ from: 'end' })
    // Words go on where they were written, not at the end of a version that nobody was looking at.
    const stored = await store(draft, aside, next.getState().answer, branching.from ?? undefined)
    if (stored) {
      // A choice is for one message; nobody goes on speaking by themselves.
      next.setState({ answer: 'turn' })
      if ((branching.from ?? aside) !== undefined) goTo({ from: 'end' })
      branching.end()
    }
    thread.refresh()
    return stored
  }
  return { send, error, isOnTheWay: outgoing !== null, outgoing: inThread ? null : outgoing }
}
