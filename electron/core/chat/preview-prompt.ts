import type { Providers } from '#core/providers/providers.ts'
import type { PromptPreview } from '#shared/contract/prompt.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import { isSendable, type Attachment, type Draft, type Quote } from '#shared/model/draft.ts'
import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import type { Answerers } from './answerers.ts'
import type { ConversationRepository } from './conversation-repository.ts'
import { partsOfDraft } from './draft-parts.ts'
import type { MessageRepository } from './message-repository.ts'
import { longestHistory, type NextPrompt } from './next-prompt.ts'

/** What a send would send now; null where nobody would answer. */
export type PreviewPrompt = (asked: {
  readonly conversationId: ConversationId
  readonly text: string
  readonly attachments?: readonly Attachment[] | undefined
  readonly quote?: Quote | null | undefined
  readonly parentId?: MessageId | undefined
  readonly answer?: AnswerChoice | undefined
}) => PromptPreview | null

export function createPreviewPrompt({
  conversations,
  messages,
  answerers,
  providers,
  nextPrompt,
  assets,
}: {
  readonly conversations: Pick<ConversationRepository, 'get'>
  readonly messages: Pick<MessageRepository, 'leafId' | 'pathTo'>
  readonly answerers: Answerers
  readonly providers: Pick<Providers, 'describe'>
  readonly nextPrompt: NextPrompt
  readonly assets: Pick<AssetRepository, 'info'>
}): PreviewPrompt {
  return ({ conversationId, text, attachments = [], quote = null, parentId, answer = 'turn' }) => {
    const conversation = conversations.get(conversationId)
    const after = parentId ?? messages.leafId(conversationId)
    const [companion, ...queue] = answerers.of(conversation, { choice: answer, text, after })
    const binding = companion?.binding
    const model = binding && providers.describe(binding)
    if (!companion || !binding || !model) return null

    // The draft becomes a message of its own, so one less of the thread is read: as many as the send will read.
    const written: Draft = { text, attachments: [...attachments], quote }
    const parts = isSendable(written) ? partsOfDraft(written, assets) : []
    const draft = parts.length === 0 ? [] : [draftOf(conversationId, after, parts)]
    const path = after === null ? [] : messages.pathTo(after, longestHistory - draft.length)
    const { prompt, budget, isRefused } = nextPrompt({
      companion,
      others: answerers.others(conversation, companion),
      model,
      history: [...path, ...draft],
      // In a room they can be asked to speak without any words, and are then asked to begin where nothing is open.
      begins: conversation.kind === 'room' && draft.length === 0,
    })
    const { provider, price, isDemo, sees } = model
    const { window, windowFrom, room } = budget
    return {
      companionId: companion.id,
      queue: queue.flatMap((next): CompanionId[] => (next ? [next.id] : [])),
      model: { id: binding.model, provider, window, windowFrom, price, sees, isDemo },
      sections: prompt.sections.map(({ id, turns, tokens, leftOut, fired = [], recalled = [] }) => ({
        id,
        turns: [...turns],
        tokens,
        leftOut: [...leftOut],
        fired: [...fired],
        recalled: [...recalled],
      })),
      tokens: prompt.tokens,
      room,
      fits: prompt.fits,
      isRefused,
    }
  }
}

/** The words in the composer as the message that sending would make of them. */
function draftOf(conversationId: ConversationId, parentId: MessageId | null, parts: Part[]): Message {
  return {
    id: 0 as MessageId,
    conversationId,
    parentId,
    depth: 0,
    role: 'user',
    author: null,
    companionId: null,
    createdAt: null,
    parts,
    replyToId: null,
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
