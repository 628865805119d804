import type { NeutralNode } from '../neutral.ts'

/** Where the newest thread ends that is reached by always going on with the last version; null without messages. */
export function lastThread(nodes: readonly NeutralNode[]): string | null {
  const lastChild = new Map<string | null, string>()
  for (const { parentId, sourceId } of nodes) lastChild.set(parentId, sourceId)
  let end: string | null = null
  for (let next = lastChild.get(null); next !== undefined; next = lastChild.get(next)) end = next
  return end
}
