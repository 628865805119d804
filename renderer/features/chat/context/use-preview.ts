import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { PromptPreview } from '#shared/contract/prompt.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { useNextReply } from './next-reply.ts'

const restMilliseconds = 250
/** The hour it is for the person is part of what is sent. */
const freshMilliseconds = 60_000

/**
 * What would be sent now, a moment after the last key; undefined until it is known, null where nobody answers. `ofSend`
 * keeps to the send and the model that is asked first, whatever else is looked at.
 */
export function usePreview(
  conversationId: ConversationId,
  { ofSend = false }: { readonly ofSend?: boolean } = {},
): {
  readonly preview: PromptPreview | null | undefined
  readonly error: Error | null
} {
  const api = useApi()
  const next = useStore(useNextReply())
  const [settled, setSettled] = useState(next)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(next), restMilliseconds)
    return () => clearTimeout(timer)
  }, [next])
  const { again, place } = ofSend ? { again: null, place: undefined } : settled
  const edit = settled.looksAtEdit && !ofSend ? settled.edit : null
  const { data, error } = useQuery(
    api.prompt.preview.queryOptions({
      input: {
        conversationId,
        text: settled.text.trim(),
        attachments: settled.attachments,
        quote: settled.quote,
        answer: settled.answer,
        ...(settled.parentId === undefined ? {} : { parentId: settled.parentId }),
        ...(again === null ? {} : { again }),
        ...(edit === null ? {} : { edit }),
        ...(place === undefined ? {} : { place }),
      },
      placeholderData: keepPreviousData,
      // Drafts are not kept for later: what is asked for is what would be sent now.
      gcTime: 0,
      refetchInterval: freshMilliseconds,
    }),
  )
  return { preview: data, error }
}
