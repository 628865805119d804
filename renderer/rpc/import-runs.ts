import type { ImportRun } from '#shared/model/import-run.ts'

/** An import that a crash, a lock or a quit cut off and nobody has looked at yet. An undo that was cut off finishes itself. */
export function isUnseenInterruption({ state, failure, seen }: ImportRun): boolean {
  return state === 'interrupted' && failure === null && !seen
}
