import type { Move } from '../chat/tree-repair.ts'
import type { ImportedPlace } from '../chat/message-repository.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { NeutralConversation, NeutralNode } from './neutral.ts'

type Place = Pick<ImportedPlace, 'id' | 'parentId'>

/** How far is climbed for one conversation, so that two sources that agree on nothing do not take for ever. */
const longestClimb = 200_000

/**
 * Messages that were here and that what came in now stands before: those that began a conversation whose earlier part
 * has come, and those that followed where something was missing. A message that hangs elsewhere stays where it is.
 */
export function movesOf({
  conversation,
  known,
  places,
}: {
  readonly conversation: NeutralConversation
  /** Where messages were before, by the source's ids, and where all are now. */
  readonly known: ReadonlyMap<string, Place>
  readonly places: ReadonlyMap<string, Place>
}): Move[] {
  const nodes = new Map(conversation.nodes.map((node) => [node.sourceId, node]))
  const parents = new Map([...places.values()].map(({ id, parentId }) => [id, parentId]))
  const moves: Move[] = []
  let steps = 0

  const isAbove = (id: MessageId, from: MessageId): boolean => {
    for (let at: MessageId | null = from; at !== null && steps < longestClimb; at = parents.get(at) ?? null) {
      steps += 1
      if (at === id) return true
    }
    return false
  }

  /** Whether the source has the message that this one follows here somewhere above it, and others between. */
  const isBetween = (node: NeutralNode, parentId: MessageId): boolean => {
    for (let at = nodes.get(node.parentId ?? ''); at && steps < longestClimb; at = nodes.get(at.parentId ?? '')) {
      steps += 1
      if (places.get(at.sourceId)?.id === parentId) return true
    }
    return false
  }

  for (const node of conversation.nodes) {
    const place = known.get(node.sourceId)
    const above = node.parentId === null ? undefined : places.get(node.parentId)
    if (!place || !above || above.id === place.parentId) continue
    if (place.parentId !== null && !isBetween(node, place.parentId)) continue
    if (isAbove(place.id, above.id) || steps >= longestClimb) continue
    moves.push({ id: place.id, parentId: above.id })
    parents.set(place.id, above.id)
  }
  return moves
}
