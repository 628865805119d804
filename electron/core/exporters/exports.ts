import type { ExportProgress, ExportRequest } from '#shared/model/export.ts'
import type { UploadId } from '#shared/model/ids.ts'
import { AppError } from '../errors.ts'
import type { Host } from '../host.ts'
import type { LendVault } from '../job-vault.ts'
import { runJob } from '../jobs/job.ts'
import type { SealPlace } from '../store/seal-file.ts'
import { exportName, type NamedStory } from './export-name.ts'
import { printBook, type BookPages } from './print-book.ts'
import type { RunExportEnd, RunExportProgress } from './run-export.ts'
import { expectFree } from './write-export.ts'

/** Taking things away. */
export type Exports = AsyncDisposable & {
  /**
   * Writes an export and tells how far it is; the last word names the file, which is to be fetched once. Whoever stops
   * listening cancels it, and nothing of it stays. Throws EXPORT_BUSY.
   */
  readonly write: (request: ExportRequest, signal?: AbortSignal) => AsyncGenerator<ExportProgress, void, void>
  /** Writes an export to a place of this machine, for a terminal. Throws TARGET_TAKEN, and INVALID_INPUT for volumes in one file. */
  readonly writeTo: (
    request: ExportRequest,
    out: string,
    options?: { readonly onProgress?: (progress: Written) => void; readonly signal?: AbortSignal },
  ) => Promise<Written>
}

/** How far an export is, wherever it goes. */
type Written = Omit<ExportProgress, 'done'>

type Deps = {
  readonly host: Pick<Host, 'workerScript' | 'now' | 'timeZone' | 'printPage'>
  readonly lendVault: LendVault
  readonly spool: {
    readonly make: <Made extends { readonly size: number; readonly name: string }>(
      write: (place: SealPlace) => Promise<Made>,
    ) => Promise<Made & { readonly uploadId: UploadId }>
    readonly discard: (id: UploadId) => Promise<void>
    readonly open: (id: UploadId) => Promise<Pick<BookPages, 'read'> & { readonly close: () => Promise<void> }>
  }
  readonly story: NamedStory
  /** Called while work goes on, so that an idle lock does not cut a long export in two. */
  readonly stayAwake: () => void
}

type Ways = { readonly signal: AbortSignal; readonly onProgress: (progress: Written) => void }

/** Opens the exports of an unlocked vault. One is written at a time. */
export function createExports({ host, lendVault, spool, story, stayAwake }: Deps): Exports {
  const over = new AbortController()
  let busy: Promise<unknown> | null = null

  /** The pages first, sealed like everything on its way out; then each volume of them printed. */
  async function print(request: ExportRequest, to: SealPlace | string, { signal, onProgress }: Ways): Promise<Written> {
    const { printPage } = host
    if (!printPage) throw new AppError('PRINTER_MISSING')
    if (typeof to === 'string') expectFree(to)
    const { uploadId, lengths, bytes, ...tally } = await spool.make(async (place) => {
      const end = await run(request, place, {
        signal,
        onProgress: (progress) => onProgress({ ...progress, volumes: null }),
      })
      return { ...end, size: end.bytes, name: 'pages' }
    })
    const told = (printed: number) => ({ ...tally, bytes, volumes: { printed, of: lengths.length } })
    try {
      const { read, close } = await spool.open(uploadId)
      try {
        const made = await printBook({ lengths, read }, to, {
          printPage,
          signal,
          now: host.now(),
          onPrinted(printed) {
            stayAwake()
            onProgress(told(printed))
          },
        })
        return { ...told(lengths.length), ...made }
      } finally {
        await close()
      }
    } finally {
      await spool.discard(uploadId)
    }
  }

  async function produce(request: ExportRequest, to: SealPlace | string, ways: Ways): Promise<Written> {
    if (request.format === 'pdf') return print(request, to, ways)
    const { lengths: _lengths, ...end } = await run(request, to, {
      ...ways,
      onProgress: (progress) => ways.onProgress({ ...progress, volumes: null }),
    })
    return { ...end, volumes: null }
  }

  function run(
    request: ExportRequest,
    to: SealPlace | string,
    { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: RunExportProgress) => void },
  ): Promise<RunExportEnd> {
    const input = { request, now: host.now(), timeZone: host.timeZone(), to }
    return lendVault(({ file, key }) =>
      runJob(
        host,
        'run-export',
        { ...input, vault: { file, key } },
        {
          signal,
          onProgress(progress) {
            stayAwake()
            onProgress(progress)
          },
        },
      ),
    )
  }

  /** Lets one go at a time; whoever locks the vault waits for it to have stopped. */
  function alone<Result>(work: () => Promise<Result>): Promise<Result> {
    if (busy) throw new AppError('EXPORT_BUSY')
    const going = work().finally(() => {
      busy = null
    })
    busy = going
    return going
  }

  return {
    async *write(request, signal) {
      const left = new AbortController()
      const until = AbortSignal.any([over.signal, left.signal, ...(signal ? [signal] : [])])
      let latest: ExportProgress | null = null
      let wake: () => void = () => undefined
      const going = alone(() =>
        spool.make(async (place) => {
          const end = await produce(request, place, {
            signal: until,
            onProgress(progress) {
              latest = { ...progress, done: null }
              wake()
            },
          })
          const isOne = end.volumes === null ? undefined : end.volumes.of === 1
          const name = exportName(request, story, { now: host.now(), timeZone: host.timeZone(), isOne })
          return { ...end, size: end.bytes, name }
        }),
      )
      going.then(wake, () => wake())
      let isOver = false
      let isHanded = false
      const ended = going.then(
        () => (isOver = true),
        () => (isOver = true),
      )
      try {
        while (!isOver) {
          const moved = new Promise<void>((resolve) => (wake = resolve))
          if (latest) yield latest
          latest = null
          await Promise.race([moved, ended])
        }
        const { uploadId, name, size, ...tally } = await going
        isHanded = true
        yield { ...tally, done: { uploadId, name, size } }
      } finally {
        left.abort()
        const made = await going.catch(() => null)
        if (made && !isHanded) await spool.discard(made.uploadId)
      }
    },
    writeTo: (request, out, { signal, onProgress = () => undefined } = {}) =>
      alone(() =>
        produce(request, out, {
          signal: AbortSignal.any([over.signal, ...(signal ? [signal] : [])]),
          onProgress,
        }),
      ),
    async [Symbol.asyncDispose]() {
      over.abort()
      await busy?.catch(() => undefined)
    },
  }
}
