import type { ImportRunId } from '#shared/model/ids.ts'
import type { Database } from '../store/database.ts'
import type { ActiveJob, ImportJobs } from './import-jobs.ts'
import { noProgress, undoBegun, type ImportRunRepository, type ImportRunUpdate } from './import-run-repository.ts'
import type { TakingBack } from './taking-back.ts'

/** Brings another reading in where one is, so that at every moment one of them is whole in the vault. */
export type Replacing = (job: ActiveJob, bringIn: () => Promise<ImportRunUpdate>) => Promise<ImportRunUpdate>

export function createReplacing(deps: {
  readonly database: Pick<Database, 'transaction'>
  readonly runs: ImportRunRepository
  readonly jobs: ImportJobs
  readonly takingBack: Pick<TakingBack, 'takeBack' | 'undone'>
}): Replacing {
  const { database, runs, jobs, takingBack } = deps

  /** From here on the new reading is the one that counts, and what the earlier ones brought is on its way out. */
  function settle(id: ImportRunId, replaced: readonly ImportRunId[], end: ImportRunUpdate): void {
    database.transaction(() => {
      runs.takeNames(id)
      runs.update(id, end)
      for (const one of replaced) runs.update(one, { state: 'interrupted', failure: undoBegun })
    })
  }

  /** What is cut off here is gone on with at the next opening. */
  async function takeOut(replaced: readonly ImportRunId[]): Promise<void> {
    for (const one of replaced) {
      await takingBack.takeBack(one, jobs.locking)
      jobs.change(one, takingBack.undone(one))
    }
  }

  return async function replace(job, bringIn) {
    const replaced = runs.get(job.id).preview?.replaces ?? []
    const brought = await bringIn().catch((error: unknown) => ({ error }))
    if ('state' in brought && brought.state === 'done') {
      settle(job.id, replaced, brought)
      await takeOut(replaced).catch(jobs.onError)
      return brought
    }
    // Not whole: it goes, and what was to make room for it has not been touched.
    await takingBack.takeBack(job.id, jobs.locking)
    const out = { failure: null, receipt: null, progress: noProgress }
    runs.update(job.id, out)
    if ('error' in brought) throw brought.error
    return { ...out, ...brought, receipt: null, progress: noProgress }
  }
}
