import { setImmediate } from 'node:timers/promises'
import type { ImportRunId } from '#shared/model/ids.ts'
import { openJobVault, type VaultAccess } from '../job-vault.ts'
import type { JobContext } from '../jobs/job-context.ts'

/** Takes back what a run brought in, in short transactions. */
export async function undoImport(
  { vault, runId }: { readonly vault: VaultAccess; readonly runId: ImportRunId },
  { report }: JobContext<{ readonly messages: number }>,
): Promise<{ readonly messages: number }> {
  using open = openJobVault(vault)
  let removed = 0
  for (;;) {
    const step = open.messages.undoImport(runId)
    removed += step.messages
    if (step.done) break
    report({ messages: removed })
    open.giveWay()
    await setImmediate()
  }
  open.assets.removeUnused()
  return { messages: removed }
}
