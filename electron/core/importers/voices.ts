import { characterSources, messengers } from '#shared/model/conversation.ts'
import type { PreviewVoice } from '#shared/model/import-run.ts'
import type { NeutralConversation } from './neutral.ts'

const shownNames = 8
const shownVoices = 2_000

/** The names of those who answer in a conversation, where its source names companions or people; assistants are nobody. */
export function voicesOf({ source, character, nodes }: NeutralConversation): string[] {
  if (character) return [character]
  if (!characterSources.has(source) && !messengers.has(source)) return []
  const names = new Set<string>()
  for (const { role, author } of nodes) if (role === 'assistant' && author !== null) names.add(author.trim())
  names.delete('')
  return [...names].toSorted()
}

/** Counts through an export who it is that conversations are held with. */
export type VoiceCount = {
  readonly add: (conversation: NeutralConversation) => void
  /** Those with the most to say first; nobody's, several people's and what is beyond counting under no name. */
  readonly close: () => PreviewVoice[]
}

export function createVoiceCount(): VoiceCount {
  const counts = new Map<string, PreviewVoice>()
  return {
    add(conversation) {
      const all = voicesOf(conversation)
      const key = JSON.stringify(all.length > shownNames ? [] : all)
      const isCounted = counts.has(key) || counts.size < shownVoices
      const names = isCounted ? (JSON.parse(key) as string[]) : []
      const at = isCounted ? key : '[]'
      const known = counts.get(at) ?? { names, conversations: 0, messages: 0 }
      const messages = known.messages + conversation.nodes.length
      counts.set(at, { names, conversations: known.conversations + 1, messages })
    },
    close: () => [...counts.values()].toSorted((left, right) => right.messages - left.messages),
  }
}
