import { lookup as systemLookup } from 'node:dns'
import { createNetwork, type Network, type NetworkParts, type ProxyConfiguration } from '#core/providers/network.ts'

export const noProxy: ProxyConfiguration = { mode: 'none', host: '', port: 0, user: '', password: null }

/** A real network in which `*.test` and the names given resolve to the addresses given, or to this machine. */
export function trialNetwork(
  parts: Partial<NetworkParts> & { readonly names?: Readonly<Record<string, string>> } = {},
): Network {
  const { names = {}, ...rest } = parts
  return createNetwork({ systemProxy: async () => null, proxy: noProxy, lookup: lookupIn(names), ...rest })
}

function lookupIn(names: Readonly<Record<string, string>>): typeof systemLookup {
  const resolve = (hostname: string, options: unknown, callback: (...found: unknown[]) => void): void => {
    if (!hostname.endsWith('.test') && !(hostname in names))
      return systemLookup(hostname, options as object, callback as never)
    const address = names[hostname] ?? '127.0.0.1'
    const wantsAll = typeof options === 'object' && options !== null && 'all' in options && options.all === true
    if (wantsAll) callback(null, [{ address, family: 4 }])
    else callback(null, address, 4)
  }
  return resolve as unknown as typeof systemLookup
}
