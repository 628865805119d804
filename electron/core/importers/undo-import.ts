import { setImmediate } from 'node:timers/promises'
import type { ImportRunId } from '#shared/model/ids.ts'
import { createMessageRepository } from '../chat/message-repository.ts'
import type { JobContext } from '../jobs/job-context.ts'
import { createMessageIndex } from '../search/message-index.ts'
import { createAssetRepository } from '../store/asset-repository.ts'
import { openDatabase } from '../store/database.ts'
import type { VaultAccess } from './run-import.ts'

/** Takes back what a run brought in, in short transactions. */
export async function undoImport(
  { vault, runId }: { readonly vault: VaultAccess; readonly runId: ImportRunId },
  { report }: JobContext<{ readonly messages: number }>,
): Promise<{ readonly messages: number }> {
  using database = openDatabase({ ...vault, mode: 'write' })
  const messages = createMessageRepository({ database, index: createMessageIndex(database) })
  let removed = 0
  for (;;) {
    const step = messages.undoImport(runId)
    removed += step.messages
    if (step.done) break
    report({ messages: removed })
    await setImmediate()
  }
  createAssetRepository(database).removeUnused()
  return { messages: removed }
}
