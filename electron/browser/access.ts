import { isPlainPath } from '#core/http/plain-path.ts'
import { sameSecret, type Pairing } from './pairing.ts'

/** What a request carries, as it came over the wire. */
export type IncomingRequest = {
  readonly method: string
  /** The request target, undecoded. */
  readonly target: string
  /** Header names and values by turns, in order, doubles included. */
  readonly rawHeaders: readonly string[]
}

export const cookieName = (port: number): string => `keepsake-${port}`

/**
 * L-02, before anything else: exactly one Host header, byte for byte ours, and a target that is a path. A page whose
 * name was rebound to 127.0.0.1 is same-origin to us in every other respect; Host is the only thing that tells.
 */
export function isForThisHost({ target, rawHeaders }: IncomingRequest, port: number): boolean {
  const hosts = valuesOf(rawHeaders, 'host')
  return hosts.length === 1 && hosts[0] === `127.0.0.1:${port}` && target.startsWith('/')
}

export type Access = 'pairing-page' | 'pair' | 'serve' | 'refuse'

export type AccessRules = { readonly port: number; readonly pairing: Pick<Pairing, 'accepts' | 'cookie'> }

/** Browsers ask for the icon by themselves, with whatever page. */
const openPaths = new Set(['/pair', '/pair.js', '/pair.css', '/favicon.ico'])

/**
 * What a request may do. Open to anybody: the fixed pairing page and its three files. `pair`: our own page hands in a code.
 * `serve` needs the cookie and, for everything but the interface's code, the bearer as well.
 *
 * The code of the interface goes by cookie and Sec-Fetch-Site alone, since a navigation cannot carry a header. Cookies
 * are shared between all ports of 127.0.0.1 and so prove little, but that code is public and says nothing about anybody.
 */
export function accessOf(request: IncomingRequest, { port, pairing }: AccessRules): Access {
  const { method, target, rawHeaders } = request
  const [path = ''] = target.split('?', 1)
  const reads = method === 'GET' || method === 'HEAD'
  if (reads && openPaths.has(target)) return 'pairing-page'
  if (!isPlainPath(path)) return 'refuse'

  const only = (name: string): string | undefined => {
    const values = valuesOf(rawHeaders, name)
    return values.length === 1 ? values[0] : undefined
  }
  const site = only('sec-fetch-site')
  const changesFromUs = only('origin') === `http://127.0.0.1:${port}` && site === 'same-origin'
  const body = only('content-type')?.toLowerCase()
  if (method === 'POST' && path === '/pair') {
    // A stranger's body is only ever read when its length is known and short.
    const isShort = /^\d{1,3}$/.test(only('content-length') ?? '')
    return changesFromUs && body === 'application/json' && isShort ? 'pair' : 'refuse'
  }

  if (!hasCookie(only('cookie'), cookieName(port), pairing.cookie)) return 'refuse'
  if (reads && !isData(path)) return site === 'same-origin' || site === 'none' ? 'serve' : 'refuse'
  if (reads ? site !== 'same-origin' : !changesFromUs || body !== 'application/octet-stream') return 'refuse'
  const bearer = only('x-keepsake-bearer')
  return bearer && pairing.accepts(bearer) ? 'serve' : 'refuse'
}

/** A WebSocket handshake may begin: exact path and exact Origin (sockets know no same-origin policy). */
export function mayOpenSocket({ target, rawHeaders }: IncomingRequest, port: number): boolean {
  const origins = valuesOf(rawHeaders, 'origin')
  return target === '/rpc' && origins.length === 1 && origins[0] === `http://127.0.0.1:${port}`
}

/** Whether a handshake carries this run's cookie. A page of ours without it is from an earlier run and must pair again. */
export function carriesCookie({ rawHeaders }: IncomingRequest, { port, pairing }: AccessRules): boolean {
  const cookies = valuesOf(rawHeaders, 'cookie')
  return hasCookie(cookies.length === 1 ? cookies[0] : undefined, cookieName(port), pairing.cookie)
}

function isData(path: string): boolean {
  return /^\/assets\/\d+$/.test(path) || path === '/uploads' || path === '/pictures'
}

function hasCookie(header: string | undefined, name: string, value: string): boolean {
  const cookies = (header ?? '').split(';').map((cookie) => cookie.trim())
  const ours = cookies.find((cookie) => cookie.startsWith(`${name}=`))
  return ours !== undefined && sameSecret(ours.slice(name.length + 1), value)
}

function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name)
}
