import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import Conf from 'conf'
import envPaths from 'env-paths'
import pino from 'pino'
import type { ConfigFile, Host } from '#core/host.ts'
import { createConfigFile } from '#core/preferences.ts'
import type { Language } from '#shared/languages.ts'
import type { Preferences } from '#shared/model/settings.ts'
import type { ElectronPieces } from './electron-pieces.ts'
import { openKeychain } from './keychain.ts'
import { createLinkOpener } from './links.ts'
import { createPagePrinter } from './print-page.ts'
import type { DesktopPresence } from './presence.ts'
import { proxyAddress } from './proxy-address.ts'

export type Folders = { readonly config: string; readonly data: string; readonly log: string }

/** The same places as the browser and terminal hosts use, so that all of them open the same vault. */
export function usualFolders(): Folders {
  return envPaths('Keepsake', { suffix: '' })
}

/** The plain settings file. */
export function openConfigFile(folders: Folders): ConfigFile {
  return createConfigFile(openPlainFile(folders, 'preferences'))
}

/** A small JSON file beside it; a damaged one starts empty. */
export function openPlainFile(folders: Folders, name: string): Conf {
  return new Conf({
    cwd: folders.config,
    configName: name,
    configFileMode: 0o600,
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  })
}

export type DesktopHostParts = {
  readonly electron: Pick<
    ElectronPieces,
    'app' | 'BrowserWindow' | 'dialog' | 'Notification' | 'safeStorage' | 'session' | 'shell'
  >
  readonly platform: NodeJS.Platform
  readonly folders: Folders
  readonly config: ConfigFile
  readonly workerScript: URL
  readonly language: () => Language
  readonly onPreferences: (preferences: Preferences) => void
  readonly presence: DesktopPresence
  /** Brings the window to whoever presses a notification. */
  readonly show: () => void
}

/** This machine as Electron shows it. Only after Electron is ready. */
export async function createDesktopHost(parts: DesktopHostParts): Promise<Host> {
  const { electron, platform, folders, config, workerScript, language, onPreferences, presence, show } = parts
  const { app, BrowserWindow, dialog, Notification, safeStorage, session, shell } = electron
  const vaultFolder = join(folders.data, 'vault')
  return {
    kind: 'desktop',
    version: app.getVersion(),
    vaultFolder,
    workerScript,
    config: {
      read: config.read,
      write: (preferences) => {
        config.write(preferences)
        onPreferences(preferences)
      },
    },
    keychain: await openKeychain({ safeStorage, platform }),
    now: () => Date.now(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    language,
    random: (bytes) => randomBytes(bytes),
    logTo: pino.destination({ dest: join(folders.log, 'keepsake.log'), mkdir: true, sync: true }),
    // The default session is never given a page; it only knows the system's proxy settings.
    systemProxy: async (url) => proxyAddress(await session.defaultSession.resolveProxy(url)),
    openLink: createLinkOpener({ dialog, shell, language }),
    openVaultFolder: async () => {
      await shell.openPath(vaultFolder)
    },
    printPage: createPagePrinter({ BrowserWindow, session }),
    notify: (note) => {
      if (!Notification.isSupported()) return
      const shown = new Notification({ ...note, silent: true })
      shown.on('click', show)
      shown.show()
    },
    showNextDay: presence.showNextDay,
    presence,
  }
}
