import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { createLine, type Line, type OpenedLine } from './line.ts'

/** How the interface reaches its host: calls over `line`, files over `fetchAsset` and `request`. */
export type Connection = {
  readonly line: Line
  /** Headers that every request for files must carry. */
  readonly headers: Readonly<Record<string, string>>
  readonly fetchAsset: (path: string, init?: RequestInit) => Promise<Response>
}

const bearerKey = 'keepsake.bearer'
const bearerRefused = 4401

/** Connects to whichever host serves this page; the only place that tells the hosts apart. */
export function connect(): Connection {
  return location.protocol === 'app:' ? connectDesktop() : connectBrowser()
}

function connectDesktop(): Connection {
  return { line: createLine(openPort), headers: {}, fetchAsset: (path, init) => fetch(path, init) }
}

async function openPort(): Promise<OpenedLine> {
  const port = await new Promise<MessagePort>((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const given = event.ports[0]
      if (event.source !== window || event.data !== 'keepsake:port' || given === undefined) return
      window.removeEventListener('message', onMessage)
      resolve(given)
    }
    window.addEventListener('message', onMessage)
    window.postMessage('keepsake:connect', location.origin)
  })
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve(), { once: true }))
  const link = new PortLink({ port })
  port.start()
  return { link, closed }
}

function connectBrowser(): Connection {
  const bearer = sessionStorage.getItem(bearerKey)
  if (bearer === null) pairAgain()
  const headers = { 'x-keepsake-bearer': bearer ?? '' }
  return {
    line: createLine(() => openSocket(bearer ?? '')),
    headers,
    async fetchAsset(path, init) {
      const response = await fetch(path, { ...init, headers: { ...headers, ...plainHeaders(init?.headers) } })
      if (response.status === 401) pairAgain()
      return response
    },
  }
}

function plainHeaders(headers: HeadersInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(headers))
}

async function openSocket(bearer: string): Promise<OpenedLine> {
  const socket = new WebSocket(`ws://${location.host}/rpc`)
  const opened = new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => {
      // The bearer has to be the first frame; the link below only sends after this listener has run.
      socket.send(bearer)
      resolve()
    })
    socket.addEventListener('close', () => reject(new Error('the host does not answer')), { once: true })
  })
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', (event) => {
      if (event.code === bearerRefused) pairAgain()
      resolve()
    })
  })
  const link = new SocketLink({ websocket: socket })
  await opened
  return { link, closed }
}

function pairAgain() {
  sessionStorage.removeItem(bearerKey)
  location.replace('/pair')
}
