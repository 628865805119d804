import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query'
import type { Contract } from '#shared/contract/index.ts'
import type { Line } from './line.ts'

/** Every procedure of the contract as an async function. */
export type Client = ContractRouterClient<Contract>

/** The same procedures as TanStack Query options and keys: `api.companions.list.queryOptions()`. */
export type Api = RouterUtils<Client>

export function createClient(line: Line): Client {
  return createORPCClient(line.link)
}

export function createApi(client: Client): Api {
  return createTanstackQueryUtils(client)
}
