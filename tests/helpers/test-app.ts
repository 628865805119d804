import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '#core/app.ts'
import { createTestHost, type TestHost, type TestHostOptions } from './memory-host.ts'

export const testPassphrase = '念念不忘 always'

/** The real product on a test host, with a two-file interface to serve. */
export type TestApp = AsyncDisposable & {
  readonly app: App
  readonly host: TestHost
  readonly rendererFolder: string
  /** Makes the vault and leaves it open. */
  readonly createVault: () => Promise<void>
}

export async function createTestApp(options: TestHostOptions = {}): Promise<TestApp> {
  const host = await createTestHost(options)
  const rendererFolder = await mkdtemp(join(tmpdir(), 'keepsake-renderer-'))
  await mkdir(join(rendererFolder, 'assets'))
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>Keepsake</title>')
  await writeFile(join(rendererFolder, 'assets/index-1.js'), 'export {}')
  const app = createApp(host, { rendererFolder })
  return {
    app,
    host,
    rendererFolder,
    createVault: async () => {
      await app.vault.create({ passphrase: testPassphrase, osKeychain: false })
    },
    [Symbol.asyncDispose]: async () => {
      await app.dispose()
      await rm(rendererFolder, { recursive: true, force: true })
      await host[Symbol.asyncDispose]()
    },
  }
}
