import { describe, expect, it } from 'vitest'
import {
  accessOf,
  carriesCookie,
  isForThisHost,
  mayOpenSocket,
  type IncomingRequest,
} from '../../../electron/browser/access.ts'

const port = 41_234
const ours = `127.0.0.1:${port}`
const bearer = 'the-bearer'
const rules = { port, pairing: { cookie: 'the-cookie', accepts: (text: string) => text === bearer } }

function request(method: string, target: string, headers: Record<string, string | undefined>): IncomingRequest {
  const rawHeaders = Object.entries({ Host: ours, ...headers }).flatMap(([name, value]) =>
    value === undefined ? [] : [name, value],
  )
  return { method, target, rawHeaders }
}

describe('the Host check', () => {
  const wrongHosts = [
    '',
    ' ',
    '127.0.0.1',
    '127.0.0.1:',
    '127.0.0.1:80',
    `127.0.0.1:${port + 1}`,
    `127.0.0.1:${port} `,
    ` 127.0.0.1:${port}`,
    `127.0.0.1:0${port}`,
    `127.0.0.1:${port}:${port}`,
    `127.0.0.1.:${port}`,
    `127.0.0.1.attacker.example:${port}`,
    `127.attacker.example:${port}`,
    `127.1:${port}`,
    `127.0.1:${port}`,
    `127.0.0.01:${port}`,
    `127.000.000.001:${port}`,
    `0127.0.0.1:${port}`,
    `0x7f.0.0.1:${port}`,
    `0x7f000001:${port}`,
    `2130706433:${port}`,
    `017700000001:${port}`,
    `127.0.0.2:${port}`,
    `127.255.255.254:${port}`,
    `0.0.0.0:${port}`,
    `0:${port}`,
    `localhost:${port}`,
    `LOCALHOST:${port}`,
    `localhost.:${port}`,
    `localhost.localdomain:${port}`,
    `ip6-localhost:${port}`,
    `[::1]:${port}`,
    `[::]:${port}`,
    `[::ffff:127.0.0.1]:${port}`,
    `[::ffff:7f00:1]:${port}`,
    `::1:${port}`,
    `attacker.example:${port}`,
    'attacker.example',
    `localtest.me:${port}`,
    `127.0.0.1.nip.io:${port}`,
    `user@127.0.0.1:${port}`,
    `http://127.0.0.1:${port}`,
    `127.0.0.1:${port}/`,
    `127.0.0.1:${port}#`,
    `127.0.0.1:${port},attacker.example`,
    `127。0。0。1:${port}`,
    `１27.0.0.1:${port}`,
    `192.168.1.2:${port}`,
    `10.0.0.1:${port}`,
    `keepsake.local:${port}`,
  ]

  it.each(wrongHosts)('refuses a rebound or misspelt host: %j', (host) => {
    expect(isForThisHost(request('GET', '/pair', { Host: host }), port)).toBe(false)
  })

  it('covers at least 40 hosts', () => {
    expect(new Set(wrongHosts).size).toBeGreaterThanOrEqual(40)
  })

  it('takes the one right host, however the header name is written', () => {
    expect(isForThisHost(request('GET', '/', {}), port)).toBe(true)
    expect(isForThisHost({ method: 'GET', target: '/', rawHeaders: ['hOsT', ours] }, port)).toBe(true)
  })

  it('refuses no Host, two Hosts (even equal ones), and an absolute-form target', () => {
    expect(isForThisHost(request('GET', '/', { Host: undefined }), port)).toBe(false)
    expect(isForThisHost({ method: 'GET', target: '/', rawHeaders: ['Host', ours, 'Host', 'evil'] }, port)).toBe(false)
    expect(isForThisHost({ method: 'GET', target: '/', rawHeaders: ['Host', ours, 'host', ours] }, port)).toBe(false)
    expect(isForThisHost(request('GET', `http://${ours}/`, {}), port)).toBe(false)
    expect(isForThisHost(request('OPTIONS', '*', {}), port)).toBe(false)
  })

  it('does not mistake a value that reads "host" for the header', () => {
    expect(isForThisHost({ method: 'GET', target: '/', rawHeaders: ['X-A', 'host', ours, 'x'] }, port)).toBe(false)
  })
})

describe('access', () => {
  const cookie = `keepsake-${port}=the-cookie`
  const page = { 'Sec-Fetch-Site': 'same-origin', Cookie: cookie }
  const call = {
    ...page,
    Origin: `http://${ours}`,
    'Content-Type': 'application/octet-stream',
    'X-Keepsake-Bearer': bearer,
  }
  const read = { ...page, 'X-Keepsake-Bearer': bearer }

  it.each([
    ['GET', '/pair', {}, 'pairing-page'],
    ['HEAD', '/pair', { 'Sec-Fetch-Site': 'cross-site' }, 'pairing-page'],
    ['GET', '/pair.js', {}, 'pairing-page'],
    ['GET', '/pair?x=1', {}, 'refuse'],
    ['GET', '/pair/', {}, 'refuse'],
    ['GET', '/', page, 'serve'],
    ['GET', '/', { ...page, 'Sec-Fetch-Site': 'none' }, 'serve'],
    ['GET', '/index-abc.js', page, 'serve'],
    ['GET', '/assets/index-abc.js', page, 'serve'],
    ['GET', '/assets/1', read, 'serve'],
    ['POST', '/uploads?name=a.zip', call, 'serve'],
    ['PUT', '/pictures', call, 'serve'],
    [
      'POST',
      '/pair',
      { ...call, Cookie: undefined, 'Content-Type': 'application/json', 'Content-Length': '60' },
      'pair',
    ],
  ])('lets through what the interface does: %s %s %j', (method, target, headers, expected) => {
    expect(accessOf(request(method, target, headers), rules)).toBe(expected)
  })

  it.each([
    ['no cookie', 'GET', '/', { ...page, Cookie: undefined }],
    ['a cookie of another run', 'GET', '/', { ...page, Cookie: `keepsake-${port}=old` }],
    ['a cookie of another port', 'GET', '/', { ...page, Cookie: 'keepsake-1=the-cookie' }],
    ['another page of this computer embeds the code', 'GET', '/', { ...page, 'Sec-Fetch-Site': 'same-site' }],
    ['a link from the web', 'GET', '/', { ...page, 'Sec-Fetch-Site': 'cross-site' }],
    ['curl with a stolen cookie', 'GET', '/', { ...page, 'Sec-Fetch-Site': undefined }],
    ['a stolen cookie alone asks for a picture', 'GET', '/assets/1', page],
    ['a picture by <img> from a page of ours without the bearer', 'GET', '/assets/1', page],
    ['a typed address of a picture', 'GET', '/assets/1', { ...read, 'Sec-Fetch-Site': 'none' }],
    ['a bearer alone', 'GET', '/assets/1', { ...read, Cookie: undefined }],
    ['a wrong bearer', 'GET', '/assets/1', { ...read, 'X-Keepsake-Bearer': 'wrong' }],
    [
      'a cross-site form',
      'POST',
      '/uploads',
      { ...call, 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
    ],
    ['an upload without Origin', 'POST', '/uploads', { ...call, Origin: undefined }],
    ['an upload from Origin null', 'POST', '/uploads', { ...call, Origin: 'null' }],
    ['an upload from another port', 'POST', '/uploads', { ...call, Origin: 'http://127.0.0.1:1' }],
    ['an upload from localhost', 'POST', '/uploads', { ...call, Origin: `http://localhost:${port}` }],
    ['an upload with a form type', 'POST', '/uploads', { ...call, 'Content-Type': 'multipart/form-data' }],
    ['an upload with a plain type', 'POST', '/uploads', { ...call, 'Content-Type': 'text/plain' }],
    ['a cross-site pairing', 'POST', '/pair', { 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'application/json' }],
    [
      'a pairing with a form type',
      'POST',
      '/pair',
      { ...page, Origin: `http://${ours}`, 'Content-Type': 'text/plain' },
    ],
    ['a pairing of unknown length', 'POST', '/pair', { ...call, 'Content-Type': 'application/json' }],
    [
      'a pairing of a gigabyte',
      'POST',
      '/pair',
      { ...call, 'Content-Type': 'application/json', 'Content-Length': '1073741824' },
    ],
    ['a preflight', 'OPTIONS', '/uploads', { Origin: 'https://evil.example' }],
    ['a health check', 'GET', '/health', {}],
    ['an encoded path', 'GET', '/%2e%2e/secret', page],
    ['a doubled slash', 'GET', '//evil.example/', page],
  ])('refuses %s', (_what, method, target, headers) => {
    expect(accessOf(request(method, target, headers), rules)).toBe('refuse')
  })

  it('does not choose among doubled headers: the second of two Origins or bearers may be a smuggled one', () => {
    const doubled = request('POST', '/uploads', call)
    const withTwo = { ...doubled, rawHeaders: [...doubled.rawHeaders, 'Origin', 'https://evil.example'] }
    expect(accessOf(withTwo, rules)).toBe('refuse')
  })

  it('opens sockets for its own origin only, and knows the pages of this run by their cookie', () => {
    const origin = `http://${ours}`
    expect(mayOpenSocket(request('GET', '/rpc', { Origin: origin }), port)).toBe(true)
    for (const wrong of [
      undefined,
      'null',
      'https://evil.example',
      `http://localhost:${port}`,
      `https://${ours}`,
      `${origin}/`,
    ]) {
      expect(mayOpenSocket(request('GET', '/rpc', { Origin: wrong }), port)).toBe(false)
    }
    expect(mayOpenSocket(request('GET', '/rpc?token=x', { Origin: origin }), port)).toBe(false)
    expect(carriesCookie(request('GET', '/rpc', { Cookie: `a=b; ${cookie}` }), rules)).toBe(true)
    expect(carriesCookie(request('GET', '/rpc', { Cookie: `x${cookie}` }), rules)).toBe(false)
  })
})
