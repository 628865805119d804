import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createOwnIds } from './own-ids.ts'

type NodeBasis = Pick<NeutralNode, 'sourceId' | 'role' | 'parts'>
type ConversationBasis = Pick<NeutralConversation, 'source' | 'sourceId' | 'nodes'>

/** A message with what the source says of it; all that it leaves unsaid is unknown, shown and complete. */
export function neutralNode(said: NodeBasis & Partial<NeutralNode>): NeutralNode {
  return {
    parentId: null,
    author: null,
    createdAt: null,
    keptRaw: said.parts.some((part) => part.kind === 'opaque'),
    hidden: false,
    state: 'complete',
    model: null,
    finishReason: null,
    raw: null,
    ...said,
  }
}

/** A conversation with what the source says of it; it ends at its last message unless the source says where. */
export function neutralConversation(said: ConversationBasis & Partial<NeutralConversation>): NeutralConversation {
  return {
    title: null,
    createdAt: null,
    updatedAt: null,
    archived: false,
    currentId: said.nodes.at(-1)?.sourceId ?? null,
    assets: [],
    raw: null,
    keptRaw: null,
    ...said,
  }
}

/**
 * Hangs each message on the one before it, for sources that only know an order. An id used twice gets a counter, so
 * that neither message is lost.
 */
export function inOneLine(nodes: readonly NeutralNode[]): NeutralNode[] {
  const ownId = createOwnIds()
  let parentId: string | null = null
  return nodes.map((node) => {
    const placed = { ...node, sourceId: ownId(node.sourceId), parentId }
    parentId = placed.sourceId
    return placed
  })
}
