import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { createApp } from '#core/app.ts'
import { languageOfTag } from '#shared/languages.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { openAppWindow, type AppWindow } from './app-window.ts'
import { createBrowserHost } from './host.ts'
import { createIdleLimit } from './idle.ts'
import { startServer } from './server.ts'
import { terminalText } from './terminal-text.ts'

const { port, open, printUrl, vault, profile } = new Command('keepsake-browser')
  .description('Keepsake in a browser on this computer.')
  .version(packageJson.version)
  .option('--vault <folder>', 'the folder of the vault')
  .option('--profile <folder>', 'keep the vault and the settings file in this folder')
  .option('--port <number>', 'the port on 127.0.0.1; any free one if left out', Number, 0)
  .option('--open', 'open a window of its own where a Chromium browser is installed (the default)')
  .option('--no-open', 'print the link instead')
  .option('--print-url', 'print links and nothing else')
  .parse()
  .opts<{ port: number; open?: boolean; printUrl?: boolean; vault?: string; profile?: string }>()

// Built, this is out/main/browser.js; it also runs from source.
const isBuilt = !import.meta.url.endsWith('.ts')
const workerScript = new URL(isBuilt ? './worker.js' : '../core/jobs/worker.ts', import.meta.url)
const rendererFolder = fileURLToPath(new URL(isBuilt ? '../renderer' : '../../out/renderer', import.meta.url))

const host = createBrowserHost({
  version: packageJson.version,
  workerScript,
  profileFolder: profile,
  vaultFolder: vault,
})
const text = terminalText[host.config.read().language ?? languageOfTag(Intl.DateTimeFormat().resolvedOptions().locale)]
const say = (line: string): void => {
  if (printUrl !== true) console.log(line)
}

// Not `await using`: at the top of a module the bundler makes a plain variable of it, and nothing would be closed.
const resources = new AsyncDisposableStack()
const ended = Promise.withResolvers<number>()

const app = resources.adopt(createApp(host, { rendererFolder }), (made) => made.dispose())
const idle = createIdleLimit({
  now: host.now,
  lock: () => void app.vault.lock().catch((error: unknown) => app.log.error({ err: error }, 'locking failed')),
})
const idleTimer = setInterval(idle.check, 30_000)
resources.defer(() => clearInterval(idleTimer))

let window: AppWindow | null = null
let wasSeen = false
let windowIsGone = false
/** Once its own window is closed nobody can see Keepsake any more; the pause lets another tab reload. */
const endWhenEmpty = (): void => {
  if (windowIsGone) setTimeout(() => server.windows() === 0 && ended.resolve(0), 3_000)
}

const server = await startServer({
  app,
  now: host.now,
  random: host.random,
  port,
  onAwake: idle.awake,
  onWindows: (count) => {
    if (!wasSeen && window) say(text.window)
    wasSeen = true
    if (count === 0) endWhenEmpty()
  },
  onTooManyFailures: () => {
    console.error(text.guessed)
    ended.resolve(1)
  },
}).catch((error: unknown) => {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') console.error(text.portTaken)
  else throw error
  process.exit(1)
})
resources.use(server)

const printLink = (): void => {
  say(text.open)
  console.log(server.pairingUrl())
  say(text.hint)
}

if (open !== false) window = await openAppWindow(server.pairingUrl())
if (window) {
  resources.defer(window.close)
  void window.gone.then(() => {
    windowIsGone = wasSeen
    if (windowIsGone) endWhenEmpty()
    // It never came up: no display, or a browser that will not start.
    else printLink()
  })
} else printLink()

const lines = createInterface({ input: process.stdin })
resources.defer(() => lines.close())
lines.on('line', printLink)

process.once('SIGINT', () => ended.resolve(0))
process.once('SIGTERM', () => ended.resolve(0))
process.on('uncaughtException', (error) => {
  app.log.fatal({ err: error }, 'unexpected error')
  ended.resolve(1)
})

process.exitCode = await ended.promise
await resources.disposeAsync()
