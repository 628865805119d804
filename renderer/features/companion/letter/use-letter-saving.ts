import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CompanionId, Timestamp } from '#shared/model/ids.ts'
import type { Letter } from '#shared/model/letter.ts'
import { useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'

const settleMs = 600
const againMs = 3_000

/**
 * Saves the Letter as it is written: a moment after the last keystroke, at once when the page is left, and again and
 * again where it fails. `pending` are words that are not on the disk yet.
 */
export function useLetterSaving(companionId: CompanionId, letter: Letter) {
  const client = useClient()
  const { api, queries } = useRpc()
  const waiting = useRef<string | null>(null)
  const base = useRef<Timestamp | null>(letter.savedAt)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [pending, setPending] = useState(false)
  const again = useRef<() => void>(() => undefined)
  const { mutate, error, isSuccess } = useMutation({
    scope: { id: `letter-${companionId}` },
    mutationFn: (text: string) => client.letter.save({ companionId, text, base: base.current }),
    onSuccess({ savedAt }, text) {
      base.current = savedAt
      queries.setQueryData(api.letter.get.queryKey({ input: { companionId } }), (known) =>
        known === undefined ? known : { ...known, text, savedAt },
      )
      if (waiting.current === null) setPending(false)
    },
    onError(_error, text) {
      waiting.current ??= text
      clearTimeout(timer.current)
      timer.current = setTimeout(() => again.current(), againMs)
    },
  })

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const text = waiting.current
    waiting.current = null
    if (text !== null) mutate(text)
  }, [mutate])

  useEffect(() => {
    again.current = flush
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const write = useCallback(
    (text: string) => {
      waiting.current = text
      setPending(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, settleMs)
    },
    [flush],
  )

  /** Whether the Letter was saved elsewhere since, and nothing here would be lost by showing that. */
  const isBehind = useCallback(({ savedAt }: Letter) => savedAt !== base.current && waiting.current === null, [])
  const catchUp = useCallback(({ savedAt }: Letter) => {
    base.current = savedAt
  }, [])

  return { write, flush, pending, saved: isSuccess && !pending, error, isBehind, catchUp }
}
