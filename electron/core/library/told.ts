import { oneLine } from '#shared/one-line.ts'
import type { Comparable, Said, SaidThere } from './duplicate-repository.ts'
import type { Told } from './overlap.ts'

/** The same conversation from two exports says the same day, whatever zone each of them was written in. */
export const sameTime = 36 * 60 * 60 * 1_000
/** A greeting and a word back happen again and again. */
export const fewestSaid = 4

/** Who is kept before whom: what was said here, what is whole, what the person marked, what came first. */
export function byWorth(one: Comparable, other: Comparable): number {
  return (
    Number(one.isImported) - Number(other.isImported) ||
    other.messageCount - one.messageCount ||
    Number(other.isMarked) - Number(one.isMarked) ||
    one.id - other.id
  )
}

/** Who said what, whatever its lines and spaces were. */
export function wordsOf({ role, text }: Pick<Said, 'role' | 'text'>): string {
  return `${role}: ${oneLine(text.normalize())}`
}

/** A message as it is compared. What was deleted in the one that goes is not missed in the other. */
export function toldOf(said: SaidThere, isGoing: boolean): Told {
  const saysNothing = said.text === '' && said.assetIds.length === 0 && said.hidden
  const key = saysNothing || (isGoing && said.deleted) ? null : JSON.stringify([wordsOf(said), ...said.assetIds])
  return { id: said.id, parentId: said.parentId, key, onThread: said.onThread, createdAt: said.createdAt }
}

/** Lets others have their turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
