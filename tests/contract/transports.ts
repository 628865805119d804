import { EventEmitter, once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { IpcMain } from 'electron'
import type { App } from '#core/app.ts'
import { connectTab, pairTab, type ContractClient } from '#tests/helpers/browser-window.ts'
import { asPortMain } from '#tests/helpers/port-main.ts'
import { startServer } from '../../electron/browser/server.ts'
import { serveRpcPorts } from '../../electron/desktop/rpc-port.ts'

/** One window, over whichever wire. */
export type Wire = {
  readonly client: ContractClient
  readonly sendRaw: (frame: string | Uint8Array) => void
  /** Resolves when either side has ended the connection. */
  readonly closed: Promise<unknown>
  readonly close: () => void
}

export type Transport = AsyncDisposable & { readonly open: () => Promise<Wire> }

/** Both ways a window reaches the product, each served by the host's own code. */
export const transports: Readonly<
  Record<string, (router: App['router'], assets: App['assets']) => Promise<Transport>>
> = {
  MessagePort: async (router) => {
    const ipcMain = new EventEmitter()
    serveRpcPorts({ ipcMain: ipcMain as unknown as Pick<IpcMain, 'on'>, router, isOurWindow: (id) => id === 1 })
    const pages = new Set<MessagePort>()
    return {
      open: async () => {
        const { port1, port2 } = new MessageChannel()
        pages.add(port1)
        const closed = once(port1, 'close')
        const senderFrame = { parent: null, origin: 'app://main' }
        ipcMain.emit('keepsake:port', { ports: [asPortMain(port2)], senderFrame, sender: { id: 1 } })
        const link = new RPCLink({ port: port1 })
        port1.start()
        const client: ContractClient = createORPCClient(link)
        return { client, sendRaw: (frame) => port1.postMessage(frame), closed, close: () => port1.close() }
      },
      [Symbol.asyncDispose]: async () => {
        for (const page of pages) page.close()
      },
    }
  },

  WebSocket: async (router, assets) => {
    const server = await startServer({
      app: { router, assets },
      now: () => Date.now(),
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      port: 0,
      onAwake: () => {},
      onWindows: () => {},
      onTooManyFailures: () => {},
    })
    return {
      open: async () => {
        const { socket, client } = await connectTab(await pairTab(server.pairingUrl()))
        const closed = once(socket, 'close')
        return { client, sendRaw: (frame) => socket.send(frame), closed, close: () => socket.close() }
      },
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    }
  },
}
