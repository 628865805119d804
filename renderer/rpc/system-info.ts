import { useQuery } from '@tanstack/react-query'
import type { Capabilities } from '#shared/contract/system.ts'
import { useApi } from './RpcProvider.tsx'

const none: Capabilities = {
  host: 'browser',
  osKeychain: false,
  openVaultFolder: false,
  opensLinks: false,
  printsBooks: false,
}

/** What this host can do, and the version of Keepsake; the least of everything until it has answered. */
export function useSystemInfo(): { readonly version: string; readonly capabilities: Capabilities } {
  return useQuery(useApi().system.info.queryOptions()).data ?? { version: '', capabilities: none }
}
