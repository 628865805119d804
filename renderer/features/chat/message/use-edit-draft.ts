import { useCallback, useEffect, useRef, useState } from 'react'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { LineLostError } from '#renderer/rpc/line.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { useSaveAtRest } from '../composer/use-save-at-rest.ts'

/** Another version of a message while it is written. */
export type EditDraft = {
  readonly text: string
  readonly setText: (text: string) => void
  /** False until the vault has said whether there is something begun. */
  readonly ready: boolean
  /** It goes on from what was begun before. */
  readonly resumed: boolean
  readonly unsaved: boolean
  /** Lets what is written go. */
  readonly drop: () => void
  /** While the version is made of it, nothing more is saved that would outlive it. */
  readonly hold: (held: boolean) => void
}

/** Keeps another version in the vault while it is typed, so that no lock, reload or crash takes more than a moment of it. */
export function useEditDraft({ id: messageId, parts }: Message): EditDraft {
  const client = useClient()
  const [original] = useState(() => spokenText(parts))
  const [text, setShown] = useState(original)
  const [ready, setReady] = useState(false)
  const [resumed, setResumed] = useState(false)
  const [unsaved, setUnsaved] = useState(false)
  const state = useRef({ text: original, stored: original, held: false })

  const setText = useCallback((next: string) => {
    state.current.text = next
    setShown(next)
  }, [])

  const saveNow = useCallback(() => {
    const { text: saving, stored, held } = state.current
    if (held || saving === stored) return
    client.conversations.setEditDraft({ messageId, text: saving === original ? null : saving }).then(
      () => {
        state.current.stored = saving
        setUnsaved(false)
      },
      () => setUnsaved(true),
    )
  }, [client, messageId, original])

  useEffect(() => {
    let gone = false
    const load = async (): Promise<string | null> => {
      try {
        return await client.conversations.editDraft({ messageId })
      } catch (error) {
        if (gone || !(error instanceof LineLostError)) throw error
        return load()
      }
    }
    load()
      .then((begun) => {
        if (gone || begun === null) return
        state.current.stored = begun
        setText(begun)
        setResumed(true)
      })
      // What was begun stays in the vault until something new is typed.
      .catch(() => {})
      .finally(() => setReady(true))
    return () => {
      gone = true
    }
  }, [client, messageId, setText])

  useSaveAtRest(text, saveNow)

  const drop = useCallback(() => {
    state.current.held = true
    // Also where saving it is still under way.
    client.conversations.setEditDraft({ messageId, text: null }).catch(() => {})
  }, [client, messageId])

  const hold = useCallback(
    (held: boolean) => {
      state.current.held = held
      if (!held) saveNow()
    },
    [saveNow],
  )

  return { text, setText, ready, resumed, unsaved, drop, hold }
}
