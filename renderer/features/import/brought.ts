import type { ImportRun } from '#shared/model/import-run.ts'

/** How many messages a run brought, by its receipt where it has one. */
export function brought({ receipt, progress }: ImportRun): number {
  return receipt ? receipt.messages.imported + receipt.messages.keptRaw : progress.messages
}
