import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { startBrowserHost, type BrowserHost } from './browser-host.ts'
import { startDesktopApp, whyNoDesktop } from './desktop-app.ts'

type Fixtures = {
  /** An empty profile folder, removed afterwards. */
  readonly profile: string
  /** The browser host behind the window; null in the desktop project. */
  readonly browserHost: BrowserHost | null
  /** A window of Keepsake, before anything was done in it: the browser host's, or the desktop app's. */
  readonly keepsake: Page
  /** What the window complained about: page errors, console errors, refusals of the content policy. */
  readonly complaints: string[]
}

const listen = (page: Page, complaints: string[]): void => {
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
}

/** Playwright's `test` with a fresh Keepsake for each; its windows must have nothing to complain about in the end. */
export const test = base.extend<Fixtures>({
  profile: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'keepsake-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  browserHost: async ({ profile }, use, info) => {
    if (info.project.name === 'desktop') return await use(null)
    await using host = await startBrowserHost(profile)
    await use(host)
  },

  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints, 'the window complained').toEqual([])
  },

  keepsake: async ({ profile, complaints, context, browserHost }, use) => {
    if (browserHost) {
      const page = await context.newPage()
      listen(page, complaints)
      await browserHost.open(page)
      await use(page)
      // A window that outlives its host rightly complains that it is gone.
      await Promise.all(context.pages().map((open) => open.close()))
      return
    }
    const reason = whyNoDesktop()
    if (reason !== null && process.env['REQUIRE_ELECTRON'] !== '1') {
      console.log(`skipped: ${reason}`)
      base.skip(true, reason)
    }
    const app = await startDesktopApp(profile)
    const page = await app.firstWindow()
    listen(page, complaints)
    await use(page)
    await app.close()
  },
})

export { expect }
