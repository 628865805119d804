import { useMemo, useState } from 'react'
import type { MessageId } from '#shared/model/ids.ts'
import type { VisitedWindow } from '../thread/use-thread.ts'

/** A new path about to be begun: the next words continue from `from` instead of from the end. */
export type Branching = {
  readonly from: MessageId | null
  readonly begin: (from: MessageId) => void
  readonly end: () => void
}

/** Remembers from where the next words continue, until they are sent or it is called off. */
export function useBranching(): Branching {
  const [from, setFrom] = useState<MessageId | null>(null)
  return useMemo(() => ({ from, begin: setFrom, end: () => setFrom(null) }), [from])
}

/** The thread as the new path begins: with what comes after out of sight. */
export function cutAfter(window: VisitedWindow | undefined, from: MessageId | null): VisitedWindow | undefined {
  const at = from === null ? -1 : (window?.messages.findIndex(({ id }) => id === from) ?? -1)
  if (!window || at === -1) return window
  return { ...window, messages: window.messages.slice(0, at + 1), hasAfter: false }
}
