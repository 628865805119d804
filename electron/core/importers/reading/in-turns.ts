import type { NeutralNode } from '../neutral.ts'
import { createOwnIds } from './own-ids.ts'

/** What was said at one place of a chat, once or in several versions; the chat went on from the one at `shown`. */
export type Turn = { readonly versions: readonly NeutralNode[]; readonly shown: number }

export type Thread = { readonly nodes: readonly NeutralNode[]; readonly currentId: string | null }

/**
 * Hangs each turn on the shown version of the turn before it, for sources that know an order and versions of one
 * message. An id used twice gets a counter, so that neither message is lost.
 */
export function inTurns(turns: readonly Turn[]): Thread {
  const nodes: NeutralNode[] = []
  const ownId = createOwnIds()
  let parentId: string | null = null
  for (const { versions, shown } of turns) {
    const placed: NeutralNode[] = []
    for (const version of versions) {
      placed.push({ ...version, sourceId: ownId(version.sourceId), parentId })
    }
    nodes.push(...placed)
    parentId = (placed[shown] ?? placed.at(-1))?.sourceId ?? parentId
  }
  return { nodes, currentId: parentId }
}

/** A turn that was said once. */
export function turnOf(node: NeutralNode): Turn {
  return { versions: [node], shown: 0 }
}
