import { EventEmitter, once } from 'node:events'
import type { VaultStatus } from '#shared/model/vault.ts'

/** The vault's status for everybody who watches it. A slow watcher gets the latest, not each one in between. */
export type StatusFeed = {
  readonly publish: (status: VaultStatus) => void
  /** The status now, and again on each change, until the signal aborts or the feed ends. */
  readonly watch: (signal: AbortSignal | undefined) => AsyncGenerator<VaultStatus, void, void>
  readonly end: () => void
}

export function createStatusFeed(): StatusFeed {
  const emitter = new EventEmitter().setMaxListeners(0)
  const ending = new AbortController()
  let latest: VaultStatus | null = null
  let version = 0
  return {
    publish: (status) => {
      if (JSON.stringify(status) === JSON.stringify(latest)) return
      latest = status
      version += 1
      emitter.emit('change')
    },
    watch: async function* (signal) {
      const stop = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal
      let seen = 0
      while (!stop.aborted) {
        if (latest && version !== seen) {
          seen = version
          yield latest
        } else {
          await once(emitter, 'change', { signal: stop }).catch(() => undefined)
        }
      }
    },
    end: () => ending.abort(),
  }
}
