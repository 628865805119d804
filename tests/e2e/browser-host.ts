import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '../..')
const startMs = 30_000
const stopMs = 10_000

/** A running Keepsake in a process of its own, as somebody would start it from a terminal. */
export type BrowserHost = AsyncDisposable & {
  /** Holds the vault and the settings file; starting another host on it opens the same vault. */
  readonly profile: string
  readonly pid: number
  /** Ten minutes pass at once, for a host that was started to leap. */
  readonly leap: () => void
  /** A fresh pairing link. Each is good for one window and for a minute. */
  readonly link: () => Promise<string>
  /** Pairs a window; resolves once the page of the link gave way, which takes along what is typed into it. */
  readonly open: (page: Page) => Promise<void>
  /** Ends the process, with SIGTERM unless told otherwise, and waits until it is gone. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>
  /** All that it wrote to standard error. */
  readonly errors: () => string
}

export type Account = { readonly uid: number; readonly gid: number }

const script = path.join(root, 'out/main/browser.js')
const leapingClock = path.join(root, 'tests/helpers/leaping-clock.mjs')

/** An account that a folder can be closed to, or null where none may be used: whoever is root can write anywhere. */
export const ordinaryAccount = (): Account | null => {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()]
  if (uid === undefined || gid === undefined) return null
  if (uid !== 0) return { uid, gid }
  const nobody = { uid: 65_534, gid: 65_534 }
  // The checkout may stand in a folder that only root can enter.
  return spawnSync(process.execPath, ['--check', script], nobody).status === 0 ? nobody : null
}

/** Starts the built browser host on a profile folder; resolves once it has printed its first link. */
export const startBrowserHost = async (
  profile: string,
  account: Account | null = null,
  options: { readonly leaps?: boolean } = {},
): Promise<BrowserHost> => {
  const clock = options.leaps === true ? ['--import', leapingClock] : []
  const child = spawn(process.execPath, [...clock, script, '--no-open', '--print-url', '--profile', profile], {
    env: { ...process.env, LANG: 'C.UTF-8', ...(account ? { HOME: profile } : {}) },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...account,
  })
  const ended = once(child, 'close')
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))

  const lines = createInterface({ input: child.stdout })
  const waiting: ((link: string) => void)[] = []
  const printed: string[] = []
  lines.on('line', (line) => {
    if (!line.startsWith('http://127.0.0.1:')) return
    const next = waiting.shift()
    if (next) next(line)
    else printed.push(line)
  })

  const nextLink = async (): Promise<string> => {
    const known = printed.shift()
    if (known !== undefined) return known
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    waiting.push(resolve)
    const giveUp = (reason: string) => () =>
      reject(new Error(`the host ${reason}: ${errors.trim() || 'it said nothing'}`))
    const timer = setTimeout(giveUp('printed no link in time'), startMs)
    void ended.then(giveUp('ended'))
    return promise.finally(() => clearTimeout(timer))
  }

  const link = async (): Promise<string> => {
    // The first link may be old by now; Enter in the terminal prints a new one.
    if (printed.length > 0) return nextLink()
    child.stdin.write('\n')
    return nextLink()
  }

  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
    await ended
    clearTimeout(timer)
  }

  const first = await nextLink().catch(async (error: unknown) => {
    await stop('SIGKILL')
    throw error
  })
  printed.unshift(first)

  return {
    profile,
    pid: child.pid ?? 0,
    leap: () => void child.kill('SIGUSR2'),
    link,
    open: async (page) => {
      await page.goto(await link())
      await page.waitForURL(({ pathname }) => pathname === '/')
    },
    stop,
    errors: () => errors,
    [Symbol.asyncDispose]: () => stop(),
  }
}
