import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Network, ProxyConfiguration } from '#core/providers/network.ts'
import { startHttpProxy, startSocksProxy } from '#tests/helpers/proxies.ts'
import { createGate, startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { selfSigned } from '#tests/helpers/self-signed.ts'
import { noProxy, trialNetwork } from './trial-network.ts'

let stack: AsyncDisposableStack
let provider: ScriptedProvider
let providerPort: number

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  provider = stack.use(await startScriptedProvider())
  providerPort = Number(new URL(provider.url).port)
})
afterEach(() => stack.disposeAsync())

const always = new AbortController().signal

function get(network: Network, url: string, signal = always): Promise<Response> {
  return network.fetch(url, { method: 'GET', headers: { authorization: 'Bearer canary-key' }, signal })
}

const network = (parts: Parameters<typeof trialNetwork>[0] = {}) => stack.use(trialNetwork(parts))
const proxied = (proxy: Partial<ProxyConfiguration>) => network({ proxy: { ...noProxy, host: '127.0.0.1', ...proxy } })

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%s is never followed, whether to another host or the same', async (status) => {
    const other = stack.use(await startScriptedProvider())
    for (const location of [
      `${other.baseUrl}/models`,
      '/v1/models',
      `//127.0.0.1:${new URL(other.url).port}/v1/models`,
    ]) {
      provider.scriptModels({ status, body: '', headers: { location } })
      await expect(get(network(), `${provider.baseUrl}/models`)).rejects.toMatchObject({ problem: 'redirect' })
    }
    expect(other.requests).toEqual([])
    expect(provider.requests).toHaveLength(3)
  })
})

describe('blocked addresses', () => {
  test.each(['169.254.169.254', '100.100.100.200', '0.0.0.0'])(
    'a name that resolves to %s is refused',
    async (address) => {
      const trial = network({ names: { 'innocent.test': address } })
      await expect(get(trial, `http://innocent.test:${providerPort}/v1/models`)).rejects.toMatchObject({
        problem: 'blocked-address',
      })
    },
  )

  test('a name of this machine that leads elsewhere is refused: its key would travel in clear text', async () => {
    const trial = network({ names: { 'models.localhost': '192.168.7.7' } })
    await expect(get(trial, `http://models.localhost:${providerPort}/v1/models`)).rejects.toMatchObject({
      problem: 'blocked-address',
    })
    const home = network({ names: { 'models.localhost': '127.0.0.1' } })
    expect((await get(home, `http://models.localhost:${providerPort}/v1/models`)).status).toBe(200)
  })

  test('an address is refused even where no gate was passed', async () => {
    await expect(get(network(), 'http://169.254.169.254/')).rejects.toMatchObject({ problem: 'blocked-address' })
  })

  test('a proxy that resolves to one is refused too', async () => {
    const trial = network({
      names: { 'proxy.test': '169.254.1.1' },
      proxy: { ...noProxy, mode: 'http', host: 'proxy.test', port: 8080 },
    })
    await expect(get(trial, 'http://api.test/')).rejects.toMatchObject({ problem: 'blocked-address' })
  })
})

describe('what goes wrong', () => {
  test('nobody there', async () => {
    await expect(get(network(), `http://127.0.0.1:${await deadPort()}/`)).rejects.toMatchObject({
      problem: 'unreachable',
    })
  })

  test('a certificate nobody trusts', async () => {
    const server = createTlsServer(selfSigned, (_request, response) => response.end('{}'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    stack.defer(() => void server.close())
    const { port } = server.address() as AddressInfo
    await expect(get(network(), `https://provider.test:${port}/`)).rejects.toMatchObject({ problem: 'tls' })
  })

  test('https spoken to a server without it', async () => {
    await expect(get(network(), `https://127.0.0.1:${providerPort}/`)).rejects.toMatchObject({ problem: 'tls' })
  })

  test('a connection that the other side had closed is tried once more, not for ever', async () => {
    provider.scriptModels('reset')
    expect((await get(network(), `${provider.baseUrl}/models`)).status).toBe(200)
    expect(provider.requests).toHaveLength(2)
    provider.scriptModels('reset', 'reset', 'reset')
    await expect(get(network(), `${provider.baseUrl}/models`)).rejects.toMatchObject({ problem: 'dropped' })
    expect(provider.requests).toHaveLength(4)
  })

  test('the signal ends a request that is not answered', async () => {
    provider.scriptModels('silence')
    const controller = new AbortController()
    const arrived = provider.nextRequest()
    const answer = get(network(), `${provider.baseUrl}/models`, controller.signal)
    void arrived.then(() => controller.abort())
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('errors carry neither the address nor the key', async () => {
    const error = await get(network(), `http://127.0.0.1:${await deadPort()}/secret-path`).catch(
      (caught: unknown) => caught,
    )
    const told = `${String(error)} ${error instanceof Error ? error.stack : ''} ${JSON.stringify(error)}`
    expect(told).not.toMatch(/canary-key|secret-path|127\.0\.0\.1:/)
  })
})

describe('a proxy', () => {
  const login = { user: 'anna', password: 'pä ss:w@rd' }

  test.each(['http', 'socks5'] as const)('%s is used, resolves the name itself, and gets its login', async (mode) => {
    const start = mode === 'http' ? startHttpProxy : startSocksProxy
    const proxy = stack.use(await start({ leadsTo: providerPort, login }))
    const trial = proxied({ mode, port: proxy.port, ...login })
    // The name is one that only the proxy could know.
    const response = await get(trial, 'http://only-the-proxy-knows.invalid:8080/v1/models')
    expect(response.status).toBe(200)
    expect(proxy.targets).toEqual(['only-the-proxy-knows.invalid:8080'])
    expect(provider.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
  })

  test.each(['http', 'socks5'] as const)('%s carries https as a tunnel that it cannot read', async (mode) => {
    const server = createTlsServer(selfSigned, (_request, response) => response.end('{}'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    stack.defer(() => void server.close())
    const start = mode === 'http' ? startHttpProxy : startSocksProxy
    const proxy = stack.use(await start({ leadsTo: (server.address() as AddressInfo).port }))
    const trial = proxied({ mode, port: proxy.port })
    await expect(get(trial, 'https://api.invalid/v1/models')).rejects.toMatchObject({ problem: 'tls' })
    expect(proxy.targets).toEqual(['api.invalid:443'])
  })

  test.each(['http', 'socks5'] as const)('%s that refuses the login is a proxy failure', async (mode) => {
    const start = mode === 'http' ? startHttpProxy : startSocksProxy
    const proxy = stack.use(await start({ leadsTo: providerPort, login }))
    const wrong = proxied({ mode, port: proxy.port, user: 'anna', password: 'wrong' })
    await expect(get(wrong, 'http://api.test/v1/models')).rejects.toMatchObject({ problem: 'proxy' })
    await expect(get(wrong, 'https://api.test/v1/models')).rejects.toMatchObject({ problem: 'proxy' })
    const none = proxied({ mode, port: proxy.port })
    await expect(get(none, 'http://api.test/v1/models')).rejects.toMatchObject({ problem: 'proxy' })
    expect(provider.requests).toEqual([])
  })

  test.each(['http', 'socks5'] as const)('%s that is dead fails closed: nothing goes out directly', async (mode) => {
    const dead = proxied({ mode, port: await deadPort() })
    for (const scheme of ['http', 'https']) {
      await expect(get(dead, `${scheme}://provider.test:${providerPort}/v1/models`)).rejects.toMatchObject({
        problem: 'proxy',
      })
    }
    expect(provider.requests).toEqual([])
  })

  test.each<[string, Partial<ProxyConfiguration>]>([
    ['without a host', { mode: 'http', host: ' ', port: 8080 }],
    ['without a port', { mode: 'socks5', port: 0 }],
  ])('%s fails closed', async (_what, proxy) => {
    await expect(get(proxied(proxy), `http://provider.test:${providerPort}/v1/models`)).rejects.toMatchObject({
      problem: 'proxy',
    })
    expect(provider.requests).toEqual([])
  })

  test('leaves loopback alone, where a model runs on this machine', async () => {
    const dead = proxied({ mode: 'http', port: await deadPort() })
    expect((await get(dead, `${provider.baseUrl}/models`)).status).toBe(200)
  })

  test('of the system is used where there is one, and not understood ones fail closed', async () => {
    const proxy = stack.use(await startHttpProxy({ leadsTo: providerPort, login: { user: 'u', password: 'p' } }))
    const asked: string[] = []
    const answers = [`http://u:p@127.0.0.1:${proxy.port}`, null, 'quic://127.0.0.1:1', 'nonsense']
    const trial = network({
      proxy: { ...noProxy, mode: 'system' },
      systemProxy: async (url) => {
        asked.push(url)
        return answers.shift() ?? null
      },
    })
    const url = `http://provider.test:${providerPort}/v1/models`
    expect((await get(trial, url)).status).toBe(200)
    expect(proxy.targets).toHaveLength(1)
    expect((await get(trial, url)).status).toBe(200)
    expect(proxy.targets).toHaveLength(1)
    await expect(get(trial, url)).rejects.toMatchObject({ problem: 'proxy' })
    await expect(get(trial, url)).rejects.toMatchObject({ problem: 'proxy' })
    expect(asked).toEqual([url, url, url, url])
  })

  test('of the system that cannot be found out fails closed', async () => {
    const trial = network({
      proxy: { ...noProxy, mode: 'system' },
      systemProxy: () => Promise.reject(new Error('no answer')),
    })
    await expect(get(trial, `http://provider.test:${providerPort}/`)).rejects.toMatchObject({ problem: 'proxy' })
  })

  test('that is changed takes the next request, while a running reply finishes on its own', async () => {
    const [first, second] = [
      await startHttpProxy({ leadsTo: providerPort }),
      await startHttpProxy({ leadsTo: providerPort }),
    ]
    stack.use(first)
    stack.use(second)
    const trial = proxied({ mode: 'http', port: first.port })
    const gate = createGate()
    provider.script({ steps: [{ say: 'one' }, { gate }, { say: 'two' }] })
    const running = await trial.fetch('http://api.test/v1/chat/completions', {
      method: 'POST',
      headers: {},
      body: '{}',
      signal: always,
    })
    trial.configure({ ...noProxy, mode: 'http', host: '127.0.0.1', port: second.port })
    await get(trial, 'http://api.test/v1/models')
    expect([first.targets.length, second.targets.length]).toEqual([1, 1])
    gate.open()
    expect(await running.text()).toContain('"two"')
  })
})
