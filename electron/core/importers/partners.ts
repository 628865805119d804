import { characterSources, messengers } from '#shared/model/conversation.ts'
import type { PreviewPartner } from '#shared/model/import-run.ts'
import type { NeutralConversation } from './neutral.ts'

const shownNames = 8
const shownPartners = 2_000

/** The names of those who answer in a conversation, where its source names companions or people; assistants are nobody. */
export function partnersOf({ source, character, nodes }: NeutralConversation): string[] {
  if (character) return [character]
  if (!characterSources.has(source) && !messengers.has(source)) return []
  const names = new Set<string>()
  for (const { role, author } of nodes) if (role === 'assistant' && author !== null) names.add(author.trim())
  names.delete('')
  return [...names].toSorted()
}

/** Counts through an export who it is that conversations are held with. */
export type PartnerCount = {
  readonly add: (conversation: NeutralConversation) => void
  /** Those with the most to say first; nobody's, several people's and what is beyond counting under no name. */
  readonly close: () => PreviewPartner[]
}

export function createPartnerCount(): PartnerCount {
  const counts = new Map<string, PreviewPartner>()
  return {
    add(conversation) {
      const all = partnersOf(conversation)
      const key = JSON.stringify(all.length > shownNames ? [] : all)
      const isCounted = counts.has(key) || counts.size < shownPartners
      const names = isCounted ? (JSON.parse(key) as string[]) : []
      const at = isCounted ? key : '[]'
      const known = counts.get(at) ?? { names, conversations: 0, messages: 0 }
      const messages = known.messages + conversation.nodes.length
      counts.set(at, { names, conversations: known.conversations + 1, messages })
    },
    close: () => [...counts.values()].toSorted((left, right) => right.messages - left.messages),
  }
}
