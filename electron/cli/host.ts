import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import type { Host } from '#core/host.ts'
import { installedPrinter } from '#core/printing/print-with-browser.ts'
import { languageOfTag } from '#shared/languages.ts'
import type { Preferences } from '#shared/model/settings.ts'
import packageJson from '../../package.json' with { type: 'json' }

const terminalPreferences: Preferences = { language: null, theme: 'system', textScale: 1, adultStatementAt: null }

/** Where the vault lives unless another folder is named; the same place for every host. */
export const defaultVaultFolder = join(envPaths('Keepsake', { suffix: '' }).data, 'vault')

/** The machine as a terminal command sees it: no keychain, no windows, preferences of its own that it never writes. */
export function createCliHost(options: { readonly vaultFolder: string; readonly workerScript: URL }): Host {
  return {
    kind: 'cli',
    version: packageJson.version,
    vaultFolder: options.vaultFolder,
    workerScript: options.workerScript,
    config: { read: () => terminalPreferences, write: () => {} },
    keychain: null,
    now: () => Date.now(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: () => languageOfTag(Intl.DateTimeFormat().resolvedOptions().locale),
    random: (bytes) => randomBytes(bytes),
    logTo: { write: writeErrorLine },
    systemProxy: () => Promise.resolve(null),
    openLink: null,
    openVaultFolder: null,
    printPage: installedPrinter(process, tmpdir()),
    notify: null,
    showNextDay: null,
    presence: null,
  }
}

/** Only errors belong between a command's own lines; 50 is pino's level for them. */
function writeErrorLine(line: string): void {
  const { level } = JSON.parse(line) as { level: number }
  if (level >= 50) process.stderr.write(line)
}
