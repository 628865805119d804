import { useMutation, useQuery } from '@tanstack/react-query'
import type { Preferences } from '#shared/model/settings.ts'
import { useRpc } from './RpcProvider.tsx'

/** What is known before unlocking: language, theme, text size. Undefined until the host has answered. */
export function usePreferences(): Preferences | undefined {
  const { api } = useRpc()
  return useQuery(api.system.preferences.queryOptions()).data
}

/** Changes preferences at once on screen, then at the host; taken back where the host cannot write them. */
export function useSetPreferences() {
  const { api, queries } = useRpc()
  const key = api.system.preferences.queryKey()
  return useMutation(
    api.system.setPreferences.mutationOptions({
      onMutate(change) {
        const before = queries.getQueryData(key)
        if (before !== undefined) queries.setQueryData(key, { ...before, ...withoutUndefined(change) })
        return { before }
      },
      onSuccess: (preferences) => queries.setQueryData(key, preferences),
      onError(_error, _change, context) {
        if (context?.before !== undefined) queries.setQueryData(key, context.before)
      },
    }),
  )
}

function withoutUndefined(change: { readonly [Key in keyof Preferences]?: Preferences[Key] | undefined }) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Preferences>
}
