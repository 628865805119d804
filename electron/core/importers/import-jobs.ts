import type { CompanionId, ImportRunId } from '#shared/model/ids.ts'
import { broughtBy, type ImportProgress, type ImportRun } from '#shared/model/import-run.ts'
import type { Changes } from '../changes.ts'
import type { MessageRepository } from '../chat/message-repository.ts'
import { AppError } from '../errors.ts'
import type { Host } from '../host.ts'
import type { Log } from '../log.ts'
import { noProgress, undoBegun, type ImportRunRepository, type ImportRunUpdate } from './import-run-repository.ts'
import { createLiveRuns } from './live-runs.ts'
import { forgetWords } from './said.ts'

/** The one job that works at a time. */
export type ActiveJob = { readonly id: ImportRunId; readonly cancel: AbortController; ended: Promise<ImportRun> }

/** The runs of an unlocked vault as they move, and the one job that moves one of them. */
export type ImportJobs = AsyncDisposable & {
  readonly create: (
    state: ImportRun['state'],
    companionId: CompanionId | null,
    fileNames: readonly string[],
  ) => ImportRun
  readonly change: (id: ImportRunId, update: ImportRunUpdate) => ImportRun
  /** Tells a run as it is stored, where what was told of it since came to nothing. */
  readonly retell: (id: ImportRunId) => void
  /** The run as it is at this moment, ahead of what is stored of it. */
  readonly present: (id: ImportRunId) => ImportRun
  readonly list: () => ImportRun[]
  readonly watch: (id: ImportRunId, signal?: AbortSignal) => AsyncGenerator<ImportRun, void, void>
  /** Tells of progress without storing it: a write to the vault would wait for the import's own. */
  readonly onProgress: (
    id: ImportRunId,
    heard?: (progress: ImportProgress) => void,
  ) => (progress: ImportProgress) => void
  /** Tells that a run is being undone, and how far that is; what is stored of it says only that it has begun. */
  readonly onUndoing: (id: ImportRunId) => (progress: { readonly messages: number }) => void
  readonly active: () => ActiveJob | null
  /** Throws IMPORT_BUSY. */
  readonly assertIdle: () => void
  /** Runs `work` as the active job of a run; whatever it ends with becomes the run's state. Throws IMPORT_BUSY. */
  readonly activate: (id: ImportRunId, work: (job: ActiveJob) => Promise<ImportRunUpdate>) => ActiveJob
  /** Aborted when the vault locks. */
  readonly locking: AbortSignal
  /** A defect of ours or a failure of the machine: for the log, beside the plain word for the person. */
  readonly onError: (error: unknown) => void
}

type Deps = {
  readonly host: Pick<Host, 'now'>
  readonly runs: ImportRunRepository
  readonly messages: Pick<MessageRepository, 'importBatch'>
  readonly changes: Changes
  readonly log: Pick<Log, 'error'>
  readonly stayAwake: () => void
  /** Lets go of what a run was given, once it can no longer be read again. */
  readonly release: (id: ImportRunId) => Promise<void>
}

/** Settles the runs that a crash or lock cut off, and opens the way for the next. */
export function createImportJobs({ host, runs, messages, changes, log, stayAwake, release }: Deps): ImportJobs {
  const live = createLiveRuns()
  const locking = new AbortController()
  let active: ActiveJob | null = null

  settleInterrupted()

  function onError(error: unknown): void {
    log.error({ err: error }, 'import failed')
  }

  function settleInterrupted(): void {
    for (const { id, state, preview } of runs.list()) {
      if (preview && preview.mappings.length > 0) runs.update(id, { preview: forgetWords(preview) })
      if (state === 'inspecting' || state === 'ready') {
        runs.update(id, { state: 'cancelled', progress: noProgress, finishedAt: host.now() })
      }
      if (state !== 'importing') continue
      // Beside the reading that it was to replace, half of one is nobody's wish.
      const failure = preview && preview.replaces.length > 0 ? undoBegun : null
      runs.update(id, { state: 'interrupted', finishedAt: host.now(), failure, ...whatCameIn(id) })
    }
  }

  /** Makes the conversation readable that a run was in the middle of. */
  function mend(id: ImportRunId): void {
    const half = runs.lastConversation(id)
    if (half !== null) messages.importBatch(id, (batch) => batch.finish(half, null))
  }

  /** Settles a run that did not come to its end, and counts what it left in the vault. */
  function whatCameIn(id: ImportRunId): Pick<ImportRunUpdate, 'progress'> {
    try {
      if (runs.get(id).state !== 'importing') return {}
      mend(id)
      return { progress: { ...noProgress, ...runs.brought(id) } }
    } catch (error) {
      onError(error)
      return {}
    }
  }

  function tell(run: ImportRun): ImportRun {
    live.set(run)
    changes.emit({ entity: 'import-run', id: run.id, kind: 'updated' })
    return run
  }

  const change = (id: ImportRunId, update: ImportRunUpdate): ImportRun => tell(runs.update(id, update))
  const present = (id: ImportRunId): ImportRun => live.get(id) ?? runs.get(id)

  function assertIdle(): void {
    if (active) throw new AppError('IMPORT_BUSY')
  }

  /** A disk that is full must not leave a run going for ever: its end is told though it could not be stored. */
  function end(id: ImportRunId, update: ImportRunUpdate): ImportRun {
    try {
      return change(id, update)
    } catch (error) {
      onError(error)
      return tell({ ...runs.get(id), ...update })
    }
  }

  function failed(job: ActiveJob, error: unknown): ImportRunUpdate {
    const over = { finishedAt: host.now(), ...whatCameIn(job.id) }
    if (job.cancel.signal.aborted) return { ...over, state: locking.signal.aborted ? 'interrupted' : 'cancelled' }
    if (error instanceof AppError) return { ...over, state: 'failed', failure: error.code }
    onError(error)
    return { ...over, state: 'failed', failure: 'INTERNAL' }
  }

  return {
    create(state, companionId, fileNames) {
      const run = runs.create({ state, companionId, fileNames, startedAt: host.now() })
      changes.emit({ entity: 'import-run', id: run.id, kind: 'created' })
      live.set(run)
      return run
    },
    change,
    retell: (id) => void tell(runs.get(id)),
    present,
    list: () => runs.list().map((run) => live.get(run.id) ?? run),
    watch: (id, signal) => live.watch(runs.get(id), signal),
    onProgress: (id, heard) => (progress) => {
      stayAwake()
      const run = live.get(id)
      if (run) live.set({ ...run, progress })
      heard?.(progress)
    },
    onUndoing(id) {
      const run = runs.get(id)
      const brought = broughtBy(run)
      const still = (messages: number): ImportRun => ({
        ...run,
        state: 'undoing',
        progress: { ...noProgress, messages },
      })
      tell(still(brought))
      return ({ messages }) => {
        stayAwake()
        live.set(still(Math.max(0, brought - messages)))
      }
    },
    active: () => active,
    assertIdle,
    activate(id, work) {
      assertIdle()
      const job: ActiveJob = { id, cancel: new AbortController(), ended: Promise.resolve(runs.get(id)) }
      active = job
      job.ended = work(job)
        .catch((error: unknown) => failed(job, error))
        .then(async (update) => {
          active = null
          // What was not recognised may still be read as what the person says it is.
          if (!update.preview) await release(id)
          return end(id, update)
        })
      // Whoever waits hears of a failure to store the end; nobody may be waiting.
      job.ended.catch(onError)
      return job
    },
    locking: locking.signal,
    onError,
    async [Symbol.asyncDispose]() {
      locking.abort()
      active?.cancel.abort()
      await active?.ended.catch(onError)
      live.end()
    },
  }
}
