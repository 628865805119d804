import { useCallback, useEffect, useRef, useState } from 'react'
import { emptyDraft, joinDrafts, type Draft as Written } from '#shared/model/draft.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { LineLostError } from '#renderer/rpc/line.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { useSaveAtRest } from './use-save-at-rest.ts'

export type Draft = {
  readonly written: Written
  readonly setText: (text: string) => void
  readonly change: (change: (written: Written) => Partial<Written>) => void
  /** Empties the field but keeps the stored draft until the words are known to be safe elsewhere. */
  readonly hold: () => void
  /** Lets the stored draft go, or puts what was held back in front of what was written since. */
  readonly release: (held: Written | null) => void
  /** Shows what the vault now has as the draft. */
  readonly show: (written: Written) => void
  readonly saveNow: () => void
  /** Resolves when the vault has all that is written. */
  readonly save: () => Promise<void>
  readonly unsaved: boolean
}

/** What is being written in a conversation: kept in the vault while typing, back again after a restart. */
export function useDraft(conversationId: ConversationId): Draft {
  const client = useClient()
  const [written, setShown] = useState(emptyDraft)
  const [unsaved, setUnsaved] = useState(false)
  const state = useRef({ written: emptyDraft, stored: emptyDraft, touched: false, holding: false })

  const write = useCallback(() => {
    const now = state.current
    const saving = now.written
    return client.conversations.setDraft({ id: conversationId, ...saving }).then(
      () => {
        now.stored = saving
        setUnsaved(false)
      },
      () => setUnsaved(true),
    )
  }, [client, conversationId])

  const save = useCallback(async () => {
    const now = state.current
    if (!now.holding && now.touched && now.written !== now.stored) await write()
  }, [write])

  const saveNow = useCallback(() => void save(), [save])

  const change = useCallback((make: (before: Written) => Partial<Written>) => {
    const now = state.current
    now.written = { ...now.written, ...make(now.written) }
    now.touched = true
    setShown(now.written)
  }, [])

  const setText = useCallback((text: string) => change(() => ({ text })), [change])

  const show = useCallback((next: Written) => {
    Object.assign(state.current, { written: next, stored: next, touched: true })
    setShown(next)
  }, [])

  useEffect(() => {
    let gone = false
    const load = async (): Promise<Written> => {
      try {
        return await client.conversations.draft({ id: conversationId })
      } catch (error) {
        if (gone || !(error instanceof LineLostError)) throw error
        return load()
      }
    }
    load().then(
      (draft) => {
        if (gone) return
        const now = state.current
        now.stored = draft
        // Whoever was quicker than the vault writes on; saving their first letters must not replace what was there.
        now.written = now.touched ? joinDrafts(draft, now.written) : draft
        setShown(now.written)
      },
      // Without the stored draft the field starts empty; what is stored stays until something new is typed.
      () => {},
    )
    return () => {
      gone = true
    }
  }, [client, conversationId])

  useSaveAtRest(written, saveNow)

  const hold = useCallback(() => {
    saveNow()
    state.current.holding = true
    change(() => emptyDraft)
  }, [saveNow, change])

  const release = useCallback(
    (held: Written | null) => {
      state.current.holding = false
      if (held !== null) change((since) => joinDrafts(held, since))
      void write()
    },
    [write, change],
  )

  return { written, setText, change, hold, release, show, saveNow, save, unsaved }
}
