import { AppError } from '#core/errors.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import type { EditedMessage, PromptPreview, ReplyAgain } from '#shared/contract/prompt.ts'
import { plainParameters, SentParameters, type Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import { isCutOff } from '#shared/model/cut-off.ts'
import { isSendable, type Attachment, type Draft, type Quote } from '#shared/model/draft.ts'
import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import type { Answerers } from './answerers.ts'
import type { AskedModel, AskedModels } from './asked-models.ts'
import { beginningOf } from './continuation.ts'
import type { ConversationRepository } from './conversation-repository.ts'
import { partsOfDraft } from './draft-parts.ts'
import { editedParts } from './edited-parts.ts'
import type { MessageRepository } from './message-repository.ts'
import { longestHistory } from './next-prompt.ts'

/** What a send would send now, or asking for a reply again; null where nobody would answer. */
export type PreviewPrompt = (asked: {
  readonly conversationId: ConversationId
  readonly text: string
  readonly attachments?: readonly Attachment[] | undefined
  readonly quote?: Quote | null | undefined
  readonly parentId?: MessageId | undefined
  readonly answer?: AnswerChoice | undefined
  readonly again?: ReplyAgain | undefined
  readonly edit?: EditedMessage | undefined
  readonly place?: number | undefined
}) => PromptPreview | null

/** Who is asked, and with what besides the model. */
type Asked = Omit<Parameters<AskedModels>[0], 'companion'> & {
  readonly companion: Companion | null | undefined
  readonly queue: readonly (Companion | null)[]
}

export function createPreviewPrompt({
  conversations,
  messages,
  answerers,
  askedModels,
  assets,
}: {
  readonly conversations: Pick<ConversationRepository, 'get'>
  readonly messages: Pick<MessageRepository, 'get' | 'leafId' | 'pathTo'>
  readonly answerers: Answerers
  readonly askedModels: AskedModels
  readonly assets: Pick<AssetRepository, 'info'>
}): PreviewPrompt {
  const pathTo = (id: MessageId | null, length = longestHistory) => (id === null ? [] : messages.pathTo(id, length))

  function askedBySend(conversation: Conversation, asked: Parameters<PreviewPrompt>[0]): Asked {
    const { text, attachments = [], quote = null, parentId, answer = 'turn' } = asked
    const after = parentId ?? messages.leafId(conversation.id)
    const [companion, ...queue] = answerers.of(conversation, { choice: answer, text, after })
    // The draft becomes a message of its own, so one less of the thread is read: as many as the send will read.
    const written: Draft = { text, attachments: [...attachments], quote }
    const parts = isSendable(written) ? partsOfDraft(written, assets) : []
    const draft =
      parts.length === 0 ? [] : [draftOf(conversation.id, after === null ? null : messages.get(after), parts)]
    return {
      companion,
      queue,
      others: companion ? answerers.others(conversation, companion) : [],
      history: [...pathTo(after, longestHistory - draft.length), ...draft],
      // In a room they can be asked to speak without any words, and are then asked to begin where nothing is open.
      begins: conversation.kind === 'room' && draft.length === 0,
      text: '',
    }
  }

  function askedAgain(conversation: Conversation, { messageId, goesOn }: ReplyAgain): Asked {
    const old = messages.get(messageId)
    const fits = old.conversationId === conversation.id && (goesOn ? isCutOff(old) : old.role === 'assistant')
    if (!fits) throw new AppError('INVALID_INPUT', { fields: ['again'] })
    const companion = answerers.again(conversation, old)
    return {
      companion,
      queue: [],
      others: companion ? answerers.others(conversation, companion) : [],
      history: pathTo(old.parentId),
      begins: true,
      versions: old.versions,
      text: goesOn ? beginningOf(old.parts).text : '',
    }
  }

  function askedByEdit(conversation: Conversation, { messageId, text }: EditedMessage): Asked {
    const old = messages.get(messageId)
    if (old.conversationId !== conversation.id || old.role !== 'user')
      throw new AppError('INVALID_INPUT', { fields: ['edit'] })
    const [companion, ...queue] = answerers.of(conversation, { choice: 'turn', text, after: old.parentId })
    const written = { ...old, createdAt: null, parts: editedParts(old.parts, text), hidden: false, deleted: false }
    return {
      companion,
      queue,
      others: companion ? answerers.others(conversation, companion) : [],
      history: [...pathTo(old.parentId, longestHistory - 1), written],
      begins: true,
      text: '',
    }
  }

  function lastReply(conversationId: ConversationId): PromptPreview['last'] {
    const leafId = messages.leafId(conversationId)
    const leaf = leafId === null ? null : messages.get(leafId)
    if (leaf?.role !== 'assistant' || leaf.deleted || leaf.state === 'streaming') return null
    return { messageId: leaf.id, isCutOff: isCutOff(leaf) }
  }

  return (asked) => {
    const conversation = conversations.get(asked.conversationId)
    const { companion, queue, ...about } = asked.again
      ? askedAgain(conversation, asked.again)
      : asked.edit
        ? askedByEdit(conversation, asked.edit)
        : askedBySend(conversation, asked)
    if (!companion) return null
    const models = askedModels({ companion, ...about })
    const shown = asked.place === undefined ? firstAsked(models) : shownAt(models, asked.place)
    if (!shown) return null
    const { place, binding, model, prompt, budget, isRefused } = shown
    const { provider, price, isDemo, sees } = model
    const { window, windowFrom, room } = budget
    return {
      companionId: companion.id,
      queue: queue.flatMap((next): CompanionId[] => (next ? [next.id] : [])),
      model: { id: binding.model, provider, window, windowFrom, price, sees, isDemo },
      parameters: SentParameters.parse(isDemo ? plainParameters : companion.parameters),
      models: models.map((one) => ({ id: one.binding.model, provider: one.provider })),
      place,
      last: lastReply(conversation.id),
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

function shownAt(models: readonly AskedModel[], place: number) {
  const one = models[place]
  const asked = one?.ask()
  return one && asked ? { place, binding: one.binding, ...asked } : null
}

/** The first that would be sent anything; where none would, the first that is there, to say why. */
function firstAsked(models: readonly AskedModel[]) {
  let refused: ReturnType<typeof shownAt> = null
  for (const place of models.keys()) {
    const shown = shownAt(models, place)
    if (shown && !shown.isRefused) return shown
    refused ??= shown
  }
  return refused
}

/** The words in the composer as the message that sending would make of them. */
function draftOf(conversationId: ConversationId, parent: Message | null, parts: Part[]): Message {
  return {
    id: 0 as MessageId,
    conversationId,
    parentId: parent?.id ?? null,
    depth: parent ? parent.depth + 1 : 0,
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
