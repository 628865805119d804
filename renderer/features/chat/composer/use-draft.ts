import { useCallback, useEffect, useState } from 'react'
import { emptyDraft, type Draft as Written } from '#shared/model/draft.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { LineLostError } from '#renderer/rpc/line.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts'
import { useSaveAtRest } from './use-save-at-rest.ts'

export type Draft = Pick<DraftKeeper, 'change' | 'hold' | 'release' | 'show' | 'save'> & {
  readonly written: Written
  readonly setText: (text: string) => void
  readonly saveNow: () => void
  readonly unsaved: boolean
}

/** What is being written in a conversation: kept in the vault while typing, back again after a restart, one in all windows. */
export function useDraft(conversationId: ConversationId): Draft {
  const { client, changes } = useRpc()
  const [written, onChange] = useState(emptyDraft)
  const [saved, onSaved] = useState(true)
  const [keeper] = useState(() =>
    createDraftKeeper({ client: client.conversations, conversationId, onChange, onSaved }),
  )
  const saveNow = useCallback(() => void keeper.save(), [keeper])
  const setText = useCallback((text: string) => keeper.change(() => ({ text })), [keeper])

  useEffect(() => {
    let gone = false
    const load = async (): Promise<void> => {
      try {
        await keeper.load()
      } catch (error) {
        if (!gone && error instanceof LineLostError) await load()
        // The field starts empty then; the first save is refused and brings in what is stored.
      }
    }
    void load()
    const stop = changes.listen(({ entity, conversationId: where }) => {
      if (entity !== 'draft' || (where !== undefined && where !== conversationId)) return
      // What cannot be read now is met when something is stored.
      keeper.follow().catch(() => {})
    })
    return () => {
      gone = true
      stop()
    }
  }, [keeper, changes, conversationId])

  useSaveAtRest(written, saveNow)

  const { change, hold, release, show, save } = keeper
  return { written, setText, change, hold, release, show, saveNow, save, unsaved: !saved }
}
