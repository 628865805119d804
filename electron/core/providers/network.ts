import type { lookup as systemLookup } from 'node:dns'
import type { Dispatcher } from 'undici'
import type { Host } from '#core/host.ts'
import type { ProxyMode } from '#shared/model/settings.ts'
import { reachOfHost, type Reach } from './addresses.ts'
import { createDispatcher, type Route, type UndiciModule } from './dispatchers.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { causesOf, NetworkError, type NetworkProblem } from './network-error.ts'

/** The proxy as the person set it, with its password. */
export type ProxyConfiguration = {
  readonly mode: ProxyMode
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string | null
}

export type NetworkRequest = {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

/**
 * The only way out to providers. `fetch` follows no redirect, keeps to the limits, adds nothing that tells who asks,
 * and throws NetworkError (or the signal's reason). A set proxy that fails is never gone around; only loopback, which
 * a proxy could not reach, is always direct.
 */
export type Network = AsyncDisposable & {
  readonly fetch: (url: string, request: NetworkRequest) => Promise<Response>
  /** Takes effect with the next request; idle connections are dropped, running replies finish on theirs. */
  readonly configure: (proxy: ProxyConfiguration) => void
}

export type NetworkParts = {
  readonly systemProxy: Host['systemProxy']
  readonly proxy: ProxyConfiguration
  readonly limits?: Partial<Limits>
  readonly lookup?: typeof systemLookup
}

const redirects = new Set([301, 302, 303, 307, 308])

export function createNetwork({ systemProxy, proxy, limits: asked, lookup }: NetworkParts): Network {
  const limits = { ...defaultLimits, ...asked }
  const dispatchers = new Map<string, Dispatcher>()
  let current = proxy

  function dispatcherOf(undici: UndiciModule, route: Route): Dispatcher {
    const key = JSON.stringify(route)
    const existing = dispatchers.get(key)
    if (existing) return existing
    const made = createDispatcher(undici, route, limits, lookup)
    dispatchers.set(key, made)
    return made
  }

  async function exchange(url: URL, request: NetworkRequest, reach: Reach): Promise<Response> {
    const route = reach === 'loopback' ? direct : await routeTo(url, current, systemProxy)
    const undici = await import('undici')
    const patience = new AbortController()
    const longest = reach === 'public' ? limits.firstByte : limits.firstByteNearby
    const timer = setTimeout(() => patience.abort(new NetworkError('timeout')), longest)
    try {
      const response = await undici.fetch(url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        dispatcher: dispatcherOf(undici, route),
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        credentials: 'omit',
        signal: AbortSignal.any([request.signal, patience.signal]),
      })
      return response
    } catch (error) {
      request.signal.throwIfAborted()
      throw new NetworkError(problemOf(error, route))
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    fetch: async (text, request) => {
      const url = new URL(text)
      const reach = reachOfHost(url.hostname)
      if (reach === 'blocked') throw new NetworkError('blocked-address')
      const response = await exchange(url, request, reach).catch((error: unknown) => {
        // A kept-alive connection may have been closed by the other side a moment ago; nothing was answered yet.
        if (error instanceof NetworkError && error.problem === 'dropped') return exchange(url, request, reach)
        throw error
      })
      if (redirects.has(response.status)) {
        await response.body?.cancel()
        throw new NetworkError('redirect')
      }
      const { status, statusText, headers } = response
      const body =
        response.body && guardBody(response.body, response.ok ? limits.response : limits.refusal, request.signal)
      return new Response(body, { status, statusText, headers: plainHeaders(headers) })
    },

    configure: (next) => {
      if (JSON.stringify(next) === JSON.stringify(current)) return
      current = next
      for (const dispatcher of dispatchers.values()) void dispatcher.close()
      dispatchers.clear()
    },

    [Symbol.asyncDispose]: async () => {
      const open = [...dispatchers.values()]
      dispatchers.clear()
      await Promise.all(open.map((dispatcher) => dispatcher.destroy()))
    },
  }
}

const direct: Route = { kind: 'direct' }

/** Decides the way to a URL. Anything about a set proxy that is not understood is a failure, never a direct request. */
async function routeTo(url: URL, proxy: ProxyConfiguration, systemProxy: Host['systemProxy']): Promise<Route> {
  if (proxy.mode === 'none') return direct
  if (proxy.mode === 'system') {
    const found = await systemProxy(url.href).catch(() => 'unreadable')
    return found === null ? direct : parseProxy(found)
  }
  if (proxy.host.trim() === '' || proxy.port === 0) throw new NetworkError('proxy')
  const { host, port, user, password } = proxy
  return { kind: proxy.mode, host: host.trim(), port, user, password: password ?? '' }
}

const proxyKinds = new Map([
  ['http:', { kind: 'http', port: 80 }],
  ['https:', { kind: 'https', port: 443 }],
  ['socks5:', { kind: 'socks5', port: 1080 }],
  ['socks5h:', { kind: 'socks5', port: 1080 }],
  ['socks:', { kind: 'socks5', port: 1080 }],
] as const)

function parseProxy(text: string): Route {
  const url = URL.parse(text)
  const known = [...proxyKinds].find(([scheme]) => scheme === url?.protocol)?.[1]
  if (!url || !known || url.hostname === '') throw new NetworkError('proxy')
  return {
    kind: known.kind,
    host: url.hostname,
    port: url.port === '' ? known.port : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

/** Content encoding and length describe bytes that have been decoded by now. */
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers)
  plain.delete('content-encoding')
  plain.delete('content-length')
  return plain
}

/** Counts what arrives and names what goes wrong on the way. */
function guardBody(body: ReadableStream<Uint8Array>, longest: number, signal: AbortSignal): ReadableStream<Uint8Array> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let bytes = 0
    try {
      for await (const piece of body) {
        bytes += piece.byteLength
        if (bytes > longest) throw new NetworkError('too-large')
        yield piece
      }
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof NetworkError ? error : new NetworkError(problemOf(error, direct))
    }
  }
  return ReadableStream.from(pieces())
}

const tlsCodes = /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/
const unreachableCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN'])
const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

function problemOf(error: unknown, route: Route): NetworkProblem {
  const causes = causesOf(error)
  const known = causes.find((cause) => cause instanceof NetworkError)
  if (known) return known.problem
  const codes = causes.flatMap((cause) => ('code' in cause && typeof cause.code === 'string' ? [cause.code] : []))
  if (codes.some((code) => tlsCodes.test(code))) return 'tls'
  if (codes.some((code) => timeoutCodes.has(code))) return 'timeout'
  if (route.kind !== 'direct') return 'proxy'
  if (codes.includes('UND_ERR_CONNECT_TIMEOUT') || codes.includes('ETIMEDOUT')) return 'timeout'
  if (codes.some((code) => unreachableCodes.has(code))) return 'unreachable'
  return 'dropped'
}
