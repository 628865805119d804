import { isDefinedError, safe } from '@orpc/client'
import { implement } from '@orpc/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Router } from '#core/router.ts'
import { contract } from '#shared/contract/index.ts'
import { createTestApp, testPassphrase } from '#tests/helpers/test-app.ts'
import { transports, type Wire } from './transports.ts'

describe.each(Object.entries(transports))('the contract over %s', (_name, createTransport) => {
  async function setUp(change: (router: Router) => Router = (router) => router) {
    const test = await createTestApp()
    const transport = await createTransport(change(test.app.router), test.app.assets)
    onTestFinished(async () => {
      await transport[Symbol.asyncDispose]()
      await test[Symbol.asyncDispose]()
    })
    return { ...test, open: transport.open, wire: await transport.open() }
  }

  /** A router whose change feed tells how it ended. */
  async function setUpWithFeed() {
    const started = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<string>()
    const feed = implement(contract).changes.watch.handler(async function* ({ signal }) {
      const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
      try {
        started.resolve()
        for (;;) {
          yield { entity: 'companion' as const, kind: 'updated' as const }
          await Promise.race([aborted, new Promise((resolve) => setImmediate(resolve))])
          if (signal?.aborted) return
        }
      } finally {
        ended.resolve('finally ran')
      }
    })
    const parts = await setUp((router) => ({ ...router, changes: { ...router.changes, watch: feed } }))
    return { ...parts, started: started.promise, ended: ended.promise }
  }

  it('carries typed input and output', async () => {
    const { wire } = await setUp()
    expect((await wire.client.system.info()).version).toBe('0.0.0-test')
    const saved = await wire.client.system.setPreferences({ language: 'zh-Hant', textScale: 1.5 })
    expect(saved).toMatchObject({ language: 'zh-Hant', textScale: 1.5, theme: 'system' })
    expect(await wire.client.system.preferences()).toEqual(saved)
  })

  it('carries declared errors with their data, and every character of the text', async () => {
    const { wire, createVault } = await setUp()
    await createVault()
    await wire.client.vault.lock()
    const { error } = await safe(wire.client.vault.unlock({ with: 'passphrase', passphrase: '错误 😢' }))
    if (!isDefinedError(error) || error.code !== 'WRONG_KEY')
      throw new Error('not the declared error', { cause: error })
    expect(error.data.retryAfterMs).toBeGreaterThanOrEqual(0)
  })

  it('refuses input that does not fit the schema, naming fields and never repeating values', async () => {
    const { wire } = await setUp()
    const { error } = await safe(wire.client.system.setPreferences({ textScale: 99 }))
    if (!isDefinedError(error) || error.code !== 'INVALID_INPUT')
      throw new Error('not the declared error', { cause: error })
    expect(error.data.fields).toEqual(['textScale'])
    expect(JSON.stringify(error)).not.toContain('99')
  })

  it('lets nobody past a locked door, not even with nonsense for input', async () => {
    const { wire } = await setUp()
    const open = new Set(['system', 'vault', 'changes.watch', 'providers.presets'])
    for (const [noun, verbs] of Object.entries(contract)) {
      for (const verb of Object.keys(verbs)) {
        if (open.has(noun) || open.has(`${noun}.${verb}`)) continue
        const call = (wire.client as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[noun]?.[verb]
        const outcome = await call?.({}).then(
          () => 'answered',
          (error: { code?: string }) => error.code,
        )
        expect(`${noun}.${verb}: ${outcome}`).toBe(`${noun}.${verb}: VAULT_LOCKED`)
      }
    }
  })

  it('streams, and hears another window', async () => {
    const { wire, open, createVault } = await setUp()
    const other = await open()
    await createVault()
    const seen: string[] = []
    for await (const status of await wire.client.vault.watch()) {
      seen.push(status.state)
      if (status.state === 'unlocked') await other.client.vault.lock()
      if (status.state === 'locked') break
    }
    expect(seen).toEqual(['unlocked', 'locked'])
    expect((await wire.client.vault.unlock({ with: 'passphrase', passphrase: testPassphrase })).state).toBe('unlocked')
  })

  it.each<[string, (wire: Wire) => Promise<void>]>([
    [
      'the listener breaks off',
      async ({ client }) => {
        for await (const _change of await client.changes.watch()) break
      },
    ],
    [
      'the call is aborted',
      async ({ client }) => {
        const abort = new AbortController()
        const feed = await client.changes.watch(undefined, { signal: abort.signal })
        await feed.next()
        abort.abort()
      },
    ],
    [
      'the window is gone',
      async ({ client, close }) => {
        const feed = await client.changes.watch()
        await feed.next()
        close()
      },
    ],
  ])("runs the handler's finally when %s", async (_what, end) => {
    const { wire, started, ended } = await setUpWithFeed()
    const ending = end(wire)
    await started
    expect(await ended).toBe('finally ran')
    await ending
  })

  it('cuts off a window that sends what ours never sends, and goes on serving the others', async () => {
    const { open } = await setUp()
    const other = await open()
    const hostile: (string | Uint8Array)[] = [
      'x'.repeat(8 * 1024 ** 2 + 1),
      `{"i":"1","p":{"u":"/system/info","b":${'['.repeat(70)}${']'.repeat(70)}}}`,
      '['.repeat(5_000_000),
      'not json',
      '{}',
      'null',
      '{"i":"1","p":null}',
      '{"i":"1","p":{"u":"http://[","b":{}}}',
      '{"i":"1","t":9,"p":{}}',
      new Uint8Array([123, 125]),
    ]
    for (const frame of hostile) {
      const wire = await open()
      wire.sendRaw(frame)
      await wire.closed
      expect((await other.client.system.info()).version).toBe('0.0.0-test')
    }
  })

  it('takes a frame just under the limits, and lets the schema judge it', async () => {
    const { wire } = await setUp()
    const passphrase = '念'.repeat(2_500_000)
    const { error } = await safe(wire.client.vault.unlock({ with: 'passphrase', passphrase }))
    if (!isDefinedError(error)) throw new Error('not a declared error', { cause: error })
    expect(error.code).toBe('INVALID_INPUT')
  })

  it('is not polluted by prototype keys', async () => {
    const { wire } = await setUp()
    const hostile = JSON.parse(
      '{"textScale":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    )
    await safe(wire.client.system.setPreferences(hostile))
    expect('polluted' in {}).toBe(false)
    expect(Object.keys(await wire.client.system.preferences())).not.toContain('polluted')
  })
})
