import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** A node as the export has it, with its place found. */
export type TreeNode = {
  readonly id: string
  /** The message exactly as it stands; undefined where the node carries none. */
  readonly message: unknown
  /** The nearest ancestor that carries a message. */
  readonly parentId: string | null
}

export type Tree = {
  /** Every node that carries a message, parents before children, siblings in the source's order. */
  readonly nodes: readonly TreeNode[]
  /** Structure that carries no message: kept because other nodes may name it. */
  readonly empty: Readonly<Record<string, unknown>>
  /** Where the visible thread ends. */
  readonly currentId: string | null
}

/**
 * Finds the tree in a conversation's nodes: the id and `{ parent, children, message }` of each, in file order. Links
 * may be one-sided, missing, dangling or circular: a parent is what the node says, else who claims it as a child, else
 * nobody; a circle is cut at its first node. Never recursive.
 */
export function readTree(
  entries: Iterable<readonly [id: string, node: unknown]>,
  currentNode: unknown,
  timeOf: (message: unknown) => number,
): Tree {
  const nodes = new Map<string, UntrustedObject>()
  const empty: Record<string, unknown> = Object.create(null)
  for (const [id, value] of entries) {
    const node = asObject(value)
    nodes.set(id, node)
    if (node['message'] === null || node['message'] === undefined) empty[id] = value
  }
  const parents = findParents(nodes)
  cutCircles(parents)
  const children = childrenInOrder(nodes, parents)

  const ordered: TreeNode[] = []
  const spoken = new Map<string, string | null>()
  const waiting: { id: string; parentId: string | null }[] = []
  for (const [id, parent] of parents) if (parent === null) waiting.push({ id, parentId: null })
  waiting.reverse()
  while (waiting.length > 0) {
    const { id, parentId } = waiting.pop() as { id: string; parentId: string | null }
    const message = nodes.get(id)?.['message']
    const carries = message !== null && message !== undefined
    if (carries) ordered.push({ id, message, parentId })
    const here = carries ? id : parentId
    spoken.set(id, here)
    const below = children.get(id) ?? []
    for (let index = below.length - 1; index >= 0; index -= 1)
      waiting.push({ id: below[index] as string, parentId: here })
  }
  const current = typeof currentNode === 'string' ? spoken.get(currentNode) : undefined
  return { nodes: ordered, empty, currentId: current ?? newestLeaf(ordered, timeOf) }
}

function findParents(nodes: ReadonlyMap<string, UntrustedObject>): Map<string, string | null> {
  const claimedBy = new Map<string, string>()
  const byMessageId = new Map<string, string>()
  for (const [id, node] of nodes) {
    for (const child of asList(node['children'])) {
      if (typeof child === 'string' && !claimedBy.has(child)) claimedBy.set(child, id)
    }
    const messageId = asText(asObject(node['message'])['id'])
    if (messageId) byMessageId.set(messageId, id)
  }
  const parents = new Map<string, string | null>()
  for (const [id, node] of nodes) {
    const said = asText(node['parent'])
    const told = asText(asObject(asObject(node['message'])['metadata'])['parent_id'])
    const candidates = [said, claimedBy.get(id), said === null && told ? (byMessageId.get(told) ?? told) : null]
    parents.set(id, candidates.find((parent) => parent && parent !== id && nodes.has(parent)) ?? null)
  }
  return parents
}

/** Walks up from each node once; a node met again on the same walk closes a circle and becomes a root. */
function cutCircles(parents: Map<string, string | null>): void {
  const walkOf = new Map<string, number>()
  let walk = 0
  for (const start of parents.keys()) {
    walk += 1
    let id: string | null = start
    while (id !== null && !walkOf.has(id)) {
      walkOf.set(id, walk)
      id = parents.get(id) ?? null
    }
    if (id !== null && walkOf.get(id) === walk) parents.set(id, null)
  }
}

function childrenInOrder(
  nodes: ReadonlyMap<string, UntrustedObject>,
  parents: ReadonlyMap<string, string | null>,
): Map<string, string[]> {
  const children = new Map<string, string[]>()
  const placed = new Set<string>()
  const place = (child: string, parent: string) => {
    if (placed.has(child)) return
    placed.add(child)
    const list = children.get(parent)
    if (list) list.push(child)
    else children.set(parent, [child])
  }
  for (const [id, node] of nodes) {
    for (const child of asList(node['children'])) {
      if (typeof child === 'string' && parents.get(child) === id) place(child, id)
    }
  }
  for (const [id, parent] of parents) if (parent !== null) place(id, parent)
  return children
}

/** With no current node told: the leaf with the newest time, the last one on ties. */
function newestLeaf(ordered: readonly TreeNode[], timeOf: (message: unknown) => number): string | null {
  const withChildren = new Set(ordered.map((node) => node.parentId))
  let best: string | null = null
  let bestTime = -1
  for (const node of ordered) {
    if (withChildren.has(node.id)) continue
    const time = timeOf(node.message)
    if (time >= bestTime) {
      best = node.id
      bestTime = time
    }
  }
  return best
}
