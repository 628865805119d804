import type { DraftProgress } from '#shared/model/letter-draft.ts'
import type { FoundItems } from './items.ts'

const mostLatest = 6

/** Nothing done yet. */
export const emptyProgress: DraftProgress = {
  phase: 'read',
  read: { done: 0, of: 0 },
  merge: { done: 0, of: 0 },
  write: { done: 0, of: 0 },
  known: 0,
  spent: { prompt: 0, completion: 0 },
  left: { prompt: 0, completion: 0 },
  secondsLeft: 0,
  found: {},
  unfound: 0,
  latest: [],
  failures: [],
}

/** With what one more part held. */
export function withFound(progress: DraftProgress, { items, unfound }: FoundItems): DraftProgress {
  const found = { ...progress.found }
  for (const { kind } of items) found[kind] = (found[kind] ?? 0) + 1
  const latest = [...progress.latest, ...items.map(({ kind, text, date }) => ({ kind, text, date }))].slice(-mostLatest)
  return { ...progress, found, unfound: progress.unfound + unfound, latest }
}
