import { EventPublisher } from '@orpc/server'
import type { Change } from '#shared/model/change.ts'

/** The change feed: services say what changed, windows listen. */
export type Changes = {
  readonly emit: (change: Change) => void
  /** Changes from now on, in order, until the signal aborts. */
  readonly watch: (signal: AbortSignal | undefined) => AsyncGenerator<Change>
}

export function createChanges(): Changes {
  // Unbounded, because a dropped change would leave a window showing something untrue; one change is a few bytes.
  const publisher = new EventPublisher<{ change: Change }>({ maxBufferedEvents: Number.POSITIVE_INFINITY })
  return {
    emit: (change) => publisher.publish('change', change),
    watch: (signal) => publisher.subscribe('change', signal ? { signal } : {}),
  }
}
