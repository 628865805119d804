import { useCallback, useEffect, useState } from 'react'
import type { LookAt, NextReplyStore } from '../context/next-reply.ts'
import type { PanelId } from './panel.ts'

/** Whether the side panel is open, and on which page. */
export type PanelState = {
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
  readonly tab: PanelId
  readonly setTab: (tab: PanelId) => void
  /** Shows what the next send will contain, or closes that. */
  readonly toggleNext: () => void
  readonly showsNext: boolean
  /** Shows what asking for this reply again, or these words for a message, would send. */
  readonly lookAt: LookAt
}

/** The side panel of one open conversation. What was looked at besides the next send is let go with its page. */
export function usePanel(next: NextReplyStore, writing: boolean): PanelState {
  const [open, setOpen] = useState(false)
  const [tab, setTab] = useState<PanelId>('about')
  const showsNext = open && tab === 'next'
  useEffect(() => {
    if (!showsNext || writing) next.setState({ again: null, looksAtEdit: false, place: undefined })
  }, [next, showsNext, writing])

  const show = useCallback(() => {
    setOpen(true)
    setTab('next')
  }, [])
  const lookAt = useCallback<LookAt>(
    ({ again = null, edit }) => {
      next.setState({ again, looksAtEdit: edit !== undefined, place: undefined, ...(edit && { edit }) })
      show()
    },
    [next, show],
  )
  return { open, setOpen, tab, setTab, showsNext, toggleNext: showsNext ? () => setOpen(false) : show, lookAt }
}
