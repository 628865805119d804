import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { MessageId } from '#shared/model/ids.ts'
import type { MessageMarks } from '#shared/model/mark.ts'
import type { MarkStore } from './mark-store.ts'

/** What can be done with marks. Each shows its own failure, and what it takes away can be brought back. */
export type MarkActions = {
  readonly setFavourite: (messageId: MessageId, favourite: boolean, note?: string) => void
  readonly saveNote: (messageId: MessageId, note: string) => Promise<boolean>
  readonly setPinned: (messageId: MessageId, pinned: boolean) => void
  readonly react: (messageId: MessageId, emoji: string, on: boolean) => void
  /** Opens the field for the note of a favourite. */
  readonly editNote: (messageId: MessageId, note: string) => void
  /** Opens the choice of reactions at the message. */
  readonly chooseReaction: (messageId: MessageId) => void
}

export type MarkSetting = { readonly store: MarkStore; readonly actions: MarkActions }

const Context = createContext<MarkSetting | null>(null)

/** Gives the messages of a thread their marks. */
export const MarkSettingProvider = Context

function useMarkSetting(): MarkSetting {
  const setting = use(Context)
  if (!setting) throw new Error('useMarkSetting outside of MarkSettingProvider')
  return setting
}

export function useMarkActions(): MarkActions {
  return useMarkSetting().actions
}

/** The marks of one message; undefined where it has none. */
export function useMarksOf(messageId: MessageId): MessageMarks | undefined {
  return useStore(useMarkSetting().store, (marks) => marks.get(messageId))
}
