import type { ImportRunId } from '#shared/model/ids.ts'
import type { Database } from '../store/database.ts'
import type { ActiveJob, ImportJobs } from './import-jobs.ts'
import { noProgress, undoBegun, type ImportRunRepository, type ImportRunUpdate } from './import-run-repository.ts'
import type { TakingBack } from './taking-back.ts'

/** The `failure` of a reading of which something could not be read, so that it did not take the place of another. */
const notWhole = 'not-whole'

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

  /** What is cut off here is gone on with at the next opening; what fails can be undone by hand. */
  async function takeOut(replaced: readonly ImportRunId[]): Promise<void> {
    for (const one of replaced) {
      if (jobs.locking.aborted) return
      try {
        await takingBack.takeBack(one, jobs.locking)
        jobs.change(one, takingBack.undone(one))
      } catch (error) {
        jobs.onError(error)
        jobs.retell(one)
      }
    }
  }

  return async function replace(job, bringIn) {
    const replaced = runs.get(job.id).preview?.replaces ?? []
    const brought = await bringIn().catch((error: unknown) => ({ error }))
    if ('state' in brought && brought.state === 'done' && isWhole(brought)) {
      settle(job.id, replaced, brought)
      await takeOut(replaced)
      return brought
    }
    // Not whole: it goes, and what was to make room for it has not been touched.
    try {
      await takingBack.takeBack(job.id, jobs.locking)
    } catch (error) {
      jobs.onError(error)
      const progress = { ...noProgress, ...runs.brought(job.id) }
      return { state: 'interrupted', failure: undoBegun, progress }
    }
    const out = { failure: null, receipt: null, progress: noProgress }
    runs.update(job.id, out)
    if ('error' in brought) throw brought.error
    if (brought.state === 'done') return { ...brought, ...out, state: 'failed', failure: notWhole }
    return { ...out, ...brought, receipt: null, progress: noProgress }
  }
}

/** Whether nothing of the files was lost on the way, so that nothing can be missing once the earlier reading is out. */
function isWhole({ receipt }: ImportRunUpdate): boolean {
  if (!receipt) return false
  const { conversations, files, reasons } = receipt
  return conversations.failed === 0 && files.failed === 0 && reasons.every(({ code }) => code !== 'truncated')
}
