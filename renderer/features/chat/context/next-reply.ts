import { createContext, use, useEffect, useState } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ReplyAgain } from '#shared/contract/prompt.ts'
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
  /** Which of the models is looked at; the first that would be asked, where none was chosen. */
  readonly place: number | undefined
}

export type NextReplyStore = StoreApi<NextReply>

const Context = createContext<NextReplyStore | null>(null)

/** Gives the composer and the panel beside the thread the same next send. */
export const NextReplyProvider = Context

/** A next send for one open conversation. */
export function useNextReplyStore(parentId: MessageId | undefined): NextReplyStore {
  const [store] = useState(() =>
    createStore<NextReply>(() => ({ ...emptyDraft, answer: 'turn', parentId, again: null, place: undefined })),
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
