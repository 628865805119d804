import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type * as Undici from 'undici'
import { reachOfAddress, reachOfHost } from './addresses.ts'
import { NetworkError } from './network-error.ts'

/** Where a request goes first: straight to the provider, or to a proxy with its credentials. */
export type Route =
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'http' | 'https' | 'socks5'
      readonly host: string
      readonly port: number
      readonly user: string
      readonly password: string
    }

/** undici, handed in because it loads on first use: it would take its time from every start. */
export type UndiciModule = typeof Undici

/** Makes the undici dispatcher of a route. Every name looked up here is checked against the blocked addresses. */
export function createDispatcher(
  { Agent, buildConnector, ProxyAgent, Socks5ProxyAgent }: UndiciModule,
  route: Route,
  times: { connect: number; silence: number },
  lookup = systemLookup,
): Undici.Dispatcher {
  const guarded = guardLookup(lookup)
  const shared = { headersTimeout: 0, bodyTimeout: times.silence, allowH2: false }
  if (route.kind === 'direct') {
    return new Agent({ ...shared, connect: { timeout: times.connect, lookup: guarded, allowH2: false } })
  }
  const host = route.host.includes(':') && !route.host.startsWith('[') ? `[${route.host}]` : route.host
  if (route.kind === 'socks5') {
    return new Socks5ProxyAgent(`socks5://${host}:${route.port}`, {
      ...shared,
      connectTimeout: times.connect,
      connect: buildConnector({ timeout: times.connect, lookup: guarded }),
      username: route.user,
      password: route.password,
    })
  }
  const login = Buffer.from(`${route.user}:${route.password}`).toString('base64')
  return new ProxyAgent({
    ...shared,
    uri: `${route.kind}://${host}:${route.port}`,
    connectTimeout: times.connect,
    proxyTls: { lookup: guarded },
    ...(route.user === '' && route.password === '' ? {} : { token: `Basic ${login}` }),
  })
}

/**
 * A lookup that refuses a name as soon as one of its addresses is link-local or a cloud's metadata service, or is not
 * on this machine though the name is of it: such a name is spoken to in clear text and past the proxy.
 */
function guardLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      if (error) return callback(error, address, family)
      const found = typeof address === 'string' ? [address] : address.map((entry) => entry.address)
      const isHere = reachOfHost(hostname) === 'loopback'
      const reaches = found.map(reachOfAddress)
      if (reaches.some((reach) => reach === 'blocked' || (isHere && reach !== 'loopback'))) {
        return callback(new NetworkError('blocked-address'), address, family)
      }
      return callback(null, address, family)
    })
  }
}
