import type { Providers } from '#core/providers/providers.ts'
import type { PromptPreview } from '#shared/contract/prompt.ts'
import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import type { Answerers } from './answerers.ts'
import type { ConversationRepository } from './conversation-repository.ts'
import type { MessageRepository } from './message-repository.ts'
import { longestHistory, type NextPrompt } from './next-prompt.ts'

/** What a send would send now; null where nobody would answer. */
export type PreviewPrompt = (asked: {
  readonly conversationId: ConversationId
  readonly text: string
  readonly parentId?: MessageId | undefined
  readonly answer?: AnswerChoice | undefined
}) => PromptPreview | null

export function createPreviewPrompt({
  conversations,
  messages,
  answerers,
  providers,
  nextPrompt,
}: {
  readonly conversations: Pick<ConversationRepository, 'get'>
  readonly messages: Pick<MessageRepository, 'leafId' | 'pathTo'>
  readonly answerers: Answerers
  readonly providers: Pick<Providers, 'describe'>
  readonly nextPrompt: NextPrompt
}): PreviewPrompt {
  return ({ conversationId, text, parentId, answer = 'turn' }) => {
    const conversation = conversations.get(conversationId)
    const after = parentId ?? messages.leafId(conversationId)
    const [companion, ...queue] = answerers.of(conversation, { choice: answer, text, after })
    const binding = companion?.binding
    const model = binding && providers.describe(binding)
    if (!companion || !binding || !model) return null

    // The draft becomes a message of its own, so one less of the thread is read: as many as the send will read.
    const draft = text === '' ? [] : [draftOf(conversationId, after, text)]
    const path = after === null ? [] : messages.pathTo(after, longestHistory - draft.length)
    const { prompt, budget, isRefused } = nextPrompt({
      companion,
      others: answerers.others(conversation, companion),
      model,
      history: [...path, ...draft],
      begins: false,
    })
    const { provider, price, isDemo } = model
    const { window, windowFrom, room } = budget
    return {
      companionId: companion.id,
      queue: queue.flatMap((next): CompanionId[] => (next ? [next.id] : [])),
      model: { id: binding.model, provider, window, windowFrom, price, isDemo },
      sections: prompt.sections.map(({ id, turns, tokens, leftOut }) => ({
        id,
        turns: [...turns],
        tokens,
        leftOut: [...leftOut],
      })),
      tokens: prompt.tokens,
      room,
      fits: prompt.fits,
      isRefused,
    }
  }
}

/** The words in the composer as the message that sending would make of them. */
function draftOf(conversationId: ConversationId, parentId: MessageId | null, text: string): Message {
  return {
    id: 0 as MessageId,
    conversationId,
    parentId,
    depth: 0,
    role: 'user',
    author: null,
    companionId: null,
    createdAt: null,
    parts: [{ kind: 'text', text }],
    state: 'complete',
    failure: null,
    hidden: false,
    deleted: false,
    model: null,
    provider: null,
    finishReason: null,
    tokens: null,
    versions: [],
  }
}
