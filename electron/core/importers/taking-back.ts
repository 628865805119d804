import type { ImportRunId } from '#shared/model/ids.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import type { Changes } from '../changes.ts'
import type { Host } from '../host.ts'
import type { LendVault } from '../job-vault.ts'
import { runJob } from '../jobs/job.ts'
import type { ImportJobs } from './import-jobs.ts'
import { undoBegun, type ImportRunRepository, type ImportRunUpdate } from './import-run-repository.ts'

/** Taking out what runs brought, and going on with what a lock or crash cut off. */
export type TakingBack = {
  /** Takes out what a run brought, as part of whatever job is active. */
  readonly takeBack: (id: ImportRunId, signal: AbortSignal) => Promise<void>
  /** What a run that was taken back is from then on. */
  readonly undone: (id: ImportRunId) => ImportRunUpdate
  /** Resolves once every undo that was cut off has come to its end. */
  readonly resumed: Promise<void>
}

type Deps = {
  readonly host: Pick<Host, 'workerScript'>
  readonly runs: ImportRunRepository
  readonly jobs: ImportJobs
  readonly lendVault: LendVault
  readonly changes: Changes
}

/** Opens the way back, and goes on with each undo that was cut off. */
export function createTakingBack({ host, runs, jobs, lendVault, changes }: Deps): TakingBack {
  async function takeBack(id: ImportRunId, signal: AbortSignal): Promise<void> {
    runs.update(id, { state: 'interrupted', failure: undoBegun })
    const options = { signal, onProgress: jobs.onUndoing(id) }
    await lendVault((vault) => runJob(host, 'undo-import', { vault, runId: id }, options))
    changes.emit({ entity: 'conversation', kind: 'deleted' })
    changes.emit({ entity: 'message', kind: 'deleted' })
  }

  function undone(id: ImportRunId): ImportRunUpdate {
    // The account is kept for ever; the words of what is gone are not.
    const { receipt } = runs.get(id)
    return { state: 'undone', failure: null, receipt: receipt && { ...receipt, offers: [] } }
  }

  async function resume(): Promise<void> {
    const cut = runs.list().filter((run: ImportRun) => run.state === 'interrupted' && run.failure === undoBegun)
    for (const { id } of cut) {
      if (jobs.active() || jobs.locking.aborted) continue
      const job = jobs.activate(id, async ({ cancel }) => {
        await takeBack(id, cancel.signal)
        return undone(id)
      })
      await job.ended.catch(jobs.onError)
    }
  }

  return { takeBack, undone, resumed: resume() }
}
