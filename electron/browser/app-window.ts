import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
]
const macPrograms = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser']
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

type Environment = Readonly<Record<string, string | undefined>>

/** Where a browser that knows `--app` may be installed, best first. */
export function browserCandidates(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'darwin') return macPrograms.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  if (platform === 'win32') {
    const roots = [environment['ProgramFiles'], environment['ProgramFiles(x86)'], environment['LOCALAPPDATA']]
    return windowsPrograms.flatMap((program) =>
      roots.filter((root) => root !== undefined).map((root) => `${root}\\${program}`),
    )
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** The command line of our own window: nothing kept, nothing looked up, nothing fetched in the background. */
export function windowArguments(options: { url: string; profile: string; isRoot: boolean }): string[] {
  return [
    `--app=${options.url}`,
    `--user-data-dir=${options.profile}`,
    '--window-size=1180,800',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-sync',
    '--no-pings',
    '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication',
    // The content policy does not stop name lookups; this does.
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    // Chromium's sandbox refuses to start as root. Nobody else goes without it.
    ...(options.isRoot ? ['--no-sandbox', '--test-type'] : []),
  ]
}

export type AppWindow = {
  /** Resolves when the window's browser has ended, however it did. */
  readonly gone: Promise<void>
  /** Ends the browser and removes its profile. */
  readonly close: () => Promise<void>
}

/** Opens the address in an app window with a throwaway profile; null where no fitting browser is installed. */
export async function openAppWindow(url: string): Promise<AppWindow | null> {
  const program = browserCandidates(process.platform, process.env).find(isExecutable)
  if (program === undefined) return null
  const profile = await mkdtemp(join(tmpdir(), 'keepsake-window-'))
  const child = spawn(program, windowArguments({ url, profile, isRoot: process.getuid?.() === 0 }), { stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  return {
    gone,
    close: async () => {
      child.kill()
      await gone
      // The browser's helpers may still be writing for a moment.
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined)
    },
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
