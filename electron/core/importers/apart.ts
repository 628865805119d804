import type { ConversationRepository } from '#core/chat/conversation-repository.ts'
import type { ImportRunId } from '#shared/model/ids.ts'
import type { NeutralConversation } from './neutral.ts'

/** What a conversation is called in its source while it stands beside another reading of itself. */
export const apartName = (runId: ImportRunId, sourceId: string): string => `apart in ${runId}: ${sourceId}`

/**
 * The conversation under a name of its own, so that it does not become one with what it is going to replace. What others
 * brought it joins as ever; our own document names things for good.
 */
export function setApart(
  conversation: NeutralConversation,
  vault: {
    readonly runId: ImportRunId
    readonly replaces: readonly ImportRunId[]
    readonly conversations: Pick<ConversationRepository, 'findBySource'>
  },
): NeutralConversation {
  const { source, sourceId, kept } = conversation
  if (kept) return conversation
  const here = vault.conversations.findBySource(source, sourceId)
  const isOther = here !== null && (here.importRunId === null || !vault.replaces.includes(here.importRunId))
  return isOther ? conversation : { ...conversation, sourceId: apartName(vault.runId, sourceId) }
}
