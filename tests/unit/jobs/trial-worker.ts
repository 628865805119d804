import { setImmediate } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type { JobContext } from '#core/jobs/job-context.ts'
import { serveJobs } from '#core/jobs/serve-jobs.ts'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'

async function untilCancelled({ report, signal }: JobContext<string>) {
  report('running')
  while (!signal.aborted) await setImmediate()
}

const trials = {
  bytes: async () => ({ whole: new Uint8Array(1_000_000).fill(7), pooled: Buffer.from('你好'), note: 'kept' }),
  count: async (input: { readonly to: number }, { report }: JobContext<number>) => {
    for (let step = 1; step <= input.to; step += 1) report(step)
    return 'counted'
  },
  appError: async () => {
    throw new AppError('NOT_FOUND', { entity: 'letter' })
  },
  plainAppError: async () => {
    throw new AppError('DISK_FULL')
  },
  trouble: async () => {
    throw new VaultTrouble('database-damaged')
  },
  leak: async (input: { readonly words: string }) => {
    throw Object.assign(new SyntaxError(`Unexpected ${input.words} in /home/somebody/letters`), { code: 'EBADWORDS' })
  },
  exit: async () => process.exit(3),
  giveUp: async (_input: unknown, context: JobContext<string>) => {
    await untilCancelled(context)
    context.signal.throwIfAborted()
  },
  endEarly: async (_input: unknown, context: JobContext<string>) => {
    await untilCancelled(context)
    return 'what was done so far'
  },
  busy: async (_input: unknown, { report, signal }: JobContext<string>) => {
    while (!signal.aborted) report('running')
    return 'noticed'
  },
  deaf: async (_input: unknown, { report }: JobContext<string>) => {
    report('running')
    for (;;);
  },
}

if (parentPort === null) throw new Error('Runs as a worker')
serveJobs(
  parentPort,
  Object.fromEntries(Object.entries(trials).map(([name, trial]) => [name, async () => trial as never])),
)
