import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyDatabase } from '#core/store/verify-database.ts'
import type { ThreadAnchor } from '#shared/contract/conversations.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

type ModelNode = {
  id: MessageId
  parent: ModelNode | null
  children: ModelNode[]
  chosen: ModelNode | null
  time: number
  deleted: boolean
}

/** The tree as anybody would write it without a database: whole paths, walked anew each time. */
class Model {
  readonly nodes: ModelNode[] = []
  readonly root: ModelNode = { id: 0 as MessageId, parent: null, children: [], chosen: null, time: 0, deleted: false }

  add(id: MessageId, parent: ModelNode, time: number): void {
    const node: ModelNode = { id, parent, children: [], chosen: null, time, deleted: false }
    parent.children.push(node)
    this.nodes.push(node)
    this.select(node)
  }

  select(node: ModelNode): void {
    for (let at = node; at.parent; at = at.parent) at.parent.chosen = at
  }

  /** The path through a node: its ancestors, itself, and what was chosen below. */
  through(node: ModelNode): ModelNode[] {
    const path: ModelNode[] = []
    for (let at: ModelNode = node; at.parent; at = at.parent) path.unshift(at)
    for (let at = node.chosen; at; at = at.chosen) path.push(at)
    return path
  }

  page(anchor: ThreadAnchor, limit: number) {
    const anchored = 'messageId' in anchor ? this.nodes.find((node) => node.id === anchor.messageId) : undefined
    const path = this.through(anchored ?? this.root)
    let [from, to] = [path.length - limit, path.length]
    const at = anchored ? path.indexOf(anchored) : -1
    if (anchor.from === 'before') [from, to] = [at - limit, at]
    if (anchor.from === 'after') [from, to] = [at + 1, at + 1 + limit]
    if (anchor.from === 'around') {
      from = Math.max(0, at - Math.floor(limit / 2))
      to = from + limit
    }
    if (anchor.from === 'time') {
      const later = path.filter((node) => node.time >= anchor.time).toSorted((one, other) => one.time - other.time)
      const first = later[0]
      if (first) {
        from = Math.max(0, Math.min(path.indexOf(first), path.length - limit))
        to = from + limit
      }
    }
    from = Math.max(0, from)
    return {
      ids: path.slice(from, to).map((node) => node.id),
      hasBefore: from > 0,
      hasAfter: to < path.length,
      onThread: anchored === undefined || this.through(this.root).includes(anchored),
      lastDepth: this.through(this.root).length - 1,
    }
  }
}

type Step = { do: 'append' | 'reply' | 'select' | 'delete' | 'restore'; at: number; time: number }

const steps = fc.array(
  fc.record({
    do: fc.constantFrom('append', 'reply', 'reply', 'reply', 'select', 'delete', 'restore'),
    at: fc.nat(1_000),
    time: fc.integer({ min: 1, max: 50 }),
  }),
  { minLength: 1, maxLength: 40 },
)

function apply(store: TestStore, conversationId: ConversationId, model: Model, step: Step): void {
  const node = model.nodes[step.at % Math.max(1, model.nodes.length)]
  if (step.do === 'append' || step.do === 'reply' || !node) {
    // `reply` goes on from the end, `append` from anywhere, before the first message too.
    const anywhere = [model.root, ...model.nodes][step.at % (model.nodes.length + 1)] ?? model.root
    const parent = step.do === 'append' ? anywhere : (model.through(model.root).at(-1) ?? model.root)
    const parentId = parent === model.root ? null : parent.id
    const message = aMessage(conversationId, parentId, `words ${step.time}`, { createdAt: step.time })
    model.add(store.messages.append(message).id, parent, step.time)
  } else if (step.do === 'select') {
    store.messages.selectVersion(node.id)
    model.select(node)
  } else {
    node.deleted = step.do === 'delete'
    store.messages.setDeleted(node.id, node.deleted ? 5 : null)
  }
}

function compare(store: TestStore, conversationId: ConversationId, model: Model, anchor: ThreadAnchor, limit: number) {
  const page = store.messages.thread(conversationId, anchor, limit)
  const { messages, ...ends } = page
  expect({ ids: messages.map((message) => message.id), ...ends }).toEqual(model.page(anchor, limit))
  for (const message of messages) checkMessage(model, message)
}

function checkMessage(model: Model, message: Message) {
  const node = model.nodes.find(({ id }) => id === message.id)
  expect(message.versions).toEqual(node?.parent?.children.map(({ id }) => id))
  expect(message.deleted).toBe(node?.deleted)
}

test('a page of the thread is what walking the whole tree gives, after any edits, versions and deletions', () => {
  using store = createTestStore()
  const limits = fc.integer({ min: 1, max: 12 })
  fc.assert(
    fc.property(steps, limits, (history, limit) => {
      const { id } = store.conversations.create({
        companionId: store.companion.id,
        kind: 'ordinary',
        title: null,
        createdAt: 0,
      })
      const model = new Model()
      for (const step of history) apply(store, id, model, step)
      compare(store, id, model, { from: 'end' }, limit)
      for (const time of [0, 10, 25, 51]) compare(store, id, model, { from: 'time', time }, limit)
      for (const node of model.nodes) {
        for (const from of ['before', 'after', 'around'] as const) {
          compare(store, id, model, { from, messageId: node.id }, limit)
        }
      }
      const path = model.through(model.root)
      expect(store.messages.leafId(id)).toBe(path.at(-1)?.id ?? null)
      expect(store.conversations.get(id).messageCount).toBe(model.nodes.filter((node) => !node.deleted).length)
      const kept = path.filter((node) => !node.deleted).map((node) => node.id)
      const last = path.at(-1)
      const prompt = last ? store.messages.pathTo(last.id, 3) : []
      expect(prompt.map((message) => message.id)).toEqual(kept.slice(-3))
    }),
    { numRuns: 120 },
  )
  expect(verifyDatabase(store.database).problems).toEqual([])
})
