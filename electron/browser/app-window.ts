import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser, quietArguments } from '#core/printing/find-browser.ts'

/** The command line of our own window. */
export function windowArguments(options: { url: string; profile: string; isRoot: boolean }): string[] {
  return [
    `--app=${options.url}`,
    '--window-size=1180,800',
    // The content policy does not stop name lookups; this does.
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ...quietArguments(options),
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
  const program = findBrowser(process.platform, process.env)
  if (program === null) return null
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
