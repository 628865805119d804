import type { ConversationRepository } from '#core/chat/conversation-repository.ts'
import type { ImportRunId } from '#shared/model/ids.ts'
import type { ImportRunRepository } from './import-run-repository.ts'
import type { NeutralConversation } from './neutral.ts'

/** What a conversation is called in its source while it stands beside another reading of itself. */
export const apartName = (runId: ImportRunId, sourceId: string): string => `apart in ${runId}: ${sourceId}`

/**
 * The conversation under a name of its own, so that it does not become one with what it is going to replace, be it only
 * a part of what is there: what goes out takes along what was joined to it. What others alone brought it joins as ever;
 * our own document names things for good.
 */
export function setApart(
  conversation: NeutralConversation,
  vault: {
    readonly runId: ImportRunId
    readonly replaces: readonly ImportRunId[]
    readonly conversations: Pick<ConversationRepository, 'findBySource'>
    readonly runs: Pick<ImportRunRepository, 'runsOf'>
  },
): NeutralConversation {
  const { source, sourceId, kept } = conversation
  if (kept) return conversation
  const here = vault.conversations.findBySource(source, sourceId)
  const brought = here === null ? [] : [here.importRunId, ...vault.runs.runsOf([{ source, sourceId }])]
  const isOther = here !== null && !brought.some((run) => run !== null && vault.replaces.includes(run))
  return isOther ? conversation : { ...conversation, sourceId: apartName(vault.runId, sourceId) }
}
