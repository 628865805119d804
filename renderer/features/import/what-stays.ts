import { countBeside, type ImportRun } from '#shared/model/import-run.ts'

/** Whether something that a run brought may be in the vault. */
export function hasLeft({ state, receipt, progress }: ImportRun): boolean {
  if (state === 'undone') return false
  return progress.messages > 0 || (state !== 'failed' && receipt !== null)
}

/** Whether a run was to replace another and has not: one that did and was taken back leaves neither. */
export function earlierStays(run: ImportRun): boolean {
  return (run.preview?.replaces.length ?? 0) > 0 && run.receipt === null && !hasLeft(run)
}

/** Whether a run brought more than conversations, which taking it back does not take out. */
export function broughtBeside({ receipt }: ImportRun): boolean {
  return receipt !== null && countBeside(receipt.beside) > receipt.beside.alreadyHere
}
