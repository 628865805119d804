import { dirname } from 'node:path'
import type { FileReading, OfferDecision } from '#shared/contract/imports.ts'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import type { CompanionId, ImportRunId, UploadId } from '#shared/model/ids.ts'
import type { DayOrder, ImportProgress, ImportRun, Preview } from '#shared/model/import-run.ts'
import type { Changes } from '../changes.ts'
import type { MessageRepository } from '../chat/message-repository.ts'
import type { Companions } from '../companions/companions.ts'
import { AppError } from '../errors.ts'
import type { Host } from '../host.ts'
import type { VaultAccess } from '../job-vault.ts'
import { runJob } from '../jobs/job.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { firstReason } from './first-reason.ts'
import { createImportCompanions, type Target } from './import-companions.ts'
import { createImportRunRepository, noProgress, type ImportRunUpdate } from './import-run-repository.ts'
import { createLiveRuns } from './live-runs.ts'
import type { ImportInput } from './files/open-sources.ts'
import { fileName } from './files/file-name.ts'
import { assertOutsideVault } from './files/outside-vault.ts'
import { decideOffer, withoutDecided } from './offers.ts'
import type { Said } from './read-export.ts'
import type { RunImportInput } from './run-import.ts'
import { forgetWords, saidOf } from './said.ts'
import type { Spool } from './files/spool.ts'
import type { Takers } from './take-in.ts'

/** Bringing conversations home, and taking them back. */
export type Imports = AsyncDisposable & {
  readonly inspect: (input: { readonly uploads: readonly UploadId[] }) => ImportRun
  readonly watch: (input: { readonly id: ImportRunId }, signal?: AbortSignal) => AsyncGenerator<ImportRun, void, void>
  readonly inspectAs: (input: {
    readonly id: ImportRunId
    readonly as?: readonly FileReading[]
    readonly mappings?: readonly { readonly file: string; readonly mapping: ImportMapping | null }[]
  }) => ImportRun
  readonly start: (input: {
    readonly id: ImportRunId
    readonly target: Target
    readonly you?: readonly string[]
    readonly dayOrder?: DayOrder | null
  }) => ImportRun
  readonly cancel: (input: { readonly id: ImportRunId; readonly keep: boolean }) => Promise<ImportRun>
  readonly undo: (input: { readonly id: ImportRunId }) => Promise<ImportRun>
  readonly markSeen: (input: { readonly id: ImportRunId }) => ImportRun
  readonly decideOffer: (input: {
    readonly id: ImportRunId
    readonly offer: number
    readonly decision: OfferDecision
  }) => ImportRun
  readonly leftCompanion: (input: { readonly id: ImportRunId }) => { companionId: CompanionId | null }
  readonly removeCompanion: (input: { readonly id: ImportRunId }) => ImportRun
  readonly list: () => ImportRun[]
  /**
   * Imports files and folders of this machine in one go, for a terminal. An aborted import keeps what is in. Throws
   * INVALID_INPUT where the vault itself lies in one of them.
   */
  readonly importFiles: (
    paths: readonly string[],
    target: Target,
    options?: {
      readonly signal?: AbortSignal
      readonly onProgress?: (progress: ImportProgress) => void
      /** Names in the files that are the person's own. */
      readonly you?: readonly string[]
      readonly dayOrder?: DayOrder | null
      /** Hears what is in the files before anything is written; what it throws ends the import. */
      readonly agree?: (preview: Preview) => void
    },
  ) => Promise<ImportRun>
}

type Deps = {
  readonly host: Pick<Host, 'workerScript' | 'now'>
  readonly database: Database
  readonly dataKey: Uint8Array
  readonly spool: Spool
  readonly messages: Pick<MessageRepository, 'importBatch'>
  readonly companions: Pick<Companions, 'get' | 'create' | 'update' | 'isBare' | 'remove'>
  /** Where words that an export offers go, when the person says so. */
  readonly letters: Takers['letters']
  readonly memories: Takers['memories']
  readonly self: Takers['self']
  readonly changes: Changes
  readonly log: Pick<Log, 'error'>
  /** Called while work goes on, so that an idle lock does not cut a long import in two. */
  readonly stayAwake: () => void
}

/** The one job that works at a time. */
type Active = { readonly id: ImportRunId; readonly cancel: AbortController; ended: Promise<ImportRun> }

/** What a run that has not begun was given; gone at lock, as the uploads are. */
type Given = {
  readonly inputs: readonly ImportInput[]
  readonly uploads: readonly UploadId[]
  readonly said: Said
}

/** The `failure` of a run whose undo has begun: cut off by a lock or crash, it is gone on with at the next opening. */
const undoBegun = 'undo'

const undoable = new Set<ImportRun['state']>(['done', 'failed', 'cancelled', 'interrupted'])

/** Opens the imports of an unlocked vault, and settles those that a crash or lock cut off. */
export function createImports(deps: Deps): Imports {
  const { host, database, dataKey, spool, messages, companions, letters, self, memories, changes, log, stayAwake } =
    deps
  const takers = { companions, letters, self, memories }
  /** Lends a job the vault, with a copy of the key: a view of a larger buffer would take all of that along to the worker. */
  async function withVault<Result>(use: (vault: VaultAccess) => Promise<Result>): Promise<Result> {
    const key = Uint8Array.from(dataKey)
    try {
      return await use({ file: database.file, key, wanted: database.wanted })
    } finally {
      key.fill(0)
    }
  }

  const runs = createImportRunRepository(database)
  const belonging = createImportCompanions({ database, runs, companions })
  const live = createLiveRuns()
  const given = new Map<ImportRunId, Given>()
  let active: Active | null = null
  let disposed = false

  settleInterrupted()

  /** A defect of ours or a failure of the machine: for the log, beside the plain word for the person. */
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
      runs.update(id, { state: 'interrupted', finishedAt: host.now(), ...whatCameIn(id) })
    }
  }

  async function resumeUndos(): Promise<void> {
    const cut = runs.list().filter(({ state, failure }) => state === 'interrupted' && failure === undoBegun)
    for (const { id } of cut) if (!active && !disposed) await activate(id, undo).ended.catch(onError)
  }

  /** Makes the conversation readable that a run was in the middle of. */
  function mend(id: ImportRunId): void {
    const half = runs.lastConversation(id)
    if (half !== null) messages.importBatch(id, (batch) => batch.finish(half, null))
  }

  function tell(run: ImportRun): ImportRun {
    live.set(run)
    changes.emit({ entity: 'import-run', id: run.id, kind: 'updated' })
    return run
  }

  const change = (id: ImportRunId, update: ImportRunUpdate): ImportRun => tell(runs.update(id, update))

  /** Progress is told, not stored: a write to the vault would wait for the import's own. */
  const onProgress = (id: ImportRunId, heard?: (progress: ImportProgress) => void) => (progress: ImportProgress) => {
    stayAwake()
    const run = live.get(id)
    if (run) live.set({ ...run, progress })
    heard?.(progress)
  }

  function create(state: ImportRun['state'], companionId: CompanionId | null, fileNames: readonly string[]): ImportRun {
    const run = runs.create({ state, companionId, fileNames, startedAt: host.now() })
    changes.emit({ entity: 'import-run', id: run.id, kind: 'created' })
    live.set(run)
    return run
  }

  function assertIdle(): void {
    if (active) throw new AppError('IMPORT_BUSY')
  }

  /** Runs `work` as the active job of a run; whatever it ends with becomes the run's state. */
  function activate(id: ImportRunId, work: (job: Active) => Promise<ImportRunUpdate>): Active {
    assertIdle()
    const job: Active = { id, cancel: new AbortController(), ended: Promise.resolve(runs.get(id)) }
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

  const present = (id: ImportRunId): ImportRun => live.get(id) ?? runs.get(id)

  function failed(job: Active, error: unknown): ImportRunUpdate {
    const end = { finishedAt: host.now(), ...whatCameIn(job.id) }
    if (job.cancel.signal.aborted) return { ...end, state: disposed ? 'interrupted' : 'cancelled' }
    if (error instanceof AppError) return { ...end, state: 'failed', failure: error.code }
    onError(error)
    return { ...end, state: 'failed', failure: 'INTERNAL' }
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

  async function release(id: ImportRunId): Promise<void> {
    for (const upload of given.get(id)?.uploads ?? []) await spool.discard(upload)
    given.delete(id)
    const { preview } = runs.get(id)
    if (preview && preview.mappings.length > 0) change(id, { preview: forgetWords(preview) })
  }

  async function releaseFailed(): Promise<void> {
    for (const id of given.keys()) if (present(id).state === 'failed') await release(id)
  }

  async function look(job: Active, { inputs, said }: Pick<Given, 'inputs' | 'said'>): Promise<ImportRunUpdate> {
    const options = { signal: job.cancel.signal, onProgress: onProgress(job.id) }
    const { preview, progress } = await runJob(host, 'inspect-import', { inputs, said }, options)
    if (preview.conversations > 0) return { state: 'ready', preview, progress, failure: null, finishedAt: null }
    return { state: 'failed', preview, progress, failure: firstReason(preview), finishedAt: host.now() }
  }

  async function bringIn(
    job: Active,
    input: Pick<RunImportInput, 'inputs' | 'said' | 'you' | 'companionId'>,
    heard?: (progress: ImportProgress) => void,
  ): Promise<ImportRunUpdate> {
    const { startedAt } = runs.get(job.id)
    const options = { signal: job.cancel.signal, onProgress: onProgress(job.id, heard) }
    const { receipt, progress, stopped } = await withVault((vault) =>
      runJob(host, 'run-import', { ...input, vault, runId: job.id, startedAt }, options),
    )
    changes.emit({ entity: 'conversation', kind: 'created' })
    const offers = withoutDecided(receipt.offers, runs.list())
    const end = { receipt: { ...receipt, offers }, progress, finishedAt: host.now() }
    if (stopped) return { ...end, state: disposed ? 'interrupted' : 'cancelled' }
    if (receipt.conversations.found > 0) return { ...end, state: 'done' }
    return { ...end, state: 'failed', failure: firstReason(receipt) }
  }

  async function takeBack({ id, cancel }: Active): Promise<void> {
    runs.update(id, { state: 'interrupted', failure: undoBegun })
    const options = { signal: cancel.signal, onProgress: stayAwake }
    await withVault((vault) => runJob(host, 'undo-import', { vault, runId: id }, options))
    changes.emit({ entity: 'conversation', kind: 'deleted' })
    changes.emit({ entity: 'message', kind: 'deleted' })
  }

  async function undo(job: Active): Promise<ImportRunUpdate> {
    await takeBack(job)
    // The account is kept for ever; the words of what is gone are not.
    const { receipt } = runs.get(job.id)
    return { state: 'undone', failure: null, receipt: receipt && { ...receipt, offers: [] } }
  }

  const resumed = resumeUndos()

  return {
    inspect({ uploads }) {
      assertIdle()
      const files = uploads.map((id) => spool.source(id))
      const run = create(
        'inspecting',
        null,
        files.map((file) => file.name),
      )
      const inputs = files.map((file): ImportInput => ({ kind: 'upload', file }))
      const what: Given = { inputs, uploads, said: {} }
      given.set(run.id, what)
      activate(run.id, async (job) => {
        await releaseFailed()
        return look(job, what)
      })
      return run
    },

    inspectAs({ id, as = [], mappings = [] }) {
      assertIdle()
      const before = given.get(id)
      const { state } = present(id)
      if (!before || (state !== 'ready' && state !== 'failed')) throw new AppError('UPLOAD_GONE')
      const what: Given = { ...before, said: saidOf(before.said, as, mappings) }
      given.set(id, what)
      const run = change(id, { state: 'inspecting', progress: noProgress, failure: null, finishedAt: null })
      activate(id, (job) => look(job, what))
      return run
    },

    watch: ({ id }, signal) => live.watch(runs.get(id), signal),

    start({ id, target, you = [], dayOrder = null }) {
      assertIdle()
      const what = given.get(id)
      if (runs.get(id).state !== 'ready' || !what) throw new AppError('UPLOAD_GONE')
      const { id: companionId, note } = belonging.choose(target)
      note(id)
      const run = change(id, { state: 'importing', companionId, progress: noProgress })
      const { inputs, said } = what
      activate(id, (job) => bringIn(job, { inputs, said: { ...said, dayOrder }, you, companionId }))
      return run
    },

    async cancel({ id, keep }) {
      const job = active?.id === id ? active : null
      if (!job) {
        if (runs.get(id).state !== 'ready') return runs.get(id)
        await release(id)
        return change(id, { state: 'cancelled', progress: noProgress, finishedAt: host.now() })
      }
      const brings = runs.get(id).state === 'importing'
      job.cancel.abort()
      const run = await job.ended
      // It may have come to its end before the cancel reached it; whoever wants nothing kept gets that all the same.
      if (keep || !brings) return run
      await activate(id, async (undoing) => {
        await takeBack(undoing)
        return { state: 'cancelled', failure: null, receipt: null, progress: noProgress, finishedAt: host.now() }
      }).ended
      return runs.get(id)
    },

    async undo({ id }) {
      if (!undoable.has(present(id).state)) throw new AppError('IMPORT_BUSY')
      return activate(id, undo).ended
    },

    markSeen: ({ id }) => change(id, { seen: true }),

    decideOffer: (input) => change(input.id, { receipt: decideOffer(runs.get(input.id), input, takers) }),

    leftCompanion: ({ id }) => ({ companionId: belonging.left(id) }),

    removeCompanion({ id }) {
      belonging.remove(id)
      return tell(runs.get(id))
    },

    list: () => runs.list().map((run) => live.get(run.id) ?? run),

    async importFiles(paths, target, { signal, onProgress: heard, you = [], dayOrder = null, agree } = {}) {
      // An undo that a crash cut off goes first; nobody at a terminal could know of it.
      await resumed
      await assertOutsideVault(paths, dirname(database.file))
      const inputs = paths.map((path): ImportInput => ({ kind: 'path', path }))
      if (agree) agree((await runJob(host, 'inspect-import', { inputs }, { signal, onProgress: stayAwake })).preview)
      assertIdle()
      const { id: companionId, note } = belonging.choose(target)
      const run = create('importing', companionId, paths.map(fileName))
      note(run.id)
      const what = { inputs, companionId, you, said: { dayOrder } }
      const job = activate(run.id, (current) => bringIn(current, what, heard))
      const stop = () => job.cancel.abort()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        return await job.ended
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    },

    async [Symbol.asyncDispose]() {
      disposed = true
      active?.cancel.abort()
      await active?.ended.catch(onError)
      live.end()
    },
  }
}
