import { readTree } from './message-tree.ts'

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
  for (const entry of given) {
    let { id } = entry
    let known = byId.get(id)
    for (let copy = 2; known && !isSame(known, entry); copy += 1) {
      id = `${entry.id}:${copy}`
      known = byId.get(id)
    }
    if (!known) byId.set(id, { ...entry, id })
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

function isSame<Value>(left: Entry<Value>, right: Entry<Value>): boolean {
  return JSON.stringify(left.value) === JSON.stringify(right.value)
}
