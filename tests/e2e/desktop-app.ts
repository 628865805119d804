import path from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { findElectron } from '../../tools/lib/electron-runtime.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Why the desktop app cannot be tested here, or null where it can. */
export const whyNoDesktop = (): string | null =>
  findElectron() === null ? 'the Electron runtime is not installed here (npx install-electron)' : null

/** Starts the built desktop app on a profile folder of its own. */
export const startDesktopApp = (profile: string): Promise<ElectronApplication> => {
  const executablePath = findElectron()
  if (executablePath === null) throw new Error(whyNoDesktop() ?? '')
  return _electron.launch({
    executablePath,
    args: [
      root,
      `--user-data-dir=${path.join(profile, 'chromium')}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    // The usual folders of every system are found from these.
    env: {
      ...process.env,
      LANG: 'C.UTF-8',
      HOME: profile,
      XDG_DATA_HOME: profile,
      XDG_CONFIG_HOME: profile,
      APPDATA: profile,
      LOCALAPPDATA: profile,
    },
  })
}
