import type { App, Event, Protocol, Session, WebContents, WebPreferences } from 'electron'
import { origin, scheme } from './origin.ts'

/** No name is ever looked up by Chromium; requests to providers have a resolver of their own outside of it. */
const resolverRules = 'MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'

const refusedSwitches = [
  'disable-web-security',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'js-flags',
  'log-net-log',
  'no-sandbox',
  'proxy-pac-url',
  'proxy-server',
  'remote-debugging-pipe',
  'remote-debugging-port',
]

/** The first command-line switch that would open a door; null where there is none. Chromium takes `-` and `/` too. */
export function refusedSwitch(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const name = /^(?:--?|\/)([^=]+)/.exec(argument)?.[1]?.toLowerCase()
    const refused = refusedSwitches.find((known) => known === name)
    if (refused !== undefined) return refused
  }
  return null
}

/** What must be said before Electron is ready. */
export function lockProcess({ app, protocol }: { app: App; protocol: Protocol }): void {
  app.enableSandbox()
  app.commandLine.appendSwitch('host-resolver-rules', resolverRules)
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/** How every page runs. Most of it is Electron's default, said aloud so that a changed default changes nothing. */
export const webPreferences = {
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
} as const satisfies WebPreferences

type LockedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'on'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> }

/** Closes a session: no permissions but writing to the clipboard, no requests but ours, no way out, no downloads. */
export async function lockSession(session: LockedSession): Promise<void> {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(permission)))
  session.setPermissionCheckHandler((_contents, permission, from) => isAllowed(permission) && isOurs(from))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOurs(details.url) }))
  session.on('will-download', (event, item) => {
    // Saving text that the page made itself (the recovery key) is a blob of ours.
    if (!item.getURL().startsWith(`blob:${origin}/`)) event.preventDefault()
  })
  // Port 1 never answers: whatever slips past the filter above ends here.
  await session.setProxy({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:1', proxyBypassRules: '<-loopback>' })
}

type LockedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'>

/** A page may not leave, open, or embed anything. */
export function lockContents(contents: LockedContents): void {
  const prevent = (event: Pick<Event, 'preventDefault'>): void => event.preventDefault()
  contents.on('will-navigate', prevent)
  contents.on('will-frame-navigate', prevent)
  contents.on('will-redirect', prevent)
  contents.on('will-attach-webview', prevent)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

function isAllowed(permission: string): boolean {
  return permission === 'clipboard-sanitized-write'
}

function isOurs(address: string): boolean {
  const url = URL.parse(address.startsWith('blob:') ? address.slice('blob:'.length) : address)
  return url?.protocol === `${scheme}:` && url.host === 'main' && url.port === ''
}
