import { readTree } from './message-tree.ts'
import { createOwnIds } from './own-ids.ts'

/** A message on its way into a tree. */
export type Entry<Value> = {
  readonly id: string
  readonly parentId: string | null
  /** Its versions of what follows, in order, where the source says so. */
  readonly children?: readonly string[]
  readonly value: Value
}

export type EntryTree<Value> = {
  /** Parents before children, siblings in the source's order. */
  readonly entries: readonly Entry<Value>[]
  readonly currentId: string | null
}

/**
 * Puts messages that name one another into a tree, whatever is wrong with their links. The same message twice is one; a
 * different message under a used id gets a name of its own. Ends at the newest leaf where no current one is told.
 */
export function entryTree<Value>(
  given: readonly Entry<Value>[],
  currentId: string | null,
  timeOf: (value: Value) => number,
): EntryTree<Value> {
  const byId = new Map<string, Entry<Value>>()
  const ownId = createOwnIds()
  /** All that was said under each id that came more than once. */
  const saidUnder = new Map<string, Set<string>>()

  function isRepeated({ id, value }: Entry<Value>): boolean {
    const known = byId.get(id)
    if (!known) return false
    const said = saidUnder.get(id) ?? new Set([JSON.stringify(known.value)])
    saidUnder.set(id, said)
    const count = said.size
    return said.add(JSON.stringify(value)).size === count
  }

  for (const entry of given) {
    if (isRepeated(entry)) continue
    const id = ownId(entry.id)
    byId.set(id, { ...entry, id })
  }
  const tree = readTree(
    [...byId].map(([id, { parentId, children, value }]) => [id, { parent: parentId, children, message: { value } }]),
    currentId,
    (message) => timeOf((message as { value: Value }).value),
  )
  return {
    entries: tree.nodes.flatMap(({ id, parentId }) => {
      const entry = byId.get(id)
      return entry ? [{ ...entry, parentId }] : []
    }),
    currentId: tree.currentId,
  }
}
