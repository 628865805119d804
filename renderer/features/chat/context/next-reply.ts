import { createContext, use, useEffect, useState } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EditedMessage, ReplyAgain } from '#shared/contract/prompt.ts'
import { emptyDraft, type Draft } from '#shared/model/draft.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { AnswerChoice } from '#shared/model/room.ts'

/** What the next send will be made of, as far as it is written. */
export type NextReply = Draft & {
  readonly answer: AnswerChoice
  /** The message of another version that the words will go on from. */
  readonly parentId: MessageId | undefined
  /** A reply that is looked at in place of the send, as it would be asked for again. */
  readonly again: ReplyAgain | null
  /** A message of the person's that can be looked at in place of the send, with the words being written for it. */
  readonly edit: EditedMessage | null
  readonly looksAtEdit: boolean
  /** Which of the models is looked at; the first that would be asked, where none was chosen. */
  readonly place: number | undefined
}

/** Shows what asking for a reply again, or other words for a message, would send. */
export type LookAt = (
  what:
    | { readonly again: ReplyAgain; readonly edit?: never }
    | { readonly edit: EditedMessage; readonly again?: never },
) => void

export type NextReplyStore = StoreApi<NextReply>

const Context = createContext<NextReplyStore | null>(null)

/** Gives the composer and the panel beside the thread the same next send. */
export const NextReplyProvider = Context

/** A next send for one open conversation. */
export function useNextReplyStore(parentId: MessageId | undefined): NextReplyStore {
  const [store] = useState(() =>
    createStore<NextReply>(() => ({
      ...emptyDraft,
      answer: 'turn',
      parentId,
      again: null,
      edit: null,
      looksAtEdit: false,
      place: undefined,
    })),
  )
  useEffect(() => store.setState({ parentId }), [store, parentId])
  return store
}

/** The next send of the thread around. */
export function useNextReply(): NextReplyStore {
  const store = use(Context)
  if (!store) throw new Error('useNextReply outside of NextReplyProvider')
  return store
}

/** Tells the next send what is being written. */
export function useTellDraft({ text, attachments, quote }: Draft): void {
  const store = useNextReply()
  useEffect(() => store.setState({ text, attachments, quote }), [store, text, attachments, quote])
}

/** Tells the next send what is being written for a message that was looked at, until its editor is closed. */
export function useTellEdit(messageId: MessageId, text: string): void {
  const store = useNextReply()
  useEffect(() => {
    if (store.getState().edit?.messageId === messageId) store.setState({ edit: { messageId, text } })
  }, [store, messageId, text])
  useEffect(
    () => () => {
      if (store.getState().edit?.messageId === messageId) store.setState({ edit: null, looksAtEdit: false })
    },
    [store, messageId],
  )
}
