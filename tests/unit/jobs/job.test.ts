import { argon2Sync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { JobError } from '#core/jobs/job-failure.ts'
import { type JobOptions, runJob } from '#core/jobs/job.ts'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'
import { createTestHost } from '#tests/helpers/memory-host.ts'

const trialHost = { workerScript: new URL('./trial-worker.ts', import.meta.url) }

type TrialOptions = { readonly signal?: AbortSignal; readonly onProgress?: (progress: unknown) => void }

function runTrial(name: string, input: unknown = {}, options: TrialOptions = {}): Promise<unknown> {
  return runJob(trialHost, name as 'derive-key', input as never, options as JobOptions<'derive-key'>)
}

/** Runs a trial and cancels it as soon as it reports that it runs. */
function cancelTrial(name: string, reason?: Error): Promise<unknown> {
  const cancel = new AbortController()
  return runTrial(name, {}, { signal: cancel.signal, onProgress: () => cancel.abort(reason) })
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

test('the real worker script runs a real job from its table', async () => {
  await using host = await createTestHost()
  const input = { passphrase: Buffer.from('念念不忘'), salt: randomBytes(16), cost: { memoryKib: 65_536, passes: 3 } }
  const key = await runJob(host, 'derive-key', input)
  const expected = argon2Sync('argon2id', {
    message: input.passphrase,
    nonce: input.salt,
    memory: 65_536,
    passes: 3,
    parallelism: 1,
    tagLength: 32,
  })
  expect(Buffer.from(key).equals(expected)).toBe(true)
})

test('bytes arrive whole, from a buffer of their own and from a shared one', async () => {
  const output = (await runTrial('bytes')) as { whole: Uint8Array; pooled: Uint8Array; note: string }
  expect(output.whole.length).toBe(1_000_000)
  expect(output.whole.every((byte) => byte === 7)).toBe(true)
  expect(Buffer.from(output.pooled).toString()).toBe('你好')
  expect(output.note).toBe('kept')
})

test('progress arrives in order, all of it, before the result', async () => {
  const seen: unknown[] = []
  await expect(runTrial('count', { to: 200 }, { onProgress: (step) => seen.push(step) })).resolves.toBe('counted')
  expect(seen).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
})

test('an AppError keeps its code and data across the thread', async () => {
  const error = await failure(runTrial('appError'))
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'NOT_FOUND', data: { entity: 'letter' } })
  expect(await failure(runTrial('plainAppError'))).toMatchObject({
    name: 'AppError',
    code: 'DISK_FULL',
    data: undefined,
  })
})

test('a database in trouble keeps its kind across the thread', async () => {
  const error = await failure(runTrial('trouble'))
  expect(error).toBeInstanceOf(VaultTrouble)
  expect(error).toMatchObject({ kind: 'database-damaged' })
})

test('the words and folders inside a foreign error stay in the worker', async () => {
  const error = await failure(runTrial('leak', { words: 'dearest-canary' }))
  if (!(error instanceof JobError)) throw new Error('expected a JobError')
  expect(error.code).toBe('EBADWORDS')
  expect(error.message).toBe('SyntaxError (EBADWORDS)')
  expect(error.stack).toContain('trial-worker.ts:')
  expect(`${error.message}\n${error.stack}`).not.toMatch(/canary|somebody|\/(home|work|tmp)\//)
})

test('a worker that dies or does not know the job rejects instead of hanging', async () => {
  expect(await failure(runTrial('exit'))).toBeInstanceOf(JobError)
  expect(await failure(runTrial('toString'))).toBeInstanceOf(JobError)
})

test('a cancelled job rejects with the reason given by who cancelled', async () => {
  const reason = new Error('locked')
  expect(await failure(cancelTrial('giveUp', reason))).toBe(reason)
})

test('a job cancelled before it starts is never started', async () => {
  const error = await failure(
    runTrial('count', { to: 1 }, { signal: AbortSignal.abort(), onProgress: () => expect.fail() }),
  )
  expect(error).toMatchObject({ name: 'AbortError' })
})

test('a cancelled job may still hand over what it has done', async () => {
  await expect(cancelTrial('endEarly')).resolves.toBe('what was done so far')
})

test('a loop that never yields sees the cancel when it reports', async () => {
  await expect(cancelTrial('busy')).resolves.toBe('noticed')
})

test('a job deaf to its cancel is killed after the grace time, not sooner', async () => {
  const started = performance.now()
  expect(await failure(cancelTrial('deaf'))).toMatchObject({ name: 'AbortError' })
  const elapsed = performance.now() - started
  expect(elapsed).toBeGreaterThan(4_900)
  expect(elapsed).toBeLessThan(15_000)
})
