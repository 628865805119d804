import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { secureHeaders } from '#core/http/secure-headers.ts'
import { connectTab, openSocket, pageHeaders, pairTab, redeem, type PairedTab } from '#tests/helpers/browser-window.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { createTestApp, type TestApp } from '#tests/helpers/test-app.ts'
import { startServer, type BrowserServer } from '../../../electron/browser/server.ts'

let test: TestApp
let server: BrowserServer
let base: string
let guessed: number

async function start(port = 0): Promise<BrowserServer> {
  return startServer({
    app: test.app,
    now: test.host.now,
    random: test.host.random,
    port,
    onAwake: () => {},
    onWindows: () => {},
    onTooManyFailures: () => guessed++,
  })
}

beforeEach(async () => {
  guessed = 0
  test = await createTestApp()
  server = await start()
  base = `http://127.0.0.1:${server.port}`
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await test[Symbol.asyncDispose]()
})

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

/** Speaks HTTP without the manners of fetch, which would set Host and drop forbidden headers. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const answer = Promise.withResolvers<Answer>()
  const outgoing = httpRequest(
    { port: server.port, host: '127.0.0.1', method, path, headers, agent: false },
    (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        const { date: _, ...rest } = incoming.headers
        answer.resolve({ status: incoming.statusCode ?? 0, headers: rest, body: Buffer.concat(chunks).toString() })
      })
    },
  )
  outgoing.on('error', answer.reject)
  outgoing.end(body)
  return answer.promise
}

/** Sends raw bytes and answers all that comes back until the host hangs up. */
async function askRaw(text: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1')
  socket.write(text)
  let answer = ''
  socket.on('data', (chunk) => (answer += String(chunk)))
  socket.on('error', () => {})
  await once(socket, 'close')
  return answer
}

const withTab = (tab: PairedTab): Record<string, string> => ({
  ...pageHeaders(tab.base),
  cookie: tab.cookie,
  'x-keepsake-bearer': tab.bearer,
  'content-type': 'application/octet-stream',
})

describe('the Host check', () => {
  it.each([
    ['a rebound name', 'GET / HTTP/1.1\r\nHost: attacker.example:PORT\r\n\r\n'],
    ['localhost', 'GET /pair HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n'],
    ['no Host', 'GET /pair HTTP/1.1\r\n\r\n'],
    ['an old protocol without Host', 'GET /pair HTTP/1.0\r\n\r\n'],
    ['two Hosts', 'GET /pair HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: attacker.example\r\n\r\n'],
    ['an absolute address', 'GET http://127.0.0.1:PORT/pair HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n'],
    [
      'a socket from a rebound name',
      'GET /rpc HTTP/1.1\r\nHost: attacker.example:PORT\r\nOrigin: http://attacker.example:PORT\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    ],
  ])('answers 421 to %s, says nothing and hangs up', async (_what, text) => {
    const answer = await askRaw(text.replaceAll('PORT', String(server.port)))
    expect(answer).toMatch(/^HTTP\/1\.1 421 /)
    expect(answer.split('\r\n\r\n')[1]).toBe('')
  })
})

describe('before pairing', () => {
  it('shows one fixed page with its files, under the full set of headers', async () => {
    for (const path of ['/pair', '/pair.js', '/pair.css', '/favicon.ico']) {
      const { status, headers } = await ask('GET', path)
      expect(status).toBe(200)
      expect(headers).toMatchObject(secureHeaders(`ws://127.0.0.1:${server.port}`))
    }
  })

  it('answers everything else alike, byte for byte', async () => {
    const first = await ask('GET', '/')
    expect(first.status).toBe(401)
    expect(first.headers).toMatchObject(secureHeaders(`ws://127.0.0.1:${server.port}`))
    const requests: [string, string, Record<string, string>?, string?][] = [
      ['GET', '/assets/index-1.js'],
      ['GET', '/assets/1'],
      ['GET', '/assets/999999'],
      ['GET', '/health'],
      ['GET', '/rpc'],
      ['GET', '/nothing'],
      ['GET', '/..%2f..%2fetc/passwd'],
      ['GET', '//evil.example'],
      ['POST', '/uploads?name=a', {}, 'x'],
      ['PUT', '/pictures', pageHeaders(base), 'x'],
      ['POST', '/pair', { origin: 'https://evil.example', 'content-type': 'application/json' }, '{}'],
      ['POST', '/pair', { ...pageHeaders(base), 'content-type': 'text/plain' }, '{}'],
      ['OPTIONS', '/uploads', { origin: 'https://evil.example', 'access-control-request-method': 'POST' }],
      ['GET', '/', { cookie: `keepsake-${server.port}=guess`, 'sec-fetch-site': 'same-origin' }],
      ['DELETE', '/'],
    ]
    for (const [method, path, headers, body] of requests) {
      expect(await ask(method, path, headers, body)).toEqual(first)
    }
    expect(guessed).toBe(0)
  })

  it('says the same to a wrong code and to one that is late or used', async () => {
    const code = new URL(server.pairingUrl()).hash.slice(1)
    const late = new URL(server.pairingUrl()).hash.slice(1)
    expect((await redeem(base, code)).status).toBe(200)
    test.host.clock.advance(60_000)
    const answers = await Promise.all([code, late, 'wrong', ''].map((text) => redeem(base, text)))
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(new Set(bodies).size).toBe(1)
  })

  it.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '{"code":7}'],
    ['an operator', '{"code":{"$ne":1}}'],
    ['half a message', '{"code":'],
    ['five thousand letters', 'x'.repeat(5_000)],
  ])('is not upset by %s for a code', async (_what, body) => {
    const headers = { ...pageHeaders(base), 'content-type': 'application/json' }
    expect((await ask('POST', '/pair', headers, body)).status).toBe(401)
  })

  it('gives up at the tenth wrong code', async () => {
    for (let guess = 0; guess < 9; guess++) await redeem(base, `wrong ${guess}`)
    expect(guessed).toBe(0)
    await redeem(base, 'wrong again')
    expect(guessed).toBe(1)
  })

  it('does not let another web page run up that count', async () => {
    for (let guess = 0; guess < 30; guess++) {
      const headers = {
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/json',
      }
      await ask('POST', '/pair', headers, '{"code":"x"}')
    }
    expect(guessed).toBe(0)
  })
})

describe('a paired tab', () => {
  it('gets a strict cookie that scripts cannot read, and the bearer nowhere but in the body', async () => {
    const response = await redeem(base, new URL(server.pairingUrl()).hash.slice(1))
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(new RegExp(`^keepsake-${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))
    const { bearer } = (await response.json()) as { bearer: string }
    expect(cookie).not.toContain(bearer)
  })

  it('loads the interface with the policy that names its own socket and no other', async () => {
    const tab = await pairTab(server.pairingUrl())
    for (const path of ['/', '/assets/index-1.js']) {
      const { status, headers } = await ask('GET', path, { cookie: tab.cookie, 'sec-fetch-site': 'same-origin' })
      expect(status).toBe(200)
      expect(headers).toMatchObject(secureHeaders(`ws://127.0.0.1:${server.port}`))
    }
  })

  it('survives a reload with what it kept: the same cookie and bearer go on working', async () => {
    const tab = await pairTab(server.pairingUrl())
    for (let load = 0; load < 3; load++) {
      const { socket, client } = await connectTab(tab)
      expect((await client.system.info()).capabilities.host).toBe('browser')
      socket.close()
      await once(socket, 'close')
    }
  })

  it('uploads, stores and reads pictures once the vault is open', async () => {
    const tab = await pairTab(server.pairingUrl())
    const png = createPicture(1)
    const put = () => fetch(`${base}/pictures`, { method: 'PUT', headers: withTab(tab), body: new Uint8Array(png) })
    expect((await put()).status).toBe(423)
    await test.createVault()
    const { assetId } = (await (await put()).json()) as { assetId: number }
    const picture = await fetch(`${base}/assets/${assetId}`, { headers: withTab(tab) })
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(picture.headers.get('access-control-allow-origin')).toBeNull()
    expect(Buffer.from(await picture.arrayBuffer()).equals(png)).toBe(true)
    const upload = await fetch(`${base}/uploads?name=a.json`, { method: 'POST', headers: withTab(tab), body: '[]' })
    expect(await upload.json()).toEqual({ uploadId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  })

  it('shares the host with a second window: each has a bearer of its own, both hear of changes', async () => {
    const [one, two] = [await pairTab(server.pairingUrl()), await pairTab(server.pairingUrl())]
    expect(one.bearer).not.toBe(two.bearer)
    expect(one.cookie).toBe(two.cookie)
    const [first, second] = [await connectTab(one), await connectTab(two)]
    await first.client.system.info()
    const feed = await second.client.changes.watch()
    const heard = feed.next()
    await second.client.system.info()
    expect(server.windows()).toBe(2)
    await first.client.system.setPreferences({ theme: 'dark' })
    expect((await heard).value).toMatchObject({ entity: 'preferences' })
    first.socket.close()
    await once(first.socket, 'close')
    expect((await second.client.system.preferences()).theme).toBe('dark')
  })

  it('is cut off when its code turns up a second time: somebody else has read it', async () => {
    const url = server.pairingUrl()
    const tab = await pairTab(url)
    const { socket } = await connectTab(tab)
    expect((await redeem(base, new URL(url).hash.slice(1))).status).toBe(401)
    const [code] = await once(socket, 'close')
    expect(code).toBe(4401)
    const picture = await ask('GET', '/assets/1', withTab(tab))
    expect(picture.status).toBe(401)
  })

  it('is told to pair again after the host was restarted on the same port', async () => {
    const tab = await pairTab(server.pairingUrl())
    const { port } = server
    await server[Symbol.asyncDispose]()
    server = await start(port)
    const socket = openSocket(tab)
    const [code] = await once(socket, 'close')
    expect(code).toBe(4401)
    expect((await ask('GET', '/', { cookie: tab.cookie, 'sec-fetch-site': 'none' })).status).toBe(401)
  })
})

describe('sockets', () => {
  it.each(['https://evil.example', 'null', 'http://localhost:PORT', 'http://127.0.0.1:1', 'https://127.0.0.1:PORT'])(
    'are refused to a page of %s, cookie or not',
    async (origin) => {
      const tab = await pairTab(server.pairingUrl())
      const socket = openSocket(tab, origin.replace('PORT', String(server.port)))
      const [error] = (await once(socket, 'error').catch((thrown: Error) => [thrown])) as [Error]
      expect(error.message).toContain('401')
    },
  )

  it('are closed for a wrong bearer, a binary one, and after five seconds of silence', async () => {
    const tab = await pairTab(server.pairingUrl())
    const silent = openSocket(tab)
    const silence = once(silent, 'close')
    for (const first of ['wrong', '', Buffer.from(tab.bearer)]) {
      const socket = openSocket(tab)
      await once(socket, 'open')
      socket.send(first)
      expect((await once(socket, 'close'))[0]).toBe(4401)
    }
    expect((await silence)[0]).toBe(4401)
    expect(server.windows()).toBe(0)
  })

  it('read no frame above 8 MiB, not even the first', async () => {
    const tab = await pairTab(server.pairingUrl())
    const socket = openSocket(tab)
    await once(socket, 'open')
    socket.send('x'.repeat(9 * 1024 ** 2))
    expect((await once(socket, 'close'))[0]).toBe(1009)
  })
})

describe('a flood', () => {
  /** Announces a gigabyte, sends as fast as it is taken, and answers how much that was. */
  async function pour(head: string): Promise<{ answer: string; sent: number }> {
    const socket = connect(server.port, '127.0.0.1')
    let answer = ''
    let sent = 0
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.on('error', () => {})
    socket.write(head)
    const block = Buffer.alloc(256 * 1024, 'x')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    while (!socket.destroyed && sent < 1024 ** 3) {
      sent += block.length
      if (!socket.write(block)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed])
    }
    await closed
    return { answer, sent }
  }

  it('of a gigabyte from a stranger is answered at once and not read', async () => {
    const { sent } = await pour(
      `POST /uploads?name=a HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: ${1024 ** 3}\r\n\r\n`,
    )
    expect(sent).toBeLessThan(32 * 1024 ** 2)
    expect((await ask('GET', '/pair')).status).toBe(200)
  })

  it('of a gigabyte for a code is not read either', async () => {
    const headers = `Host: 127.0.0.1:${server.port}\r\nOrigin: ${base}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n`
    const { sent } = await pour(`POST /pair HTTP/1.1\r\n${headers}Content-Length: ${1024 ** 3}\r\n\r\n`)
    expect(sent).toBeLessThan(32 * 1024 ** 2)
    const chunked = await pour(`POST /pair HTTP/1.1\r\n${headers}Transfer-Encoding: chunked\r\n\r\n40000000\r\n`)
    expect(chunked.sent).toBeLessThan(32 * 1024 ** 2)
  })

  it('of slow half-requests neither blocks the others nor lasts', async () => {
    const slow = Array.from({ length: 50 }, () => {
      const socket = connect(server.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(`GET /pair HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-Slow: `)
      return once(socket.resume(), 'close')
    })
    const dripping = askRaw(
      `POST /pair HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${base}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{`,
    )
    expect((await ask('GET', '/pair')).status).toBe(200)
    await dripping
    await Promise.all(slow)
  })
})

it('does not share its port: a squatter is noticed, not joined', async () => {
  await expect(start(server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('is reachable from this computer only', async () => {
  const socket = connect(server.port, '127.0.0.2')
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNREFUSED')
})
