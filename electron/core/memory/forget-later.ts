import type { Timestamp } from '#shared/model/ids.ts'

/** How long what is forgotten can be brought back. */
const undoMilliseconds = 30_000

/** Forgets at once, and takes off the disk when the undo has passed. */
export type ForgetLater<Id> = Disposable & {
  /** Throws NOT_FOUND. */
  readonly forget: (id: Id) => void
  /** Throws NOT_FOUND. */
  readonly restore: (id: Id) => void
}

export function createForgetLater<Id>(
  repository: {
    readonly setForgotten: (id: Id, at: Timestamp | null) => void
    readonly removeForgotten: (until: Timestamp) => void
  },
  now: () => Timestamp,
): ForgetLater<Id> {
  // Nothing outlives the session that could have brought it back.
  repository.removeForgotten(now())
  const timers = new Set<NodeJS.Timeout>()
  return {
    forget: (id) => {
      repository.setForgotten(id, now())
      const timer = setTimeout(() => {
        timers.delete(timer)
        repository.removeForgotten(now() - undoMilliseconds)
      }, undoMilliseconds)
      timers.add(timer.unref())
    },
    restore: (id) => repository.setForgotten(id, null),
    [Symbol.dispose]: () => {
      for (const timer of timers) clearTimeout(timer)
      repository.removeForgotten(now())
    },
  }
}
