import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, test } from './fixtures.ts'

test('a tab survives a reload, and a link used twice ends both and says how to go on', async ({
  browserHost,
  context,
}) => {
  if (!browserHost) return test.skip()
  const link = await browserHost.link()
  const first = await context.newPage()
  await first.goto(link)
  await expect(first).toHaveURL((url) => url.pathname === '/' && url.hash === '')
  await expect(first.getByRole('button').first()).toBeVisible()
  await first.reload()
  await expect(first.getByRole('button').first()).toBeVisible()

  const second = await context.newPage()
  await second.goto(link)
  await expect(second.getByRole('alert')).toContainText('Enter')
  await expect(first).toHaveURL((url) => url.pathname === '/pair')

  // The fresh link goes into the tab that asked for it.
  await second.goto(await browserHost.link())
  await expect(second).toHaveURL((url) => url.pathname === '/')
  await expect(second.getByRole('button').first()).toBeVisible()
})

test('another web page can neither read from the host nor talk to it', async ({ browserHost, keepsake, context }) => {
  if (!browserHost) return test.skip()
  await expect(keepsake.getByRole('button').first()).toBeVisible()
  const { origin } = new URL(keepsake.url())
  // Another site of this very computer: browsers even send it our cookie, since cookies know no ports.
  const evil = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>evil</title>')
  })
  await once(evil.listen(0, '127.0.0.1'), 'listening')
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`)

  const outcome = await page.evaluate(async (host) => {
    const settle = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'reached',
        () => 'failed',
      )
    const load = (element: HTMLElement, done = 'load'): Promise<void> =>
      new Promise((resolve, reject) => {
        element.addEventListener(done, () => resolve())
        element.addEventListener('error', () => reject(new Error('refused')))
        document.body.append(element)
      })
    const socket = new WebSocket(`${host.replace('http', 'ws')}/rpc`)
    const frame = Object.assign(document.createElement('iframe'), { src: host })
    await load(frame)
    return {
      read: await settle(fetch(host, { credentials: 'include' }).then((response) => response.text())),
      post: await settle(fetch(`${host}/uploads?name=a`, { method: 'POST', body: 'x', credentials: 'include' })),
      withHeader: await settle(fetch(`${host}/assets/1`, { headers: { 'x-keepsake-bearer': 'guess' } })),
      script: await settle(load(Object.assign(document.createElement('script'), { src: `${host}/layers.css` }))),
      picture: await settle(load(Object.assign(document.createElement('img'), { src: `${host}/assets/1` }))),
      socket: await settle(
        new Promise((resolve, reject) => {
          socket.addEventListener('open', resolve)
          socket.addEventListener('close', reject)
          if (socket.readyState === WebSocket.CLOSED) reject(new Error('closed'))
        }),
      ),
      frame: frame.contentDocument === null ? 'another origin' : 'readable',
    }
  }, origin)
  expect(outcome).toEqual({
    read: 'failed',
    post: 'failed',
    withHeader: 'failed',
    script: 'failed',
    picture: 'failed',
    socket: 'failed',
    frame: 'another origin',
  })
  await expect(page.frameLocator('iframe').getByRole('button')).toHaveCount(0)
  evil.close()
  await Promise.all([page.close(), keepsake.close()])
})
