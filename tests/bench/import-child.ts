import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { runJob } from '#core/jobs/job.ts'
import { openDatabase } from '#core/store/database.ts'
import { createSentences } from '#tests/helpers/sentences.ts'
import { addImportRun } from '#tests/helpers/test-store.ts'
import { quantile } from './bench.ts'
import { openRepositories } from './repositories.ts'

/** What one import came to, in a process of its own: nothing else counts into its memory and its processor time. */
export type ImportCost = {
  readonly messages: number
  readonly cpuSeconds: number
  readonly wallSeconds: number
  readonly peakMegabytes: number
  /** Milliseconds to store one message in a conversation, before the import and beside it; none where nobody talked. */
  readonly quiet: readonly number[]
  readonly beside: readonly number[]
}

const [folder = '', file = '', talks = ''] = process.argv.slice(2)
const between = 40
const quietMessages = 100

/** Imports a file into a new vault through a worker, as the app does, while somebody goes on talking if told so. */
const importing = async (): Promise<ImportCost> => {
  const key = randomBytes(32)
  using database = openDatabase({ file: path.join(folder, 'keepsake.db'), key, mode: 'create' })
  const { messages, lifelongId } = openRepositories(database)
  const sentences = createSentences(1)
  let now = 1_700_000_000_000
  const say = (): number => {
    now += 1_000
    const parts = [{ kind: 'text', text: sentences.paragraph() }] as const
    const begun = performance.now()
    const parentId = messages.leafId(lifelongId)
    messages.append({ conversationId: lifelongId, parentId, role: 'user', createdAt: now, parts, state: 'complete' })
    return performance.now() - begun
  }
  const quiet: number[] = []
  const beside: number[] = []
  for (let count = 0; talks !== '' && count < quietMessages; count += 1) {
    quiet.push(say())
    await setTimeout(between / 4)
  }
  const runId = addImportRun(database)
  const host = { workerScript: new URL('../../electron/core/jobs/worker.ts', import.meta.url) }
  const vault = { file: database.file, key, wanted: database.wanted }
  let written = 0
  let isOver = false
  const begun = performance.now()
  const cpu = process.cpuUsage()
  const input = { vault, runId, inputs: [{ kind: 'path', path: file }], companionId: null, startedAt: 0 } as const
  const job = runJob(host, 'run-import', input, {
    onProgress: (progress) => {
      written = progress.messages
    },
  }).finally(() => {
    isOver = true
  })
  while (talks !== '' && !isOver) {
    // Not before it writes: telling what a file is holds nobody up.
    if (written > 0) beside.push(say())
    await setTimeout(between + (beside.length % 7) * 5)
  }
  const { progress } = await job
  const { user, system } = process.cpuUsage(cpu)
  return {
    messages: progress.messages,
    cpuSeconds: (user + system) / 1_000_000,
    wallSeconds: (performance.now() - begun) / 1_000,
    peakMegabytes: process.resourceUsage().maxRSS / 1_024,
    quiet: [quantile(quiet, 0.5), quantile(quiet, 0.95)],
    beside: [quantile(beside, 0.5), quantile(beside, 0.95)],
  }
}

process.stdout.write(JSON.stringify(await importing()))
