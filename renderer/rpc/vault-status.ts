import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { VaultStatus } from '#shared/model/vault.ts'
import { follow } from './follow.ts'
import { useApi, useRpc } from './RpcProvider.tsx'

/** What may be known while locked. */
const atTheDoor = new Set<unknown>(['vault', 'system'])

/** What the door looks like; undefined until the host has said so. Kept current by `useVaultWatch`. */
export function useVaultStatus(): VaultStatus | undefined {
  return useQuery({ ...useApi().vault.status.queryOptions(), enabled: false }).data
}

/**
 * Follows the door for the whole life of the window; used once, by the app. While it is open the change feed runs; when
 * it closes, everything that came out of the vault is forgotten here.
 */
export function useVaultWatch(): void {
  const { client, api, queries, assets, changes } = useRpc()

  useEffect(() => {
    const leaving = new AbortController()
    let unlocked: AbortController | null = null

    function forget() {
      assets.clear()
      queries.removeQueries({ predicate: ({ queryKey: [path] }) => !Array.isArray(path) || !atTheDoor.has(path[0]) })
      queries.getMutationCache().clear()
    }

    void follow({
      signal: leaving.signal,
      open: (signal) => client.vault.watch(undefined, { signal }),
      onEvent(status) {
        queries.setQueryData(api.vault.status.queryKey(), status)
        if (status.state === 'unlocked') {
          if (unlocked !== null) return
          unlocked = new AbortController()
          void changes.run(unlocked.signal)
        } else {
          unlocked?.abort()
          unlocked = null
          forget()
        }
      },
    })
    return () => {
      leaving.abort()
      unlocked?.abort()
    }
  }, [client, api, queries, assets, changes])
}
