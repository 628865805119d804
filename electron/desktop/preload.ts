/// <reference lib="dom" />
import { ipcRenderer } from 'electron'

// All that a page can do here: ask for a port, get one end of a fresh channel, and talk to the host over it.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'keepsake:connect') return
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage('keepsake:port', null, [port1])
  window.postMessage('keepsake:port', window.location.origin, [port2])
})
