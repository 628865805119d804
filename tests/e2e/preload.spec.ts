import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'

const preload = path.resolve(import.meta.dirname, '../../out/preload/preload.cjs')

test('the preload hands a page one port when it asks, and answers nothing and nobody else', async ({ page }) => {
  await page.route('http://app.test/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  )
  // Electron's side of the bridge, as the preload sees it: it keeps what is sent and echoes on the port.
  await page.addInitScript(`{
    globalThis.sent = []
    const require = (name) => ({
      ipcRenderer: {
        postMessage: (channel, message, ports) => {
          sent.push([name, channel, message, ports.length])
          ports[0].onmessage = (event) => ports[0].postMessage('echo ' + event.data)
        },
      },
    })
    ${await readFile(preload, 'utf8')}
  }`)
  await page.goto('http://app.test/')

  const answer = await page.evaluate(
    () =>
      new Promise((resolve) => {
        window.addEventListener('message', (event) => {
          const [port] = event.ports
          if (event.data !== 'keepsake:port' || !port) return
          port.addEventListener('message', (reply) => resolve(reply.data))
          port.start()
          port.postMessage('hello')
        })
        const frame = document.body.appendChild(document.createElement('iframe'))
        window.postMessage('keepsake:anything', location.origin)
        window.dispatchEvent(new MessageEvent('message', { data: 'keepsake:connect', source: frame.contentWindow }))
        window.postMessage('keepsake:connect', location.origin)
      }),
  )
  expect(answer).toBe('echo hello')
  expect(await page.evaluate('sent')).toEqual([['electron', 'keepsake:port', null, 1]])
  expect(await page.evaluate(`[typeof require, typeof ipcRenderer, typeof process]`)).toEqual([
    'undefined',
    'undefined',
    'undefined',
  ])
})
