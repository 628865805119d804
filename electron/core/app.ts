import { createAssets } from './assets.ts'
import { createChanges } from './changes.ts'
import type { Host } from './host.ts'
import { createLog } from './log.ts'
import { createRouter } from './router.ts'
import { openSession, type Session } from './session.ts'
import { createVault, type Vault } from './vault/vault.ts'

export type App = ReturnType<typeof createApp>

/**
 * The whole product over one host. What works with the vault locked is here; everything else is in session.ts and exists
 * only while the vault is open.
 */
export function createApp(host: Host, options: { readonly rendererFolder: string | null }) {
  const log = createLog(host)
  const changes = createChanges()
  const vault: Vault<Session> = createVault<Session>({
    host,
    openSession: (dataKey, opened) =>
      openSession({
        host,
        changes,
        log,
        dataKey,
        opened,
        setAutoLock: (minutes) => vault.setAutoLock(minutes),
        stayAwake: () => vault.stayAwake(),
      }),
  })
  const router = createRouter({ host, vault, changes, log })
  const assets = createAssets({ rendererFolder: options.rendererFolder, session: () => vault.session(), log })
  return { router, assets, vault, log, dispose: () => vault.dispose() }
}
