import { EventPublisher } from '@orpc/server'
import type { LockedNote } from '#shared/model/agenda.ts'

/** Notes for windows that show them where the host itself cannot. */
export type NoteFeed = {
  /** False where nobody listens, so that it was told to nobody. */
  readonly tell: (note: LockedNote) => boolean
  /** Notes from now on, until the signal aborts. */
  readonly watch: (signal: AbortSignal | undefined) => AsyncGenerator<LockedNote, void, void>
}

export function createNoteFeed(): NoteFeed {
  const publisher = new EventPublisher<{ note: LockedNote }>()
  let listeners = 0
  return {
    tell: (note) => {
      publisher.publish('note', note)
      return listeners > 0
    },
    watch: async function* (signal) {
      listeners += 1
      try {
        yield* publisher.subscribe('note', signal ? { signal } : {})
      } finally {
        listeners -= 1
      }
    },
  }
}
