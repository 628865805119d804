import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import envPaths from 'env-paths'
import pino from 'pino'
import { getProxyForUrl } from 'proxy-from-env'
import type { Host } from '#core/host.ts'
import { createConfigFile } from '#core/preferences.ts'
import { installedPrinter } from '#core/printing/print-with-browser.ts'
import { languageOfTag } from '#shared/languages.ts'

export type BrowserHostParts = {
  readonly version: string
  readonly workerScript: URL
  /** Keeps everything of this host in one folder instead of the system's usual places. */
  readonly profileFolder: string | undefined
  readonly vaultFolder: string | undefined
}

/** This machine as the browser host sees it: no keychain, links opened by the browser, the environment's proxy. */
export function createBrowserHost({ version, workerScript, profileFolder, vaultFolder }: BrowserHostParts): Host {
  const usual = envPaths('Keepsake', { suffix: '' })
  const config = new Conf({
    cwd: profileFolder ?? usual.config,
    configName: 'preferences',
    configFileMode: 0o600,
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  })
  const configFile = createConfigFile(config)
  return {
    kind: 'browser',
    version,
    vaultFolder: vaultFolder ?? join(profileFolder ?? usual.data, 'vault'),
    workerScript,
    config: configFile,
    keychain: null,
    now: () => Date.now(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: () => configFile.read().language ?? languageOfTag(Intl.DateTimeFormat().resolvedOptions().locale),
    random: (bytes) => randomBytes(bytes),
    logTo: pino.destination({ dest: 2, sync: true }),
    systemProxy: (url) => Promise.resolve(environmentProxy(url)),
    openLink: null,
    openVaultFolder: null,
    printPage: installedPrinter(process, tmpdir()),
    notify: null,
    showNextDay: null,
    presence: null,
  }
}

const usualPorts = { 'http:': 80, 'https:': 443, 'socks5:': 1_080 } as const

/** The proxy that HTTPS_PROXY, ALL_PROXY, NO_PROXY and their kin name for a URL, as core wants it. */
function environmentProxy(url: string): string | null {
  const proxy = URL.parse(getProxyForUrl(url))
  if (!proxy) return null
  const scheme = proxy.protocol.startsWith('socks') ? 'socks5:' : proxy.protocol === 'https:' ? 'https:' : 'http:'
  const login = proxy.username === '' ? '' : `${proxy.username}:${proxy.password}@`
  return `${scheme}//${login}${proxy.hostname}:${proxy.port || usualPorts[scheme]}`
}
