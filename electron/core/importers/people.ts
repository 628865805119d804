import type { PreviewPerson } from '#shared/model/import-run.ts'
import type { NeutralConversation } from './neutral.ts'

const shownPeople = 200

/** Counts who speaks through all conversations of an export. */
export type PeopleCount = {
  readonly add: (conversation: NeutralConversation) => void
  /** Those whose side is to be asked first, then by how much they say; no more than can be shown. */
  readonly close: () => PreviewPerson[]
}

export function createPeopleCount(): PeopleCount {
  const byName = new Map<string, PreviewPerson>()

  return {
    add({ people = [] }) {
      for (const { name, messages, side } of people) {
        const known = byName.get(name)
        const sides = [side, known?.side ?? side]
        const joined = sides.find((one) => one === 'you') ?? sides.find((one) => one === 'unknown') ?? 'them'
        byName.set(name, { name, messages: messages + (known?.messages ?? 0), side: joined })
      }
    },
    close: () =>
      [...byName.values()]
        .toSorted((left, right) => {
          const asked = Number(right.side === 'unknown') - Number(left.side === 'unknown')
          return asked || right.messages - left.messages
        })
        .slice(0, shownPeople),
  }
}

/** The conversation with the person's own words as theirs, by the names the person says are their own. */
export function withOwnNames(conversation: NeutralConversation, you: ReadonlySet<string>): NeutralConversation {
  const asked = (conversation.people ?? []).filter(({ name, side }) => side === 'unknown' && you.has(name))
  if (asked.length === 0) return conversation
  const own = new Set(asked.map(({ name }) => name))
  return {
    ...conversation,
    nodes: conversation.nodes.map((node) =>
      node.role === 'assistant' && node.author !== null && own.has(node.author) ? { ...node, role: 'user' } : node,
    ),
  }
}
