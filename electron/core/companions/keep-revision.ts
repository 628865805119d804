import type { Timestamp } from '#shared/model/ids.ts'
import type { RevisionOf } from '#shared/model/revision.ts'
import type { RevisionRepository, StoredRevision } from './revision-repository.ts'

/** What is typed within this time goes into one state, so that a list of them can be read. */
const stretch = { profile: 60_000, self: 60_000, digest: 600_000, letter: 600_000 } satisfies Record<
  RevisionOf['subject'],
  number
>

/** Characters that may go without the state before being kept. */
const smallLoss = 120

type State = {
  readonly body: string
  readonly length: number
  readonly now: Timestamp
  /** When the state was saved that this one was made from; another one means that somebody else wrote meanwhile. */
  readonly base?: Timestamp | null | undefined
  /** Never written over what is there, such as a state that is brought back. */
  readonly apart?: boolean
}

/** Keeps a new state, going on with the newest where nothing of it is lost by that. */
export function keepRevision(repository: RevisionRepository, of: RevisionOf, state: State): void {
  const { body, length, now, apart = false } = state
  const head = repository.head(of)
  if (head?.body === body) return
  // Time may be set back, and no two states are saved at one moment: a window knows by it what it has read.
  const savedAt = Math.max(now, (head?.savedAt ?? 0) + 1)
  const goesOn = head !== null && !apart && isWrittenOn(head, of, state)
  if (goesOn) repository.amend(head.id, { body, length, savedAt })
  else repository.insert(of, { body, length, begunAt: savedAt })
}

function isWrittenOn(head: StoredRevision, { subject }: RevisionOf, { body, now, base }: State): boolean {
  if (head.name !== null || (base !== undefined && base !== head.savedAt)) return false
  return now - head.begunAt < stretch[subject] && lostBetween(head.body, body) <= smallLoss
}

/** How many characters of the old words are not in the new ones, if one stretch of them was changed. */
function lostBetween(old: string, next: string): number {
  const shorter = Math.min(old.length, next.length)
  let start = 0
  while (start < shorter && old[start] === next[start]) start += 1
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end] === next[next.length - 1 - end]) end += 1
  return old.length - start - end
}
