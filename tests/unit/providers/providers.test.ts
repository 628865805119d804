import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createChanges } from '#core/changes.ts'
import { AppError } from '#core/errors.ts'
import type { Network } from '#core/providers/network.ts'
import { createProviderRepository } from '#core/providers/provider-repository.ts'
import { createProviders, type Providers } from '#core/providers/providers.ts'
import type { Change } from '#shared/model/change.ts'
import type { ProviderId } from '#shared/model/ids.ts'
import { presetIds, type PresetId, type Provider } from '#shared/model/provider.ts'
import { presets } from '#core/providers/presets.ts'
import { collect } from '#tests/helpers/collect.ts'
import { startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { createTestStore, type TestStore } from '#tests/helpers/test-store.ts'
import { trialNetwork } from './trial-network.ts'

const key = 'canary-key-5e1f8a90b7'
const headerSecret = 'canary-header-33d04c'

let stack: AsyncDisposableStack
let store: TestStore
let network: Network
let providers: Providers
let home: ScriptedProvider
let elsewhere: ScriptedProvider
let told: Change[]

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  store = stack.use(createTestStore())
  network = stack.use(trialNetwork())
  home = stack.use(await startScriptedProvider())
  elsewhere = stack.use(await startScriptedProvider())
  told = []
  const changes = { ...createChanges(), emit: (change: Change) => void told.push(change) }
  providers = createProviders({
    repository: createProviderRepository(store.database),
    network,
    now: () => 1_800_000_000_000,
    changes,
    demoPace: 0,
  })
})
afterEach(() => stack.disposeAsync())

function add(more: Partial<Parameters<Providers['create']>[0]> = {}): Provider {
  return providers.create({
    preset: 'custom',
    name: 'Home',
    baseUrl: home.baseUrl,
    apiKey: key,
    headers: { 'X-Extra': headerSecret },
    allowClearText: false,
    ...more,
  })
}

const change = (id: ProviderId, more: Partial<Parameters<Providers['update']>[0]>) =>
  providers.update({ id, allowClearText: false, detachKey: false, ...more })

const say = (id: ProviderId, content = 'hello') =>
  collect(
    providers.stream({
      binding: { providerId: id, model: 'scripted-large' },
      messages: [{ role: 'user', content }],
      signal: new AbortController().signal,
    }),
  )

function errorOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error instanceof AppError ? { code: error.code, data: error.data } : error
  }
  return 'no error'
}

/** Everything both servers ever received. */
const received = (server: ScriptedProvider) => JSON.stringify(server.requests)

describe('a key', () => {
  test('never comes back: only its last four characters do, and of headers only the names', () => {
    const made = add()
    expect(made).toEqual({
      id: made.id,
      preset: 'custom',
      name: 'Home',
      baseUrl: home.baseUrl,
      keyHint: key.slice(-4),
      headerNames: ['x-extra'],
    })
    expect(JSON.stringify([providers.list(), told])).not.toMatch(/canary/)
    expect(add({ apiKey: 'short-key' }).keyHint).toBe('••••')
    expect(add({ apiKey: null }).keyHint).toBeNull()
  })

  test('reaches its own origin with each kind of request, and no other', async () => {
    const { id } = add()
    home.scriptModels({ status: 302, body: '', headers: { location: `${elsewhere.baseUrl}/models` } })
    await expect(providers.models({ id, refresh: true })).rejects.toMatchObject({ code: 'PROVIDER_FAILED' })
    home.script({ status: 307, body: '', headers: { location: `${elsewhere.baseUrl}/chat/completions` } })
    expect((await say(id)).error).toMatchObject({ code: 'provider-error' })
    expect((await say(id)).text).toBe('hello')
    for (const request of home.requests) {
      expect(request.headers).toMatchObject({ authorization: `Bearer ${key}`, 'x-extra': headerSecret })
    }
    expect(home.requests).toHaveLength(3)
    expect(elsewhere.requests).toEqual([])
  })

  test('stays when the path or the name changes', async () => {
    const { id } = add()
    expect(change(id, { baseUrl: `${home.baseUrl}/`, name: 'Other' }).keyHint).toBe(key.slice(-4))
    await say(id)
    expect(received(home)).toContain(key)
  })

  test('does not follow to another origin: the change is refused, naming both', async () => {
    const { id } = add()
    const moved = errorOf(() => change(id, { baseUrl: elsewhere.baseUrl }))
    expect(moved).toEqual({ code: 'KEY_DETACHED', data: { from: home.url, to: elsewhere.url } })
    expect(providers.list()[0]?.baseUrl).toBe(home.baseUrl)
  })

  test.each([
    ['another port', (url: string) => url.replace(/:\d+$/, ':1')],
    ['another scheme', (url: string) => url.replace('http:', 'https:')],
    ['another name for the same machine', (url: string) => url.replace('127.0.0.1', 'localhost')],
  ])('does not follow to %s', (_what, alter) => {
    const { id } = add()
    expect(errorOf(() => change(id, { baseUrl: alter(home.url) }))).toMatchObject({ code: 'KEY_DETACHED' })
  })

  test('is left behind when the move is confirmed, and the headers with it', async () => {
    const { id } = add()
    expect(change(id, { baseUrl: elsewhere.baseUrl, detachKey: true })).toMatchObject({
      keyHint: null,
      headerNames: [],
    })
    await say(id)
    expect(elsewhere.requests).toHaveLength(1)
    expect(received(elsewhere)).not.toMatch(/canary/)
    // Going back does not bring it back either.
    change(id, { baseUrl: home.baseUrl })
    await say(id)
    expect(received(home)).not.toMatch(/canary/)
  })

  test('is replaced by a new one that is given with the move, and the old headers stay behind', async () => {
    const { id } = add()
    change(id, { baseUrl: elsewhere.baseUrl, apiKey: 'new-key-for-elsewhere' })
    await say(id)
    expect(elsewhere.requests[0]?.headers['authorization']).toBe('Bearer new-key-for-elsewhere')
    expect(received(elsewhere)).not.toMatch(/canary/)
  })

  test('alone in a header is held back as well', () => {
    const { id } = add({ apiKey: null })
    expect(errorOf(() => change(id, { baseUrl: elsewhere.baseUrl }))).toMatchObject({ code: 'KEY_DETACHED' })
  })

  test('in the store under another origin is not sent, whatever put it there', async () => {
    const { id } = add()
    store.database.run('UPDATE provider SET base_url = ? WHERE id = ?', elsewhere.baseUrl, id)
    await say(id)
    expect(elsewhere.requests).toHaveLength(1)
    expect(received(elsewhere)).not.toMatch(/canary/)
  })

  test('can be removed', async () => {
    const { id } = add()
    expect(change(id, { apiKey: null }).keyHint).toBeNull()
    await say(id)
    expect(received(home)).not.toContain(key)
  })

  test('that no header can carry is refused as input, without being repeated', () => {
    for (const bad of ['ключ', 'two words', 'line\nbreak', '密钥']) {
      expect(errorOf(() => add({ apiKey: bad }))).toEqual({ code: 'INVALID_INPUT', data: { fields: ['apiKey'] } })
    }
    expect(add({ apiKey: ' Bearer sk-pasted-with-prefix ' }).keyHint).toBe('efix')
  })

  test.each(['Host', 'Content-Length', 'Cookie', 'Proxy-Authorization', 'Sec-Fetch-Site', 'Bad Name', 'x\r\ny'])(
    'header %j is not for the person to set',
    (name) => {
      expect(errorOf(() => add({ headers: { [name]: 'x' } }))).toMatchObject({ code: 'INVALID_INPUT' })
    },
  )
})

describe('an address', () => {
  test('passes the gate when it is made, changed, and once more when it is used', async () => {
    expect(errorOf(() => add({ baseUrl: 'http://169.254.169.254/v1' }))).toMatchObject({ code: 'URL_REFUSED' })
    expect(errorOf(() => add({ baseUrl: 'http://example.com/v1' }))).toMatchObject({ data: { reason: 'clear-text' } })
    expect(add({ baseUrl: 'http://example.com/v1', allowClearText: true }).baseUrl).toBe('http://example.com/v1')
    const { id } = add()
    expect(errorOf(() => change(id, { baseUrl: 'file:///etc/passwd' }))).toMatchObject({ code: 'URL_REFUSED' })
    store.database.run(`UPDATE provider SET base_url = 'http://169.254.169.254/v1' WHERE id = ?`, id)
    const binding = { providerId: id, model: 'x' }
    const ask = () => providers.stream({ binding, messages: [], signal: new AbortController().signal })
    expect(errorOf(ask)).toMatchObject({ code: 'URL_REFUSED' })
  })
})

describe('a connection test', () => {
  const connect = (id: ProviderId, model: string | null = null) => providers.test({ id, model })

  test('counts the models, and with a model hears its first word and leaves', async () => {
    const { id } = add()
    expect(await connect(id)).toEqual({ ok: true, models: 2, milliseconds: 0 })
    expect(await connect(id, 'scripted-large')).toMatchObject({ ok: true })
    expect(home.requests.at(-1)?.path).toBe('/v1/chat/completions')
  })

  test.each([
    [401, { error: { message: `Incorrect API key provided: ${key}` } }, 'key-refused'],
    [
      403,
      { error: { code: 'unsupported_country_region_territory', message: 'Country not supported' } },
      'region-blocked',
    ],
    [429, { error: { code: 'insufficient_quota', message: 'You exceeded your current quota' } }, 'quota'],
  ])('%s is told in our code and their words, without the key', async (status, body, problem) => {
    const { id } = add()
    home.scriptModels({ status, body })
    const result = await connect(id)
    expect(result).toMatchObject({ ok: false, problem, detail: expect.any(String) })
    expect(JSON.stringify(result)).not.toContain(key)
  })

  test('says what is missing before anything is sent', async () => {
    const { id } = add({ preset: 'openai', apiKey: null, headers: {} })
    expect(await connect(id)).toEqual({ ok: false, problem: 'no-key', detail: null })
    expect(home.requests).toEqual([])
  })

  test('of a model that is gone says so although the list came', async () => {
    const { id } = add()
    home.script({ status: 404, body: { error: { message: 'The model `x` does not exist' } } })
    expect(await connect(id, 'x')).toMatchObject({ ok: false, problem: 'model-gone' })
  })

  test('of the demo needs nothing', async () => {
    const { id } = add({ preset: 'demo', baseUrl: '', apiKey: null, headers: {} })
    expect(await connect(id, 'demo')).toMatchObject({ ok: true, models: 1 })
  })
})

describe('models', () => {
  test('come from the vault until they are asked for anew or the provider changes', async () => {
    const { id } = add()
    expect(await providers.models({ id, refresh: false })).toHaveLength(2)
    expect(await providers.models({ id, refresh: false })).toHaveLength(2)
    expect(home.requests).toHaveLength(1)
    home.scriptModels({ status: 200, body: { data: [{ id: 'new' }] } })
    expect(await providers.models({ id, refresh: true })).toHaveLength(1)
    change(id, { apiKey: 'another-key-entirely' })
    expect(await providers.models({ id, refresh: false })).toHaveLength(2)
    expect(providers.describe({ providerId: id, model: 'scripted-large' })).toMatchObject({
      provider: 'Home',
      contextWindow: 32_768,
      isNearby: true,
    })
  })

  test('that cannot be had are a named failure', async () => {
    const { id } = add()
    home.scriptModels({ status: 401, body: { error: { message: `bad key ${key}` } } })
    const error = await providers.models({ id, refresh: false }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'PROVIDER_FAILED', data: { problem: 'key-refused' } })
    expect(JSON.stringify(error)).not.toContain(key)
  })

  test('are not kept for a provider that was removed meanwhile', async () => {
    const { id } = add()
    const list = providers.models({ id, refresh: true })
    providers.remove({ id })
    expect(await list).toHaveLength(2)
    expect(errorOf(() => providers.remove({ id }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('presets', () => {
  test('are all there, once each, in the order of the model', () => {
    expect(presets.map(({ id }) => id)).toEqual([...presetIds])
  })

  test('that need a key say where to get one and what happens to the words', () => {
    for (const preset of presets.filter(({ needsKey }) => needsKey)) {
      expect(preset.keyPage).toMatch(/^https:\/\//)
      expect(preset.policyPage).toMatch(/^https:\/\//)
    }
  })
})

describe('the demo', () => {
  const talk = async (...heard: string[]) => {
    const { id } = providers.list()[0] ?? add({ preset: 'demo' satisfies PresetId, baseUrl: 'ignored', apiKey: key })
    const messages = heard.flatMap((content, index) => [
      { role: 'user' as const, content },
      ...(index < heard.length - 1 ? [{ role: 'assistant' as const, content: '…' }] : []),
    ])
    const signal = new AbortController().signal
    return collect(providers.stream({ binding: { providerId: id, model: 'demo' }, messages, signal }))
  }

  test.each([
    ['Hello there', 'demo', 'not an AI'],
    ['你好呀，这里是哪里', '演示', '不是 AI'],
    ['你好呀，這裡是哪裡', '示範', '不是 AI'],
  ])('begins %j by saying in that language what it is', async (heard, ...words) => {
    const { text, finish } = await talk(heard)
    for (const word of words) expect(text).toContain(word)
    expect(finish).toEqual({ type: 'finish', reason: 'stop', tokens: null, model: 'demo' })
  })

  test('says the same to the same conversation, and keeps its script when a message has no letters', async () => {
    expect((await talk('hi', 'hm', 'go on')).text).toBe((await talk('hi', 'hm', 'go on')).text)
    expect((await talk('這裡好安靜', '😂')).text).toMatch(/[這裡為個]/)
  })

  test.each([
    [['hi', 'are you real?'], 'not a person'],
    [['你好', '你是真人吗？'], '也不是人'],
    [['你好，我們', '你是真人嗎？'], '也不是人'],
  ])('asked whether it is human, says no: %j', async (heard, words) => {
    expect((await talk(...heard)).text).toContain(words)
  })

  test('keeps no key and sends nothing', async () => {
    await talk('hi')
    expect(providers.list()[0]).toMatchObject({ baseUrl: '', keyHint: null })
    expect(home.requests).toEqual([])
  })

  test('stops at once', async () => {
    const { id } = add({ preset: 'demo' })
    const controller = new AbortController()
    const messages = [{ role: 'user', content: 'hi' }] as const
    const stream = providers.stream({ binding: { providerId: id, model: 'demo' }, messages, signal: controller.signal })
    let count = 0
    await expect(
      (async () => {
        for await (const _piece of stream) {
          count += 1
          controller.abort()
        }
      })(),
    ).rejects.toMatchObject({ name: 'AbortError' })
    expect(count).toBe(1)
  })
})
