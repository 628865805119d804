import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { lockContents, lockSession, refusedSwitch, webPreferences } from '../../../electron/desktop/lockdown.ts'

type LockedSession = Parameters<typeof lockSession>[0]
type LockedContents = Parameters<typeof lockContents>[0]
type Handler<Name extends keyof LockedSession> = LockedSession[Name] extends (handler: infer Given) => void
  ? NonNullable<Given>
  : never

async function lockedSession() {
  const events = new EventEmitter()
  const seen: {
    request?: Handler<'setPermissionRequestHandler'>
    check?: Handler<'setPermissionCheckHandler'>
    device?: Handler<'setDevicePermissionHandler'>
    before?: Parameters<LockedSession['webRequest']['onBeforeRequest']>[0]
    proxy?: Electron.ProxyConfig
    spellcheck?: boolean
  } = {}
  const session = {
    setPermissionRequestHandler: (handler) => void (seen.request = handler ?? never()),
    setPermissionCheckHandler: (handler) => void (seen.check = handler ?? never()),
    setDevicePermissionHandler: (handler) => void (seen.device = handler ?? never()),
    setDisplayMediaRequestHandler: () => {},
    setProxy: async (proxy) => void (seen.proxy = proxy),
    setSpellCheckerEnabled: (enabled) => void (seen.spellcheck = enabled),
    on: ((name: string, listener: (...given: unknown[]) => void) => events.on(name, listener)) as never,
    webRequest: { onBeforeRequest: (handler: never) => void (seen.before = handler) },
  } satisfies LockedSession
  await lockSession(session)
  return { seen, events }
}

function never(): never {
  throw new Error('a handler was taken away')
}

describe('a locked session', () => {
  it.each([
    ['app://main/', false],
    ['app://main/assets/1', false],
    ['blob:app://main/1f-2e', false],
    ['app://other/', true],
    ['app://main:1/', true],
    ['app://main.evil.example/', true],
    ['https://example.com/', true],
    ['http://127.0.0.1/', true],
    ['ws://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['blob:https://example.com/1', true],
    ['data:text/html,x', true],
    ['devtools://devtools/', true],
    ['chrome://gpu', true],
    ['', true],
  ])('cancels every request but its own: %s', async (url, cancelled) => {
    const { seen } = await lockedSession()
    const answer = await new Promise((resolve) => (seen.before as Function)({ url }, resolve))
    expect(answer).toEqual({ cancel: cancelled })
  })

  it.each([
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'clipboard-read',
    'fileSystem',
    'loopback-network',
    'unknown',
  ])('denies %s, asked or checked', async (permission) => {
    const { seen } = await lockedSession()
    const granted = await new Promise((resolve) => (seen.request as Function)(null, permission, resolve))
    expect(granted).toBe(false)
    expect((seen.check as Function)(null, permission, 'app://main/')).toBe(false)
  })

  it('lets our own page write to the clipboard, and only ours', async () => {
    const { seen } = await lockedSession()
    expect((seen.check as Function)(null, 'clipboard-sanitized-write', 'app://main/')).toBe(true)
    expect((seen.check as Function)(null, 'clipboard-sanitized-write', 'https://example.com')).toBe(false)
    expect((seen.device as Function)({})).toBe(false)
  })

  it('sends nothing anywhere: dead proxy for all, loopback included; no dictionary downloads', async () => {
    const { seen } = await lockedSession()
    expect(seen.proxy).toEqual({
      mode: 'fixed_servers',
      proxyRules: 'http://127.0.0.1:1',
      proxyBypassRules: '<-loopback>',
    })
    expect(seen.spellcheck).toBe(false)
  })

  it.each([
    ['blob:app://main/1', 0],
    ['https://example.com/evil.exe', 1],
    ['data:text/html,x', 1],
  ])('saves what the page made itself and downloads nothing else: %s', async (url, prevented) => {
    const { events } = await lockedSession()
    let count = 0
    events.emit('will-download', { preventDefault: () => count++ }, { getURL: () => url })
    expect(count).toBe(prevented)
  })
})

describe('a locked page', () => {
  const locked = () => {
    const events = new EventEmitter()
    const seen: { open?: () => unknown; policy?: string } = {}
    const contents = {
      on: ((name: string, listener: (...given: unknown[]) => void) => events.on(name, listener)) as never,
      setWindowOpenHandler: (handler) => void (seen.open = handler as () => unknown),
      setWebRTCIPHandlingPolicy: (policy) => void (seen.policy = policy),
    } satisfies LockedContents
    lockContents(contents)
    return { events, seen }
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('stops %s', (name) => {
    let prevented = 0
    locked().events.emit(name, { preventDefault: () => prevented++ })
    expect(prevented).toBe(1)
  })

  it('opens no windows and no sockets around the proxy', () => {
    const { seen } = locked()
    expect(seen.open?.()).toEqual({ action: 'deny' })
    expect(seen.policy).toBe('disable_non_proxied_udp')
  })

  it('runs with exactly these rights', () => {
    expect(webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      plugins: false,
      experimentalFeatures: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      disableDialogs: true,
    })
  })
})

describe('the command line', () => {
  it.each([
    ['--remote-debugging-port=9222', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
    ['-remote-debugging-port=1', 'remote-debugging-port'],
    ['/remote-debugging-port=1', 'remote-debugging-port'],
    ['--LOG-NET-LOG=/tmp/x', 'log-net-log'],
    ['--no-sandbox', 'no-sandbox'],
    ['--disable-web-security', 'disable-web-security'],
    ['--ignore-certificate-errors', 'ignore-certificate-errors'],
    ['--proxy-server=evil:1', 'proxy-server'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--host-resolver-rules=MAP * evil', 'host-resolver-rules'],
    ['--no-sandboxed', null],
    ['no-sandbox', null],
    ['/home/somebody/no-sandbox', null],
    ['--force-dark-mode', null],
  ])('is looked through: %s', (argument, refused) => {
    expect(refusedSwitch(['/usr/bin/keepsake', argument])).toBe(refused)
  })
})
