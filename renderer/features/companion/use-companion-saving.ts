import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { Companion, ModelBinding, Parameters, Profile } from '#shared/model/companion.ts'
import type { SelfShare } from '#shared/model/self.ts'
import { useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'

const settleMs = 600

export type CompanionChange = {
  readonly profile?: Partial<Profile>
  readonly binding?: ModelBinding | null
  readonly fallbacks?: ModelBinding[]
  readonly parameters?: Partial<Parameters>
  readonly knows?: Partial<SelfShare>
}

/**
 * Saves what is typed about a companion without being asked: a moment after the last keystroke, and at once when the
 * page is left. An empty name is never saved; the last one stays.
 */
export function useCompanionSaving(companion: Companion) {
  const client = useClient()
  const { api, queries } = useRpc()
  const save = useMutation({
    scope: { id: `companion-${companion.id}` },
    mutationFn: (change: CompanionChange) => client.companions.update({ id: companion.id, ...change }),
    onSuccess: (saved) => queries.setQueryData(api.companions.get.queryKey({ input: { id: companion.id } }), saved),
  })
  const waiting = useRef<CompanionChange>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { mutate } = save

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const change = waiting.current
    waiting.current = {}
    if (Object.keys(change).length > 0) mutate(change)
  }, [mutate])

  useEffect(() => {
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const write = useCallback(
    ({ profile = {}, parameters, knows, ...change }: CompanionChange) => {
      const { name, ...rest } = { ...waiting.current.profile, ...profile }
      const named = name === undefined || name.trim() === '' ? rest : { ...rest, name }
      waiting.current = {
        ...waiting.current,
        ...change,
        ...(parameters && { parameters: { ...waiting.current.parameters, ...parameters } }),
        ...(knows && { knows: { ...waiting.current.knows, ...knows } }),
        ...(Object.keys(named).length === 0 ? {} : { profile: named }),
      }
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, settleMs)
    },
    [flush],
  )

  return { write, flush, error: save.error, saving: save.isPending, saved: save.isSuccess }
}
