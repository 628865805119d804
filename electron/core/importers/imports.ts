import { dirname } from 'node:path'
import type { EarlierReading, FileReading, NameTarget, OfferDecision } from '#shared/contract/imports.ts'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import type { CompanionId, ImportRunId, UploadId } from '#shared/model/ids.ts'
import {
  countBeside,
  type DayOrder,
  type ImportProgress,
  type ImportRun,
  type Preview,
} from '#shared/model/import-run.ts'
import type { Changes } from '../changes.ts'
import type { MessageRepository } from '../chat/message-repository.ts'
import type { Companions } from '../companions/companions.ts'
import { AppError } from '../errors.ts'
import type { Host } from '../host.ts'
import { createLendVault } from '../job-vault.ts'
import { runJob } from '../jobs/job.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { firstReason } from './first-reason.ts'
import { createImportCompanions, type Target } from './import-companions.ts'
import { createImportJobs, type ActiveJob } from './import-jobs.ts'
import { createImportRunRepository, noProgress, type ImportRunUpdate } from './import-run-repository.ts'
import type { ImportInput } from './files/open-sources.ts'
import { fileName } from './files/file-name.ts'
import { assertOutsideVault } from './files/outside-vault.ts'
import { decideOffer, withoutDecided } from './offers.ts'
import { findReadBefore } from './read-before.ts'
import type { Said } from './read-export.ts'
import type { RunImportInput } from './run-import.ts'
import { forgetWords, saidOf } from './said.ts'
import type { Spool } from './files/spool.ts'
import type { Takers } from './take-in.ts'
import { createReplacing } from './replacing.ts'
import { createTakingBack } from './taking-back.ts'

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
    readonly each?: readonly NameTarget[]
    readonly you?: readonly string[]
    readonly dayOrder?: DayOrder | null
    readonly earlier?: EarlierReading | null
  }) => ImportRun
  readonly cancel: (input: { readonly id: ImportRunId; readonly keep: boolean }) => Promise<ImportRun>
  readonly undo: (input: { readonly id: ImportRunId }) => Promise<ImportRun>
  readonly markSeen: (input: { readonly id: ImportRunId }) => ImportRun
  readonly decideOffer: (input: {
    readonly id: ImportRunId
    readonly offer: number
    readonly decision: OfferDecision
  }) => ImportRun
  readonly leftCompanions: (input: { readonly id: ImportRunId }) => { companionIds: CompanionId[] }
  readonly removeCompanions: (input: { readonly id: ImportRunId }) => ImportRun
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

/** What a run that has not begun was given; gone at lock, as the uploads are. */
type Given = {
  readonly inputs: readonly ImportInput[]
  readonly uploads: readonly UploadId[]
  readonly said: Said
}

const hasBeside = ({ beside }: Pick<Preview, 'beside'>): boolean => countBeside(beside) > 0

const undoable = new Set<ImportRun['state']>(['done', 'failed', 'cancelled', 'interrupted'])

/** Opens the imports of an unlocked vault, and settles those that a crash or lock cut off. */
export function createImports(deps: Deps): Imports {
  const { host, database, dataKey, spool, messages, companions, letters, self, memories, changes, log, stayAwake } =
    deps
  const takers = { companions, letters, self, memories }
  const lendVault = createLendVault(database, dataKey)
  const runs = createImportRunRepository(database)
  const belonging = createImportCompanions({ database, runs, companions })
  const jobs = createImportJobs({ host, runs, messages, changes, log, stayAwake, release })
  const takingBack = createTakingBack({ host, runs, jobs, lendVault, changes })
  const { takeBack, undone, resumed } = takingBack
  const replace = createReplacing({ database, runs, jobs, takingBack })
  const given = new Map<ImportRunId, Given>()

  async function release(id: ImportRunId): Promise<void> {
    for (const upload of given.get(id)?.uploads ?? []) await spool.discard(upload)
    given.delete(id)
    const { preview } = runs.get(id)
    // Not told: a run that ends may be stored as what it is not any more.
    if (preview && preview.mappings.length > 0) runs.update(id, { preview: forgetWords(preview) })
  }

  async function releaseFailed(): Promise<void> {
    for (const id of given.keys()) {
      if (jobs.present(id).state !== 'failed') continue
      await release(id)
      jobs.retell(id)
    }
  }

  /** The sizes of files that came in before and can be told by their rows. */
  function markedBefore(): number[] {
    return runs.list().flatMap(({ state, preview }) => {
      if (preview === null || !undoable.has(state)) return []
      const marked = new Set(preview.traces.map(({ file }) => file))
      return preview.files.flatMap(({ name, bytes }) => (marked.has(name) ? [bytes] : []))
    })
  }

  /** A preview that says which files came in before and were read in another way. */
  function withReadBefore(preview: Preview): Preview {
    if (preview.traces.length === 0) return preview
    const earlier = runs.list().filter(({ state }) => undoable.has(state))
    const { runsOf } = runs
    const hasLeft = (id: ImportRunId) => runs.brought(id).messages > 0
    return { ...preview, readBefore: findReadBefore(preview.traces, earlier, { hasLeft, runsOf }) }
  }

  async function look(job: ActiveJob, { inputs, said }: Pick<Given, 'inputs' | 'said'>): Promise<ImportRunUpdate> {
    const options = { signal: job.cancel.signal, onProgress: jobs.onProgress(job.id) }
    const looked = await runJob(host, 'inspect-import', { inputs, said, marked: markedBefore() }, options)
    const { progress } = looked
    const preview = withReadBefore(looked.preview)
    if (preview.conversations > 0 || hasBeside(preview))
      return { state: 'ready', preview, progress, failure: null, finishedAt: null }
    return { state: 'failed', preview, progress, failure: firstReason(preview), finishedAt: host.now() }
  }

  /** The runs whose messages make room. Throws INVALID_INPUT where that is not said, or cannot be. */
  function replacedBy(id: ImportRunId, preview: Preview, earlier: EarlierReading | null): ImportRunId[] {
    // Another import may have come in between.
    const { readBefore } = withReadBefore(preview)
    if (readBefore.length === 0 || earlier === 'keep') return []
    if (earlier === null || readBefore.some(({ replaceable }) => !replaceable)) {
      jobs.change(id, { preview: { ...preview, readBefore } })
      throw new AppError('INVALID_INPUT', { fields: ['earlier'] })
    }
    return [...new Set(readBefore.flatMap((one) => one.runs))]
  }

  async function bringIn(
    job: ActiveJob,
    input: Omit<RunImportInput, 'vault' | 'runId' | 'startedAt'>,
    heard?: (progress: ImportProgress) => void,
  ): Promise<ImportRunUpdate> {
    const { startedAt } = runs.get(job.id)
    const options = { signal: job.cancel.signal, onProgress: jobs.onProgress(job.id, heard) }
    const { receipt, progress, stopped } = await lendVault((vault) =>
      runJob(host, 'run-import', { ...input, vault, runId: job.id, startedAt }, options),
    )
    // Our own document brings more than conversations.
    const entities = ['conversation', 'companion', 'letter', 'lore', 'memory', 'milestone', 'self'] as const
    for (const entity of entities) changes.emit({ entity, kind: 'created' })
    const offers = withoutDecided(receipt.offers, runs.list())
    const end = { receipt: { ...receipt, offers }, progress, finishedAt: host.now() }
    if (stopped) return { ...end, state: jobs.locking.aborted ? 'interrupted' : 'cancelled' }
    const isIn = receipt.conversations.found > receipt.conversations.failed || hasBeside(receipt)
    if (isIn) return { ...end, state: 'done' }
    return { ...end, state: 'failed', failure: firstReason(receipt) }
  }

  return {
    inspect({ uploads }) {
      jobs.assertIdle()
      const files = uploads.map((id) => spool.source(id))
      const run = jobs.create(
        'inspecting',
        null,
        files.map((file) => file.name),
      )
      const inputs = files.map((file): ImportInput => ({ kind: 'upload', file }))
      const what: Given = { inputs, uploads, said: {} }
      given.set(run.id, what)
      jobs.activate(run.id, async (job) => {
        await releaseFailed()
        return look(job, what)
      })
      return run
    },

    inspectAs({ id, as = [], mappings = [] }) {
      jobs.assertIdle()
      const before = given.get(id)
      const { state } = jobs.present(id)
      if (!before || (state !== 'ready' && state !== 'failed')) throw new AppError('UPLOAD_GONE')
      const what: Given = { ...before, said: saidOf(before.said, as, mappings) }
      given.set(id, what)
      const run = jobs.change(id, { state: 'inspecting', progress: noProgress, failure: null, finishedAt: null })
      jobs.activate(id, (job) => look(job, what))
      return run
    },

    watch: ({ id }, signal) => jobs.watch(id, signal),

    start({ id, target, each = [], you = [], dayOrder = null, earlier = null }) {
      jobs.assertIdle()
      const what = given.get(id)
      const { state, preview } = runs.get(id)
      if (state !== 'ready' || !preview || !what) throw new AppError('UPLOAD_GONE')
      const replaces = replacedBy(id, preview, earlier)
      const { companionId, belongs, note } = belonging.choose(target, each)
      note(id)
      const begun = { ...preview, replaces, belongs: [...belongs] }
      const run = jobs.change(id, { state: 'importing', companionId, progress: noProgress, preview: begun })
      const { inputs, said } = what
      jobs.activate(id, (job) => {
        const bring = () => bringIn(job, { inputs, said: { ...said, dayOrder }, you, companionId, belongs, replaces })
        return replaces.length > 0 ? replace(job, bring) : bring()
      })
      return run
    },

    async cancel({ id, keep }) {
      const active = jobs.active()
      const job = active?.id === id ? active : null
      if (!job) {
        if (runs.get(id).state !== 'ready') return runs.get(id)
        await release(id)
        return jobs.change(id, { state: 'cancelled', progress: noProgress, finishedAt: host.now() })
      }
      // Half of an import is nobody's wish: what is being taken out goes.
      if (jobs.present(id).state === 'undoing') throw new AppError('IMPORT_BUSY')
      const brings = runs.get(id).state === 'importing'
      job.cancel.abort()
      const run = await job.ended
      // It may have come to its end before the cancel reached it; whoever wants nothing kept gets that all the same.
      // Beside another reading it stays when it is whole, and otherwise has gone already.
      if (keep || !brings || (run.preview?.replaces.length ?? 0) > 0) return run
      await jobs.activate(id, async (undoing) => {
        await takeBack(id, undoing.cancel.signal)
        return { state: 'cancelled', failure: null, receipt: null, progress: noProgress, finishedAt: host.now() }
      }).ended
      return runs.get(id)
    },

    async undo({ id }) {
      if (!undoable.has(jobs.present(id).state)) throw new AppError('IMPORT_BUSY')
      return jobs.activate(id, async ({ cancel }) => {
        await takeBack(id, cancel.signal)
        return undone(id)
      }).ended
    },

    markSeen: ({ id }) => jobs.change(id, { seen: true }),

    decideOffer: (input) => jobs.change(input.id, { receipt: decideOffer(runs.get(input.id), input, takers) }),

    leftCompanions: ({ id }) => ({ companionIds: belonging.left(id) }),

    removeCompanions({ id }) {
      belonging.remove(id)
      return jobs.change(id, {})
    },

    list: jobs.list,

    async importFiles(paths, target, { signal, onProgress: heard, you = [], dayOrder = null, agree } = {}) {
      // An undo that a crash cut off goes first; nobody at a terminal could know of it.
      await resumed
      await assertOutsideVault(paths, dirname(database.file))
      const inputs = paths.map((path): ImportInput => ({ kind: 'path', path }))
      const what = { inputs, marked: markedBefore() }
      const looked = agree && (await runJob(host, 'inspect-import', what, { signal, onProgress: stayAwake }))
      const preview = looked ? withReadBefore(looked.preview) : null
      if (preview) agree?.(preview)
      jobs.assertIdle()
      const { companionId, note } = belonging.choose(target)
      const run = jobs.create('importing', companionId, paths.map(fileName))
      if (preview) jobs.change(run.id, { preview: forgetWords(preview) })
      note(run.id)
      const asked = { inputs, companionId, you, said: { dayOrder } }
      const job = jobs.activate(run.id, (current) => bringIn(current, asked, heard))
      const stop = () => job.cancel.abort()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        return await job.ended
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    },

    [Symbol.asyncDispose]: () => jobs[Symbol.asyncDispose](),
  }
}
