import fc from 'fast-check'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { spokenText } from '#shared/model/part.ts'
import { chatText } from './chat-model.ts'

/** One message of a talk that may branch anywhere; its parent stands before it. Times are whole seconds in epoch ms. */
export type TalkNode = {
  readonly id: string
  readonly parent: string | null
  readonly role: 'user' | 'assistant'
  readonly text: string
  readonly time: number
}
export type TalkTree = { readonly nodes: readonly TalkNode[]; readonly current: string | null }

/** Talks of up to fifteen messages that branch anywhere, with several beginnings, ending anywhere. */
export function talkTrees(): fc.Arbitrary<TalkTree> {
  const message = fc.record({
    above: fc.nat(),
    role: fc.constantFrom('user' as const, 'assistant' as const),
    text: chatText(),
    time: fc.integer({ min: 1_577_836_800, max: 1_767_225_600 }).map((seconds) => seconds * 1_000),
  })
  return fc.tuple(fc.array(message, { minLength: 1, maxLength: 15 }), fc.nat()).map(([messages, end]) => {
    const nodes = messages.map(({ above, ...said }, index): TalkNode => {
      const place = above % (index + 1)
      return { ...said, id: `m${index}`, parent: place === index ? null : `m${place}` }
    })
    return { nodes, current: `m${end % nodes.length}` }
  })
}

/** What a conversation that was read says, in the form of what was written: order of versions and all. */
export function treeOf({ nodes, currentId }: NeutralConversation): TalkTree {
  const read = nodes.map((node): TalkNode => {
    const role = node.role === 'user' ? 'user' : 'assistant'
    const time = node.createdAt?.milliseconds ?? Number.NaN
    return { id: node.sourceId, parent: node.parentId, role, text: spokenText(node.parts), time }
  })
  return { nodes: inFamilies(read), current: currentId }
}

/** A talk with its messages gathered by parent, in which order is only that of versions. */
export function familiesOf({ nodes, current }: TalkTree): TalkTree {
  return { nodes: inFamilies(nodes), current }
}

function inFamilies(nodes: readonly TalkNode[]): TalkNode[] {
  return nodes.toSorted((left, right) =>
    (left.parent ?? '') < (right.parent ?? '') ? -1 : left.parent === right.parent ? 0 : 1,
  )
}
