import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConversationId } from '#shared/model/ids.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

const restMilliseconds = 400

export type Draft = {
  readonly text: string
  readonly setText: (text: string) => void
  /** Empties the field but keeps the stored draft until the words are known to be safe elsewhere. */
  readonly hold: () => void
  /** Lets the stored draft go, or puts held words back in front of what was typed since. */
  readonly release: (heldText: string | null) => void
  readonly saveNow: () => void
  readonly unsaved: boolean
}

/** What is being written in a conversation: kept in the vault while typing, back again after a restart. */
export function useDraft(conversationId: ConversationId): Draft {
  const client = useClient()
  const [text, setShown] = useState('')
  const [unsaved, setUnsaved] = useState(false)
  const state = useRef({ text: '', stored: '', touched: false, holding: false })

  const write = useCallback(() => {
    const now = state.current
    const saving = now.text
    client.conversations.setDraft({ id: conversationId, text: saving }).then(
      () => {
        now.stored = saving
        setUnsaved(false)
      },
      () => setUnsaved(true),
    )
  }, [client, conversationId])

  const saveNow = useCallback(() => {
    const now = state.current
    if (!now.holding && now.touched && now.text !== now.stored) write()
  }, [write])

  const setText = useCallback((next: string) => {
    state.current.text = next
    state.current.touched = true
    setShown(next)
  }, [])

  useEffect(() => {
    let gone = false
    client.conversations.draft({ id: conversationId }).then(
      (draft) => {
        const now = state.current
        now.stored = draft.text
        if (gone || now.touched) return
        now.text = draft.text
        setShown(draft.text)
      },
      // Without the stored draft the field starts empty; what is stored stays until something new is typed.
      () => {},
    )
    return () => {
      gone = true
    }
  }, [client, conversationId])

  useEffect(() => {
    const timer = setTimeout(saveNow, restMilliseconds)
    return () => clearTimeout(timer)
  }, [text, saveNow])

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') saveNow()
    }
    window.addEventListener('pagehide', saveNow)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      window.removeEventListener('pagehide', saveNow)
      document.removeEventListener('visibilitychange', onHide)
      saveNow()
    }
  }, [saveNow])

  const hold = useCallback(() => {
    saveNow()
    state.current.holding = true
    setText('')
  }, [saveNow, setText])

  const release = useCallback(
    (heldText: string | null) => {
      const now = state.current
      now.holding = false
      if (heldText !== null) setText(now.text === '' ? heldText : `${heldText}\n${now.text}`)
      write()
    },
    [write, setText],
  )

  return { text, setText, hold, release, saveNow, unsaved }
}
