import { createAssets } from './assets.ts'
import { createChanges } from './changes.ts'
import type { Host } from './host.ts'
import { createLog, type Log } from './log.ts'
import { createLockedNotes } from './milestones/locked-notes.ts'
import { createNoteFeed } from './milestones/note-feed.ts'
import { createRouter, type Router } from './router.ts'
import { openSession, type Session } from './session.ts'
import { createVault, type Vault } from './vault/vault.ts'

/** Written out, because what a compiler would write for the router is too long to keep. */
export type App = {
  readonly router: Router
  readonly assets: ReturnType<typeof createAssets>
  readonly vault: Vault<Session>
  readonly log: Log
  /** The computer woke up, or its clock may have been set: looks at once at what is due. */
  readonly wake: () => void
  readonly dispose: () => Promise<void>
}

/**
 * The whole product over one host. What works with the vault locked is here; everything else is in session.ts and exists
 * only while the vault is open.
 */
export function createApp(host: Host, options: { readonly rendererFolder: string | null }): App {
  const log = createLog(host)
  const changes = createChanges()
  const noteFeed = createNoteFeed()
  const lockedNotes = createLockedNotes({
    now: host.now,
    language: host.language,
    tell: (note) => {
      if (host.notify === null) return noteFeed.tell(note)
      host.notify({ title: note.title, body: note.body })
      return true
    },
  })
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
        lockedNotes,
      }),
  })
  const router = createRouter({ host, vault, changes, noteFeed, log })
  const assets = createAssets({ rendererFolder: options.rendererFolder, session: () => vault.session(), log })
  const dispose = async () => {
    lockedNotes[Symbol.dispose]()
    await vault.dispose()
  }
  const wake = () => {
    lockedNotes.tick()
    vault.session()?.tellReminders()
  }
  return { router, assets, vault, log, wake, dispose }
}
