import { Worker } from 'node:worker_threads'
import type { Host } from '../host.ts'
import type { Job } from './job-context.ts'
import { fromJobFailure, JobError } from './job-failure.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import type { jobs } from './table.ts'

type Jobs = { readonly [Name in keyof typeof jobs]: Awaited<ReturnType<(typeof jobs)[Name]>> }

/** A job that can be run. */
export type JobName = keyof Jobs
export type JobInput<Name extends JobName> =
  Jobs[Name] extends Job<infer Input, infer _Output, infer _Progress> ? Input : never
export type JobOutput<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>
export type JobProgress<Name extends JobName> =
  Jobs[Name] extends Job<infer _Input, infer _Output, infer Progress> ? Progress : never

export type JobOptions<Name extends JobName> = {
  /** Asks the job to stop; it is killed when it has not ended 5 s later. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: JobProgress<Name>) => void) | undefined
}

const graceMilliseconds = 5_000
const heapMegabytes = 1_024
/** What a job makes and drops is swept together sooner: an import holds a quarter less, and takes no longer. */
const youngMegabytes = 24

/**
 * Runs one job in a fresh worker thread. Rejects with the job's AppError or VaultTrouble, with the signal's reason when
 * the job gave up because of it, and with a JobError for anything else. A job that ends well in spite of a cancel resolves.
 */
export function runJob<Name extends JobName>(
  host: Pick<Host, 'workerScript'>,
  name: Name,
  input: JobInput<Name>,
  options: JobOptions<Name> = {},
): Promise<JobOutput<Name>> {
  const { signal, onProgress } = options
  if (signal?.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const worker = new Worker(host.workerScript, {
      name,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    })
    let killTimer: NodeJS.Timeout | undefined
    let settle: (() => void) | null = null
    const end = (how: () => void) => {
      settle ??= how
      void worker.terminate()
    }
    const send = (message: ToWorker) => worker.postMessage(message)
    const cancel = () => {
      send({ type: 'abort' })
      killTimer = setTimeout(() => void worker.terminate(), graceMilliseconds)
    }
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'progress') onProgress?.(message.progress as JobProgress<Name>)
      else if (message.type === 'done') end(() => resolve(message.output as JobOutput<Name>))
      else end(() => reject(fromJobFailure(message.failure, signal?.reason)))
    })
    worker.on('error', (error: Error & { readonly code?: string }) => {
      settle ??= () => reject(new JobError(error.name, error.code ?? null, ''))
    })
    // Settled only now: whoever waits for the job may rely on its files being closed and its memory being gone.
    worker.on('exit', () => {
      clearTimeout(killTimer)
      signal?.removeEventListener('abort', cancel)
      if (settle) settle()
      else reject(signal?.aborted ? signal.reason : new JobError('Job ended without a result', null, ''))
    })
    signal?.addEventListener('abort', cancel, { once: true })
    send({ type: 'start', name, input })
  })
}
