import { setImmediate } from 'node:timers/promises'
import type { ImportRunId } from '#shared/model/ids.ts'
import { openJobVault, type VaultAccess } from '../job-vault.ts'
import type { JobContext } from '../jobs/job-context.ts'

/** Takes back what a run brought in, in short transactions. A cancelled one can be begun again, and goes on. */
export async function undoImport(
  { vault, runId }: { readonly vault: VaultAccess; readonly runId: ImportRunId },
  { report, signal }: JobContext<{ readonly messages: number }>,
): Promise<{ readonly messages: number }> {
  using open = openJobVault(vault)
  let removed = 0
  const pause = async () => {
    report({ messages: removed })
    signal.throwIfAborted()
    open.giveWay()
    await setImmediate()
  }
  for (;;) {
    const step = open.messages.undoImport(runId)
    removed += step.messages
    if (step.done) break
    await pause()
  }
  while (open.assets.removeUnused()) await pause()
  return { messages: removed }
}
