import { createApp, type App } from '#core/app.ts'
import { AppError } from '#core/errors.ts'
import type { Session } from '#core/session.ts'
import { createCliHost } from './host.ts'
import { readPassphrase, type PassphraseSource } from './passphrase.ts'

/** What every command is told: which vault, where its passphrase is, and where the long-job script was built to. */
export type VaultOptions = {
  readonly vault: string
  readonly passphraseFile: PassphraseSource
  readonly workerScript: URL
}

/** Gives the locked app over the named vault folder to `use`, and closes everything again whatever happens. */
export async function withApp<Result>(options: VaultOptions, use: (app: App) => Promise<Result>): Promise<Result> {
  const host = createCliHost({ vaultFolder: options.vault, workerScript: options.workerScript })
  const app = createApp(host, { rendererFolder: null })
  try {
    return await use(app)
  } finally {
    await app.dispose()
  }
}

/** Opens the vault with its passphrase and gives the session to `use`. */
export async function withVault<Result>(
  options: VaultOptions,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  return withApp(options, async ({ vault }) => {
    const before = await vault.status()
    if (before.state !== 'locked') throw new AppError('VAULT_UNAVAILABLE', { state: before.state })
    const passphrase = await readPassphrase(options.passphraseFile)
    const { state } = await vault.unlock({ with: 'passphrase', passphrase })
    const session = vault.session()
    if (!session) throw new AppError('VAULT_UNAVAILABLE', { state })
    return use(session)
  })
}
