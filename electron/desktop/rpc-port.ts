import type { IpcMain, IpcMainEvent } from 'electron'
import { createRpc } from '#core/rpc.ts'
import type { Router } from '#core/router.ts'
import { origin } from './origin.ts'

/** The only channel there is: a page hands over one end of a MessageChannel, and the contract runs on that. */
export const portChannel = 'keepsake:port'

export type RpcPortsParts = {
  readonly ipcMain: Pick<IpcMain, 'on'>
  readonly router: Router
  /** Whether a page with this id is a window of ours. */
  readonly isOurWindow: (webContentsId: number) => boolean
}

/** Serves the contract on every port that comes from the top frame of one of our windows; any other is closed unheard. */
export function serveRpcPorts({ ipcMain, router, isOurWindow }: RpcPortsParts): void {
  const rpc = createRpc(router)
  ipcMain.on(portChannel, (event) => {
    const [port] = event.ports
    if (!port || event.ports.length !== 1 || !isTrusted(event, isOurWindow)) {
      for (const unwanted of event.ports) unwanted.close()
      return
    }
    const peer = rpc.connect({ send: (frame) => port.postMessage(frame), refuse: () => port.close() })
    port.on('message', (message) => void peer.receive(message.data))
    port.on('close', peer.end)
    port.start()
  })
}

function isTrusted(event: IpcMainEvent, isOurWindow: RpcPortsParts['isOurWindow']): boolean {
  const { senderFrame: frame, sender } = event
  return frame !== null && frame.parent === null && frame.origin === origin && isOurWindow(sender.id)
}
