import type { CompanionId } from '#shared/model/ids.ts'
import type { AnswerChoice } from '#shared/model/room.ts'

/** Somebody who can answer in a room. */
export type Member = { readonly id: CompanionId; readonly name: string }

/**
 * Who answers in a room, one after another, each once at most: the choice first, then whoever the words mention, then
 * whoever's turn it is. `lastId` spoke last.
 */
export function answersIn<Someone extends Member>(
  members: readonly Someone[],
  {
    choice,
    text,
    lastId,
  }: { readonly choice: AnswerChoice; readonly text: string; readonly lastId: CompanionId | null },
): readonly Someone[] {
  if (choice === 'nobody') return []
  if (typeof choice === 'number') return members.filter(({ id }) => id === choice)
  const inTurn = fromNext(members, lastId)
  if (choice === 'everyone') return inTurn
  const named = mentioned(members, text)
  return named.length > 0 ? named : inTurn.slice(0, 1)
}

/** The members in the order of their turns, beginning after whoever spoke last. */
function fromNext<Someone extends Member>(members: readonly Someone[], lastId: CompanionId | null): readonly Someone[] {
  const next = members.findIndex(({ id }) => id === lastId) + 1
  return [...members.slice(next), ...members.slice(0, next)]
}

/** Whom a text mentions as `@name`, in the order of mention. Of names that begin alike, the longer one is meant. */
function mentioned<Someone extends Member>(members: readonly Someone[], text: string): readonly Someone[] {
  const words = text.toLowerCase()
  const byLength = members.toSorted((one, other) => other.name.length - one.name.length)
  const found = new Set<Someone>()
  for (const { index } of words.matchAll(/[@＠]/g)) {
    const rest = words.slice(index + 1)
    const meant = byLength.find(({ name }) => beginsWith(rest, name.toLowerCase()))
    if (meant) found.add(meant)
  }
  return [...found]
}

/** Whether a name ends where it stands: `@Ann` is not Anna's, while Han names run on into the words. */
function beginsWith(text: string, name: string): boolean {
  if (!text.startsWith(name)) return false
  return !(/[\p{Script=Latin}\p{N}]$/u.test(name) && /^[\p{Script=Latin}\p{N}]/u.test(text.slice(name.length)))
}
