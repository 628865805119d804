import { useCallback, useState } from 'react'
import type { MessageId } from '#shared/model/ids.ts'
import type { GoTo } from '../message/use-message-actions.ts'
import type { Place } from './use-thread.ts'

/** Where in a thread one is, beginning at this message or where it was left; and the way to another place. */
export function usePlace(messageId: MessageId | null): { readonly place: Place; readonly goTo: GoTo } {
  const [place, setPlace] = useState<Place>(() => ({
    visit: 0,
    anchor: messageId === null ? { from: 'left' } : { from: 'around', messageId },
    flash: messageId,
    hold: false,
  }))
  const goTo = useCallback<GoTo>((anchor, options) => {
    const { flash = null, hold = false } = options ?? {}
    setPlace(({ visit }) => ({ visit: visit + 1, anchor, flash, hold }))
  }, [])
  return { place, goTo }
}
