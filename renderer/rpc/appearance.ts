import { useMutation, useQuery } from '@tanstack/react-query'
import type { Appearance } from '#shared/model/settings.ts'
import { useRpc } from './RpcProvider.tsx'

/** How conversations look and sound; undefined until the vault has answered. */
export function useAppearance(): Appearance | undefined {
  const { api } = useRpc()
  return useQuery(api.settings.get.queryOptions()).data?.appearance
}

/** Changes some of it, at once on screen and then in the vault; taken back where the vault cannot keep it. */
export function useSetAppearance(): (change: Partial<Appearance>) => void {
  const { api, client, queries } = useRpc()
  const key = api.settings.get.queryKey()
  const { mutate } = useMutation({
    mutationFn: (appearance: Partial<Appearance>) => client.settings.update({ appearance }),
    onMutate(change) {
      const before = queries.getQueryData(key)
      if (before !== undefined) {
        queries.setQueryData(key, { ...before, appearance: { ...before.appearance, ...change } })
      }
      return before
    },
    onSuccess: (settings) => queries.setQueryData(key, settings),
    onError: (_error, _change, before) => queries.setQueryData(key, before),
  })
  return mutate
}
