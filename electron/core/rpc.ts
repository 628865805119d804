import { RPCHandler } from '@orpc/server/websocket'
import type { Router } from './router.ts'

/** Why a window was cut off: it sent what the interface never sends. */
export type RpcRefusal = 'too-large' | 'unreadable'

/** One window's end of the wire. */
export type RpcPeer = {
  /** Takes one frame; never rejects. */
  readonly receive: (frame: unknown) => Promise<void>
  /** The window is gone: aborts what it was still asking for. */
  readonly end: () => void
}

export type RpcWire = {
  readonly send: (frame: string) => void | Promise<void>
  readonly refuse: (why: RpcRefusal) => void
}

export const frameLimit = 8 * 1024 ** 2
const depthLimit = 64
/** Calls that only a person makes; streams and refetches go on in an empty room. */
const presence = new Set(['/vault/stayAwake', '/vault/unlock', '/vault/create', '/chat/send'])

/**
 * The contract over any wire that carries text frames, so that a MessagePort and a WebSocket are the same thing from here
 * on. Frames are measured before anything parses them. `onPresence` hears of calls that say the person is here.
 */
export function createRpc(
  router: Router,
  { onPresence }: { readonly onPresence?: () => void } = {},
): { readonly connect: (wire: RpcWire) => RpcPeer } {
  const handler = new RPCHandler(router, {
    interceptors: [
      ({ request, next }) => {
        if (presence.has(request.url.pathname)) onPresence?.()
        return next()
      },
    ],
  })
  return {
    connect: (wire) => {
      const socket = { send: (frame: unknown) => wire.send(frame as string), addEventListener: () => {} }
      let open = true
      const refuse = (why: RpcRefusal): void => {
        if (!open) return
        end()
        wire.refuse(why)
      }
      const end = (): void => {
        open = false
        handler.close(socket)
      }
      return {
        end,
        receive: async (frame) => {
          if (!open) return
          if (typeof frame !== 'string') return refuse('unreadable')
          if (Buffer.byteLength(frame) > frameLimit) return refuse('too-large')
          if (isDeeperThan(frame, depthLimit)) return refuse('unreadable')
          await handler.message(socket, frame).catch(() => refuse('unreadable'))
        },
      }
    },
  }
}

/** Counts brackets outside strings. JSON.parse takes five million levels; what comes after it breaks at ten thousand. */
export function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index)
    if (inString) {
      if (code === 0x5c) index++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}
