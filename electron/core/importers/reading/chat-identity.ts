import { fingerprint } from './fingerprint.ts'
import type { NeutralNode } from '../neutral.ts'

/**
 * A name for a chat that has no id: by what the source says of it as a whole and by how it began, up to the first words
 * of the person, or the second where no times tell like beginnings apart. What came after does not count, so that the
 * same chat is known again when it has grown.
 */
export function chatIdentity(said: unknown, nodes: readonly NeutralNode[]): string {
  const spoken = nodes.flatMap((node, index) => (node.role === 'user' ? [index] : []))
  const [first = 0, second = first] = spoken
  const end = nodes[first]?.createdAt ? first : second
  const opening = nodes.slice(0, end + 1).map((node) => node.sourceId)
  return anonymousId(said, opening)
}

/** A name made of what the source says of a chat and of the ids of the messages that set it apart. */
export function anonymousId(said: unknown, messageIds: readonly string[]): string {
  return `anonymous:${fingerprint([said, messageIds])}`
}
