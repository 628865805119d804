import { EventPublisher } from '@orpc/server'
import type { ImportRunId } from '#shared/model/ids.ts'
import type { ImportRun } from '#shared/model/import-run.ts'

/** Runs as they are at this moment, ahead of what is stored of them. */
export type LiveRuns = {
  readonly get: (id: ImportRunId) => ImportRun | null
  readonly set: (run: ImportRun) => void
  /** The run now and as it moves, until it ends. A slow reader skips to the newest. */
  readonly watch: (stored: ImportRun, signal?: AbortSignal) => AsyncGenerator<ImportRun, void, void>
  /** Ends every watch. */
  readonly end: () => void
}

const ended = new Set<ImportRun['state']>(['done', 'failed', 'cancelled', 'interrupted', 'undone'])

export function createLiveRuns(): LiveRuns {
  const latest = new Map<ImportRunId, ImportRun>()
  const publisher = new EventPublisher<Record<string, ImportRun>>({ maxBufferedEvents: 1 })
  const over = new AbortController()

  return {
    get: (id) => latest.get(id) ?? null,
    set(run) {
      latest.set(run.id, run)
      publisher.publish(String(run.id), run)
    },
    async *watch(stored, signal) {
      const until = AbortSignal.any(signal ? [signal, over.signal] : [over.signal])
      const moves = publisher.subscribe(String(stored.id), { signal: until })
      try {
        const first = latest.get(stored.id) ?? stored
        yield first
        if (ended.has(first.state)) return
        for await (const run of moves) {
          yield run
          if (ended.has(run.state)) return
        }
      } catch (error) {
        if (!until.aborted) throw error
      } finally {
        await moves.return(undefined)
      }
    },
    end: () => over.abort(),
  }
}
