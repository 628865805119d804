import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { Contract } from '#shared/contract/index.ts'

export type ContractClient = ContractRouterClient<Contract>

/** What a paired tab holds. */
export type PairedTab = { readonly base: string; readonly bearer: string; readonly cookie: string }

/** The headers that a browser adds to requests of our own page. */
export function pageHeaders(base: string): Record<string, string> {
  return { origin: base, 'sec-fetch-site': 'same-origin' }
}

/** Hands in a code as the pairing page does. */
export function redeem(base: string, code: string): Promise<Response> {
  return fetch(`${base}/pair`, {
    method: 'POST',
    headers: { ...pageHeaders(base), 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
}

/** Pairs like a browser tab that opened the address. */
export async function pairTab(pairingUrl: string): Promise<PairedTab> {
  const { origin: base, hash } = new URL(pairingUrl)
  const response = await redeem(base, hash.slice(1))
  if (response.status !== 200) throw new Error(`pairing was refused with ${response.status}`)
  const { bearer } = (await response.json()) as { bearer: string }
  const cookie = (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  return { base, bearer, cookie }
}

/** A WebSocket as the browser would open it for that tab. */
export function openSocket({ base, cookie }: Pick<PairedTab, 'base' | 'cookie'>, origin = base): WebSocket {
  return new WebSocket(`${base.replace('http', 'ws')}/rpc`, { origin, headers: { cookie } })
}

/** Connects a tab the way the interface does. */
export async function connectTab(tab: PairedTab): Promise<{ socket: WebSocket; client: ContractClient }> {
  const socket = openSocket(tab)
  await once(socket, 'open')
  socket.send(tab.bearer)
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  return { socket, client: createORPCClient(link) }
}
