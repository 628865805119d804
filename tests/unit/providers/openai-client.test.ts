import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Limits } from '#core/providers/limits.ts'
import type { Network } from '#core/providers/network.ts'
import { createOpenAiClient, type Endpoint } from '#core/providers/openai-client.ts'
import { collect } from '#tests/helpers/collect.ts'
import {
  createGate,
  startScriptedProvider,
  type Script,
  type ScriptedProvider,
  type Step,
} from '#tests/helpers/scripted-provider.ts'
import { trialNetwork } from './trial-network.ts'

let provider: ScriptedProvider

let network: Network | undefined

beforeEach(async () => {
  provider = await startScriptedProvider()
})
afterEach(async () => {
  await network?.[Symbol.asyncDispose]()
  await provider[Symbol.asyncDispose]()
})

function createClient(limits: Partial<Limits> = {}) {
  network = trialNetwork({ limits })
  return createOpenAiClient(network, limits)
}

function ask(script: Script, limits: Partial<Limits> = {}, endpoint: Partial<Endpoint> = {}, signal?: AbortSignal) {
  provider.script(script)
  const client = createClient(limits)
  const at: Endpoint = { preset: 'custom', baseUrl: provider.baseUrl, apiKey: 'key-of-test', headers: {}, ...endpoint }
  const messages = [{ role: 'user', content: 'hello' }] as const
  return client.stream(at, { model: 'scripted-large', messages, signal: signal ?? new AbortController().signal })
}

const steps = (...list: Step[]): { steps: Step[] } => ({ steps: list })

describe('a reply from an OpenAI-compatible endpoint', () => {
  test('arrives with its model, reason and tokens', async () => {
    const reply = await collect(ask(steps({ say: 'Hello' }, { say: ', you' })))
    expect(reply).toEqual({
      text: 'Hello, you',
      thought: '',
      finish: {
        type: 'finish',
        reason: 'stop',
        model: 'scripted-large-2026-11',
        tokens: { prompt: 7, completion: 5 },
      },
      error: null,
    })
    expect(JSON.parse(provider.requests[0]?.body ?? '')).toEqual({
      model: 'scripted-large',
      messages: [{ role: 'user', content: 'hello' }],
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  test('says nothing about this machine or the SDK', async () => {
    await collect(ask(steps({ say: 'x' }), {}, { headers: { 'x-title': 'mine' } }))
    const headers = provider.requests[0]?.headers ?? {}
    expect(headers['user-agent']).toBe('Keepsake')
    expect(headers['authorization']).toBe('Bearer key-of-test')
    expect(headers['x-title']).toBe('mine')
    expect(headers).not.toHaveProperty('referer')
    expect(headers).not.toHaveProperty('cookie')
    expect(Object.keys(headers).filter((name) => /stainless|openai/.test(name))).toEqual([])
  })

  test('takes nothing from the environment, where another key may lie', async () => {
    process.env['OPENAI_API_KEY'] = 'sk-environment'
    process.env['OPENAI_CUSTOM_HEADERS'] = 'x-leak: environment'
    process.env['OPENAI_ORG_ID'] = 'org-environment'
    try {
      await collect(ask(steps({ say: 'x' }), {}, { apiKey: null }))
    } finally {
      delete process.env['OPENAI_API_KEY']
      delete process.env['OPENAI_CUSTOM_HEADERS']
      delete process.env['OPENAI_ORG_ID']
    }
    expect(JSON.stringify(provider.requests[0]?.headers)).not.toContain('environment')
    expect(provider.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  test('keeps emoji and Han whole when the bytes are cut anywhere', async () => {
    const words = '念念不忘，必有回响。👩‍👩‍👧 𠮷野家 😂'
    const bytes = Buffer.from(`data: ${JSON.stringify({ choices: [{ delta: { content: words } }] })}\n\n`)
    for (const size of [1, 2, 3, 5]) {
      const pieces: Step[] = []
      for (let at = 0; at < bytes.length; at += size) {
        pieces.push({ raw: bytes.subarray(at, at + size) }, { pause: 0 })
      }
      expect((await collect(ask(steps(...pieces)))).text).toBe(words)
    }
  })

  test.each(['reasoning_content', 'reasoning'] as const)('keeps thoughts in %s apart from words', async (field) => {
    const reply = await collect(ask(steps({ think: 'hm', field }, { think: '…', field }, { say: '\n\nYes' })))
    expect(reply).toMatchObject({ thought: 'hm…', text: 'Yes' })
  })

  test('keeps thoughts in tags apart, wherever the tags are cut', async () => {
    const whole = '<think>a < b </thin no</think>\n\nYes </think> <think>'
    for (const size of [1, 2, 3, 7, 100]) {
      const pieces = whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
      const reply = await collect(ask(steps(...pieces.map((say) => ({ say })))))
      expect(reply).toMatchObject({ thought: 'a < b </thin no', text: 'Yes </think> <think>' })
    }
  })

  test('a reply that merely begins like a tag is all words', async () => {
    expect((await collect(ask(steps({ say: '<th' }, { say: 'e end>' })))).text).toBe('<the end>')
    expect((await collect(ask(steps({ say: '<thin' })))).text).toBe('<thin')
  })

  test("understands Mistral's parts", async () => {
    const content = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
      { type: 'reference', reference_ids: [1] },
      { type: 'text', text: 'Oui' },
    ]
    const reply = await collect(ask(steps({ event: { choices: [{ delta: { content } }] } })))
    expect(reply).toMatchObject({ thought: 'hm', text: 'Oui' })
  })

  test.each<readonly [string, Script, string | null]>([
    ['no [DONE]', { steps: [{ say: 'Hi' }], done: false }, 'stop'],
    ['no finish reason', { steps: [{ say: 'Hi' }], finish: null }, null],
    ['CRLF lines', { steps: [{ say: 'Hi' }], newline: '\r\n' }, 'stop'],
    [
      'comments and keep-alives',
      steps({ raw: ': ping\n\n' }, { say: 'H' }, { raw: '\n\n: x\n' }, { say: 'i' }),
      'stop',
    ],
    ['no usage', { steps: [{ say: 'Hi' }], usage: null }, 'stop'],
    ['nulls and an empty choice list', steps({ event: { choices: [], usage: null } }, { say: 'Hi' }), 'stop'],
    [
      'a role-only first event',
      steps({ event: { choices: [{ delta: { role: 'assistant' } }] } }, { say: 'Hi' }),
      'stop',
    ],
  ])('copes with %s', async (_what, script, reason) => {
    const reply = await collect(ask(script))
    expect(reply).toMatchObject({ text: 'Hi', error: null, finish: { reason } })
  })

  test('asks again without a token count when the endpoint knows no such option, and remembers', async () => {
    const refusal = { status: 422, body: { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs' }] } }
    provider.script(refusal, steps({ say: 'one' }), steps({ say: 'two' }))
    const client = createClient()
    const endpoint: Endpoint = { preset: 'custom', baseUrl: provider.baseUrl, apiKey: null, headers: {} }
    const request = { model: 'm', messages: [], signal: new AbortController().signal }
    expect((await collect(client.stream(endpoint, request))).text).toBe('one')
    expect((await collect(client.stream(endpoint, request))).text).toBe('two')
    expect(provider.requests.map(({ body }) => body.includes('stream_options'))).toEqual([true, false, false])
  })

  test('does not wait for a connection that stays open after the last word', async () => {
    const chunk = { choices: [{ delta: {}, finish_reason: 'stop' }] }
    const reply = await collect(ask(steps({ say: 'Bye' }, { event: chunk }, { hang: true }), { farewell: 20 }))
    expect(reply).toMatchObject({ text: 'Bye', finish: { reason: 'stop' }, error: null })
  })
})

describe('a reply that fails', () => {
  test.each<readonly [string, Script, string]>([
    ['401', { status: 401, body: { error: { message: 'Incorrect API key' } } }, 'key-refused'],
    ['402', { status: 402, body: { error: { message: 'Insufficient Balance' } } }, 'quota'],
    [
      '403 by region',
      { status: 403, body: { error: { code: 'unsupported_country_region_territory' } } },
      'region-blocked',
    ],
    ['404 model', { status: 404, body: { error: { message: 'The model `x` does not exist' } } }, 'model-gone'],
    ['429 quota', { status: 429, body: { error: { code: 'insufficient_quota' } } }, 'quota'],
    ['429 rate', { status: 429, body: { error: { code: 'rate_limit_exceeded' } } }, 'rate-limited'],
    ['400 length', { status: 400, body: { error: { code: 'context_length_exceeded' } } }, 'context-too-long'],
    ['an array, as Gemini does', { status: 400, body: [{ error: { message: 'API key not valid.' } }] }, 'key-refused'],
    [
      'a bare message, as SiliconFlow does',
      { status: 403, body: { code: 30001, message: 'account balance is insufficient' } },
      'quota',
    ],
    [
      'an error as text, as xAI does',
      { status: 400, body: { code: 'x', error: 'Incorrect API key provided' } },
      'key-refused',
    ],
    ['a web page', { status: 200, body: '<html>welcome</html>' }, 'malformed-stream'],
    ['a redirect', { status: 302, body: '', headers: { location: 'https://evil.example/' } }, 'provider-error'],
    ['a cut connection before the answer', 'reset', 'no-network'],
    [
      'an error in the stream',
      steps({ say: 'H' }, { event: { error: { message: 'Rate limit exceeded', code: 429 } } }),
      'rate-limited',
    ],
    ['broken JSON in the stream', steps({ say: 'H' }, { raw: 'data: {"choices": [\n\n' }), 'malformed-stream'],
    ['an event of another kind', steps({ event: 'surprise' }), 'malformed-stream'],
    ['a connection cut in the stream', steps({ say: 'H' }, { drop: true }), 'no-network'],
    ['an end without an end', { steps: [{ say: 'H' }], finish: null, done: false, usage: null }, 'malformed-stream'],
    ['a filtered reply', { steps: [{ say: 'H' }], finish: 'content_filter' }, 'content-refused'],
    ['no words at all', { steps: [] }, 'provider-error'],
  ])('%s', async (_what, script, code) => {
    if (script === 'reset') provider.script('reset')
    const reply = await collect(ask(script))
    expect(reply.error).toMatchObject({ name: 'ProviderFailure', code })
    expect(reply.finish).toBeNull()
  })

  test('what came before the connection was cut has been handed over', async () => {
    expect((await collect(ask(steps({ say: '念念' }, { say: '不忘' }, { drop: true })))).text).toBe('念念不忘')
  })

  test("tells the provider's words without the key that they repeat", async () => {
    const key = 'canary-key-77aa99'
    const reply = await collect(
      ask({ status: 401, body: { error: { message: `Incorrect API key: ${key}` } } }, {}, { apiKey: key }),
    )
    expect(reply.error).toMatchObject({ code: 'key-refused' })
    expect(JSON.stringify(reply.error, ['message', 'detail', 'stack', 'cause', 'code'])).not.toContain(key)
    expect(JSON.stringify(reply.error, ['detail'])).toContain('Incorrect API key')
  })

  test('silence before the answer is a timeout', async () => {
    const reply = await collect(ask('silence', { firstByteNearby: 40 }))
    expect(reply.error).toMatchObject({ code: 'timeout' })
  })

  test('silence in the middle is a timeout that keeps what came', async () => {
    const reply = await collect(ask(steps({ say: 'so far' }, { hang: true }), { silence: 300 }))
    expect(reply).toMatchObject({ text: 'so far', error: { code: 'timeout' } })
  })

  test('a line without end is refused before it fills the memory', async () => {
    const endless = steps({ raw: 'data: ' }, ...Array.from({ length: 40 }, () => ({ raw: 'x'.repeat(1_000) })))
    expect((await collect(ask(endless, { line: 10_000 }))).error).toMatchObject({ code: 'malformed-stream' })
  })

  test('a response without end is refused', async () => {
    const endless = steps(...Array.from({ length: 400 }, () => ({ say: 'x'.repeat(100) })))
    expect((await collect(ask(endless, { response: 20_000 }))).error).toMatchObject({ code: 'malformed-stream' })
  })

  test('a refusal without end is cut, and still named', async () => {
    const huge = { status: 402, body: { error: { message: 'x'.repeat(500_000) } } }
    expect((await collect(ask(huge))).error).toMatchObject({ name: 'ProviderFailure' })
  })
})

describe('leaving a reply', () => {
  test('the signal ends it and the connection', async () => {
    const controller = new AbortController()
    const stream = ask(steps({ say: 'one' }, { gate: createGate() }), {}, {}, controller.signal)
    const heard: unknown[] = []
    const ended = (async () => {
      for await (const piece of stream) {
        heard.push(piece)
        controller.abort()
      }
    })()
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' })
    expect(heard).toHaveLength(1)
    await provider.requests[0]?.left
  })

  test('walking away from the iterator ends the connection', async () => {
    for await (const _piece of ask(steps({ say: 'one' }, { gate: createGate() }))) break
    await provider.requests[0]?.left
    expect(provider.requests).toHaveLength(1)
  })
})

describe('the model list', () => {
  const list = (body: unknown, preset: Endpoint['preset'] = 'custom') => {
    provider.scriptModels({ status: 200, body })
    const client = createClient()
    const endpoint: Endpoint = { preset, baseUrl: provider.baseUrl, apiKey: 'key-of-test', headers: {} }
    return client.models(endpoint, new AbortController().signal)
  }

  test('tells prices where their unit is known, and never guesses one', async () => {
    const data = [
      { id: 'a', pricing: { prompt: '0.00000015', completion: '0.0000006' } },
      { id: 'b', pricing: { prompt: '-1', completion: '-1' } },
      { id: 'c', pricing: { prompt: '0', completion: '0' } },
      { id: 'd', pricing: { prompt: 'ask us', completion: '1' } },
      { id: 'e' },
    ]
    expect((await list({ data }, 'openrouter')).map(({ price }) => price)).toEqual([
      { input: 0.15, output: 0.6, currency: 'USD' },
      null,
      { input: 0, output: 0, currency: 'USD' },
      null,
      null,
    ])
    expect((await list({ data }, 'custom')).every(({ price }) => price === null)).toBe(true)
  })

  test('is read from every dialect of it', async () => {
    const data = [
      { id: 'plain' },
      { id: 'router', name: 'A Router', context_length: 128_000 },
      { id: 'served', max_model_len: 4_096, context_length: null },
      { id: 'doubao', name: 'doubao', status: 'Active', token_limits: { context_window: 262_144 } },
      { id: 'doubao-old', name: 'doubao', status: 'Shutdown' },
      { id: 'claude', display_name: 'Claude', max_input_tokens: 200_000 },
      { id: 'cpp', meta: { n_ctx_train: 8_192 } },
      { id: '' },
      'not a model',
    ]
    expect(await list({ object: 'list', data })).toMatchObject([
      { id: 'router', name: 'A Router', contextWindow: 128_000 },
      { id: 'claude', name: 'Claude', contextWindow: 200_000 },
      { id: 'cpp', name: 'cpp', contextWindow: 8_192 },
      { id: 'doubao', name: 'doubao', contextWindow: 262_144 },
      { id: 'plain', name: 'plain', contextWindow: null },
      { id: 'served', name: 'served', contextWindow: 4_096 },
    ])
    expect(await list([{ id: 'bare' }])).toHaveLength(1)
    const seers = [
      { id: 'a', architecture: { input_modalities: ['text', 'image'] } },
      { id: 'b', architecture: { input_modalities: ['text'] } },
      { id: 'c', capabilities: { vision: true } },
      { id: 'd', capabilities: ['completion', 'multimodal'] },
      { id: 'e', capabilities: ['completion'], supports_image_in: 'perhaps' },
    ]
    expect((await list(seers)).map(({ sees }) => sees)).toEqual([true, false, true, true, null])
    expect(await list({ object: 'list', data: null })).toEqual([])
  })

  test("goes to Anthropic with the key in Anthropic's header only", async () => {
    await list({ data: [] }, 'anthropic')
    const headers = provider.requests[0]?.headers ?? {}
    expect(headers['x-api-key']).toBe('key-of-test')
    expect(headers['anthropic-version']).toBe('2023-06-01')
    expect(headers).not.toHaveProperty('authorization')
  })

  test('that is no list is a failure', async () => {
    await expect(list({ hello: 'world' })).rejects.toMatchObject({ code: 'provider-error' })
  })
})
