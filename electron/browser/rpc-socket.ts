import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { createRpc, frameLimit, type RpcRefusal } from '#core/rpc.ts'
import type { Router } from '#core/router.ts'
import type { Pairing } from './pairing.ts'

const bearerWait = 5_000
const unauthorised = 4401
const closeCodes: Record<RpcRefusal, number> = { 'too-large': 1009, unreadable: 1008 }

export type RpcSockets = {
  /**
   * Takes over an upgrade whose Host and Origin are already checked. A page of ours without the cookie of this run is let
   * in only to be told to pair again: a refused handshake tells a page nothing.
   */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, hasCookie: boolean) => void
  readonly connected: () => number
  readonly close: () => void
}

export type RpcSocketsParts = {
  readonly router: Router
  readonly pairing: Pick<Pairing, 'accepts' | 'onRevoked'>
  /** A call arrived that says the person is here. */
  readonly onAwake: () => void
  /** A window came or went; so many are there now. */
  readonly onWindows: (count: number) => void
}

/** The contract over WebSocket: the first frame is the bearer, everything after it is oRPC. */
export function createRpcSockets({ router, pairing, onAwake, onWindows }: RpcSocketsParts): RpcSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: frameLimit, perMessageDeflate: false })
  const rpc = createRpc(router, { onPresence: onAwake })
  let connected = 0

  const serve = (socket: WebSocket, bearer: string): void => {
    onWindows(++connected)
    const peer = rpc.connect({
      // Waiting until the frame has left keeps a slow window from piling up replies in memory.
      send: (frame) =>
        new Promise((resolve, reject) => socket.send(frame, (error) => (error ? reject(error) : resolve()))),
      refuse: (why) => socket.close(closeCodes[why]),
    })
    const forget = pairing.onRevoked(bearer, () => socket.close(unauthorised))
    socket.on('message', (data, isBinary) => void peer.receive(textOf(data, isBinary)))
    socket.on('close', () => {
      forget()
      peer.end()
      onWindows(--connected)
    })
  }

  const greet = (socket: WebSocket): void => {
    const tooLate = setTimeout(() => socket.close(unauthorised), bearerWait)
    socket.on('error', () => socket.terminate())
    socket.once('close', () => clearTimeout(tooLate))
    socket.once('message', (data, isBinary) => {
      clearTimeout(tooLate)
      const bearer = textOf(data, isBinary)
      // None at all is a tab that was never paired, not a guess.
      if (bearer && pairing.accepts(bearer)) serve(socket, bearer)
      else socket.close(unauthorised)
    })
  }

  return {
    upgrade: (request, socket, head, hasCookie) =>
      server.handleUpgrade(request, socket, head, (opened) => (hasCookie ? greet(opened) : opened.close(unauthorised))),
    connected: () => connected,
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

/** A text frame as text; null for a binary one. ws hands frames over as one buffer unless told otherwise. */
function textOf(data: RawData, isBinary: boolean): string | null {
  return isBinary || !Buffer.isBuffer(data) ? null : data.toString()
}
