import { accessSync, constants } from 'node:fs'
import { posix } from 'node:path'

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

/** Where a browser of Chromium's family may be installed, best first. */
export function browserCandidates(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'darwin') return macPrograms.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  if (platform === 'win32') {
    const roots = [environment['ProgramFiles'], environment['ProgramFiles(x86)'], environment['LOCALAPPDATA']]
    return windowsPrograms.flatMap((program) =>
      roots.filter((root) => root !== undefined).map((root) => `${root}\\${program}`),
    )
  }
  return inPath(linuxNames, environment)
}

function inPath(names: readonly string[], environment: Environment): string[] {
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => posix.join(folder, name)))
}

/** The first of them that is there; null where none is. */
export function findBrowser(platform: NodeJS.Platform, environment: Environment): string | null {
  return browserCandidates(platform, environment).find(isExecutable) ?? null
}

/** The same, to print with: on Linux it may also be the one that has no windows. */
export function findPrinter(platform: NodeJS.Platform, environment: Environment): string | null {
  const windowless = platform === 'linux' ? inPath(['chromium-headless-shell'], environment) : []
  return windowless.find(isExecutable) ?? findBrowser(platform, environment)
}

/** The command line of a browser that belongs to us: nothing kept, nothing looked up, nothing fetched in the background. */
export function quietArguments({ profile, isRoot }: { readonly profile: string; readonly isRoot: boolean }): string[] {
  return [
    `--user-data-dir=${profile}`,
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
    // Chromium's sandbox refuses to start as root. Nobody else goes without it.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ]
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
