import { createServer, ServerResponse, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'
import type { App } from '#core/app.ts'
import { readLimited } from '#core/http/read-limited.ts'
import { secureHeaders } from '#core/http/secure-headers.ts'
import { accessOf, carriesCookie, cookieName, isForThisHost, mayOpenSocket, type IncomingRequest } from './access.ts'
import { createPairing } from './pairing.ts'
import { pairingPage } from './pairing-page.ts'
import { createRpcSockets } from './rpc-socket.ts'

export type BrowserServer = AsyncDisposable & {
  readonly port: number
  /** A fresh address that pairs one tab, once, within 60 s. */
  readonly pairingUrl: () => string
  readonly windows: () => number
}

export type BrowserServerParts = {
  readonly app: Pick<App, 'router' | 'assets'>
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  /** 0 for any free one. */
  readonly port: number
  readonly onAwake: () => void
  /** A window came or went; so many are there now. */
  readonly onWindows: (count: number) => void
  /** Somebody is guessing codes or bearers: the host should end. */
  readonly onTooManyFailures: () => void
}

const PairRequest = z.object({ code: z.string().max(100) })

/** Serves the product on 127.0.0.1 to paired windows, and one fixed page to anybody else. Rejects where the port is taken. */
export async function startServer(parts: BrowserServerParts): Promise<BrowserServer> {
  const { app, now, random, onAwake, onWindows, onTooManyFailures } = parts
  const pairing = createPairing({ now, random, onTooManyFailures })
  const sockets = createRpcSockets({ router: app.router, pairing, onAwake, onWindows })

  const server = createServer({
    // A missing Host is answered by our own check, like every other wrong one.
    requireHostHeader: false,
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    connectionsCheckingInterval: 2_000,
    // An export of some gigabytes may take long; a silent connection may not.
    requestTimeout: 0,
  })
  server.setTimeout(60_000)
  server.maxConnections = 200
  server.listen(parts.port, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const rules = { port, pairing }
  const headers = secureHeaders(`ws://127.0.0.1:${port}`)

  const pages = new Hono()
  pages.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value)
  })
  pages.get('/pair', (context) => context.html(pairingPage.html))
  pages.get('/pair.js', (context) => context.body(pairingPage.script, 200, { 'content-type': 'text/javascript' }))
  pages.get('/pair.css', (context) => context.body(pairingPage.style, 200, { 'content-type': 'text/css' }))
  pages.get('/favicon.ico', (context) => context.body(pairingPage.icon, 200, { 'content-type': 'image/svg+xml' }))
  pages.post('/pair', async (context) => {
    const body = await readLimited(context.req.raw, 1_000)
    const request = PairRequest.safeParse(parseJson(body))
    const bearer = request.success ? pairing.redeem(request.data.code) : null
    if (bearer === null) return context.html(pairingPage.html, 401)
    context.header('set-cookie', `${cookieName(port)}=${pairing.cookie}; Path=/; HttpOnly; SameSite=Strict`)
    return context.json({ bearer })
  })
  pages.route('/', app.assets)
  // A tab that hangs up in the middle is nothing to write about; the product's own failures are handled in its own app.
  pages.onError(() => new Response(null, { status: 400 }))
  const listener = getRequestListener(pages.fetch)

  /** Every refusal looks the same and reads nothing more: what was wrong is nobody's business. */
  const refuse = (outgoing: ServerResponse): void => {
    outgoing.writeHead(401, {
      ...headers,
      'content-type': 'text/html; charset=UTF-8',
      'content-length': Buffer.byteLength(pairingPage.html),
      connection: 'close',
    })
    outgoing.end(pairingPage.html, () => outgoing.socket?.destroySoon())
  }
  const misdirected = (outgoing: ServerResponse): void => {
    outgoing.writeHead(421, { 'content-length': 0, connection: 'close' })
    outgoing.end(() => outgoing.socket?.destroySoon())
  }

  server.on('request', (incoming, outgoing) => {
    const request = describe(incoming)
    if (!isForThisHost(request, port)) return misdirected(outgoing)
    const access = accessOf(request, rules)
    if (access === 'refuse') return refuse(outgoing)
    if (access === 'pair') endAfter(5_000, incoming, outgoing)
    void listener(incoming, outgoing)
  })
  server.on('upgrade', (incoming, socket, head) => {
    const request = describe(incoming)
    const outgoing = new ServerResponse(incoming)
    socket.on('error', () => socket.destroy())
    const isForUs = isForThisHost(request, port)
    if (isForUs && mayOpenSocket(request, port)) {
      return sockets.upgrade(incoming, socket, head, carriesCookie(request, rules))
    }
    outgoing.assignSocket(incoming.socket)
    if (isForUs) refuse(outgoing)
    else misdirected(outgoing)
  })

  return {
    port,
    pairingUrl: () => `http://127.0.0.1:${port}/pair#${pairing.newCode()}`,
    windows: sockets.connected,
    [Symbol.asyncDispose]: async () => {
      sockets.close()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A body of a hundred bytes that takes longer than this is somebody holding the door open. */
function endAfter(milliseconds: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const timer = setTimeout(() => incoming.destroy(), milliseconds)
  outgoing.once('close', () => clearTimeout(timer))
}

function describe({ method = '', url = '', rawHeaders }: IncomingMessage): IncomingRequest {
  return { method, target: url, rawHeaders }
}

function parseJson(bytes: Uint8Array | null): unknown {
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString())
  } catch {
    return null
  }
}
