import type { MessagePort } from 'node:worker_threads'
import type { MessagePortMain } from 'electron'

/** Node's port in the clothes of Electron's: same structured clone, other event shape. */
export function asPortMain(port: MessagePort): MessagePortMain {
  const main = {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
    on: (name: string, listener: (event: { data: unknown }) => void) => {
      port.on(name, (data) => listener({ data }))
      return main
    },
  }
  return main as unknown as MessagePortMain
}
