import type { Changes } from '#core/changes.ts'
import { AppError } from '#core/errors.ts'
import type { Log } from '#core/log.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { ReplyStream } from '#core/providers/reply-stream.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import type { Database } from '#core/store/database.ts'
import type { ReplyEvent } from '#shared/contract/chat.ts'
import type { Companion } from '#shared/model/companion.ts'
import { isCutOff } from '#shared/model/cut-off.ts'
import type { Attachment, Quote } from '#shared/model/draft.ts'
import type { CompanionId, ConversationId, MessageId, ProviderId } from '#shared/model/ids.ts'
import type { FailureCode, Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { readQuote } from '#shared/model/quoted.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import type { Answerers } from './answerers.ts'
import type { AskedModels } from './asked-models.ts'
import { beginningOf, joinedTo, noBeginning, type Beginning } from './continuation.ts'
import type { ConversationRepository } from './conversation-repository.ts'
import { partsOfDraft } from './draft-parts.ts'
import type { DraftRepository } from './draft-repository.ts'
import { editedParts } from './edited-parts.ts'
import { createLiveReplies } from './live-replies.ts'
import type { MessageRepository } from './message-repository.ts'
import { lastAsked, longestHistory } from './next-prompt.ts'
import { ownLines, SpokeForOther } from './own-lines.ts'
import { Reply } from './reply.ts'
import { firstToSpeak, NotAsked } from './stand-ins.ts'
import { createWriteLater } from './write-later.ts'

/** A version to be made beside a message, once for each request. */
type Making = { readonly messageId: MessageId; readonly requestId: string }

export type Chat = AsyncDisposable & {
  readonly send: (input: {
    readonly conversationId: ConversationId
    readonly text: string
    readonly attachments?: readonly Attachment[] | undefined
    readonly quote?: Quote | null | undefined
    readonly parentId?: MessageId | undefined
    readonly answer?: AnswerChoice | undefined
    readonly requestId: string
  }) => { messageId: MessageId; replyId: MessageId | null }
  readonly answer: (input: { readonly conversationId: ConversationId; readonly answer: AnswerChoice }) => {
    replyId: MessageId
  }
  readonly edit: (input: Making & { readonly text: string }) => {
    messageId: MessageId
    replyId: MessageId | null
  }
  readonly regenerate: (input: Making) => { replyId: MessageId }
  readonly continue: (input: Making) => { replyId: MessageId }
  readonly isWriting: (conversationId: ConversationId) => boolean
  /** Calls whenever a reply ended and nobody else answers after it. */
  readonly whenQuiet: (listener: (end: ReplyEnd) => void) => void
  readonly stop: (input: { readonly conversationId: ConversationId }) => void
  readonly watch: (
    conversationId: ConversationId,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<ReplyEvent, void, void>
  readonly delete: (input: { readonly messageId: MessageId }) => void
  readonly restore: (input: { readonly messageId: MessageId }) => void
}

/** How the last of the replies to something ended, and who was asked. */
export type ReplyEnd = {
  readonly conversationId: ConversationId
  readonly replyId: MessageId
  readonly providerId: ProviderId | null
  readonly state: 'complete' | 'stopped' | 'interrupted' | 'failed'
  readonly code: FailureCode | null
}

export type ChatParts = {
  readonly database: Pick<Database, 'transaction'>
  readonly messages: MessageRepository
  readonly conversations: Pick<ConversationRepository, 'get'>
  readonly answerers: Answerers
  readonly askedModels: AskedModels
  readonly drafts: Pick<DraftRepository, 'setEdit'>
  readonly assets: Pick<AssetRepository, 'info'>
  readonly providers: Pick<Providers, 'describe' | 'stream' | 'explain'>
  /** Prepares finding what means something near to what is asked; null where there is nothing to wait for. */
  readonly lookUp?: (companionId: CompanionId, question: string, signal: AbortSignal) => Promise<void> | null
  readonly now: () => number
  readonly changes: Changes
  readonly log: Log
}

/** Who answers, and who answers after that reply and on it; and what was there of the reply already. */
type Turn = {
  readonly companion: Companion | null
  readonly queue: readonly (Companion | null)[]
  readonly cutOff?: Message
  readonly requestId?: string
}

/** What the person said last stands among so many messages. */
const lookedBack = 16

export function createChat(parts: ChatParts): Chat {
  const { database, messages, conversations, answerers, askedModels, drafts, assets, providers, now, changes, log } =
    parts
  const live = createLiveReplies()
  const later = createWriteLater()
  const quietListeners = new Set<(end: ReplyEnd) => void>()

  function mustBeQuiet(conversationId: ConversationId): void {
    if (live.get(conversationId)) throw new AppError('REPLY_IN_PROGRESS')
  }

  function changed(conversationId: ConversationId, id: MessageId, kind: 'created' | 'updated' | 'deleted'): void {
    changes.emit({ entity: 'message', id, conversationId, kind })
    changes.emit({ entity: 'conversation', id: conversationId, kind: 'updated' })
  }

  /** The first of those who answer; null where nobody does. */
  function turnOf([first, ...queue]: readonly (Companion | null)[]): Turn | null {
    return first === undefined ? null : { companion: first, queue }
  }

  /** Stores a reply without words of its own; the caller begins it once everything that belongs together is stored. */
  function appendReply(conversationId: ConversationId, parentId: MessageId | null, turn: Turn): Message {
    const { companion, cutOff, requestId } = turn
    const binding = companion?.binding ?? null
    const isRoom = conversations.get(conversationId).kind === 'room'
    return messages.append({
      conversationId,
      parentId,
      role: 'assistant',
      ...(isRoom && companion !== null && { author: companion.profile.name, companionId: companion.id }),
      createdAt: now(),
      parts: cutOff?.parts.filter((part) => part.kind !== 'error') ?? [],
      state: 'streaming',
      ...(requestId !== undefined && { requestId }),
      model: binding?.model ?? null,
      provider: binding === null ? null : (providers.describe(binding)?.provider ?? null),
    })
  }

  function begin({ id, conversationId, parentId }: Message, turn: Turn): void {
    const { companion, queue, cutOff } = turn
    const beginning = cutOff ? beginningOf(cutOff.parts) : noBeginning
    const binding = companion?.binding ?? null
    const begun = now()
    const reply = new Reply({
      conversationId,
      messageId: id,
      model: binding?.model ?? null,
      beginning,
      explain: (error) => {
        if (error instanceof SpokeForOther) return { code: 'spoke-for-other', detail: null }
        if (error instanceof NotAsked) return { code: error.code, detail: null }
        const named = providers.explain(error)
        if (named.code === 'unknown') log.error({ reply: id, err: error }, 'a reply failed without a name for it')
        return named
      },
      now,
      write: (update) => messages.updateReply(id, update),
      publish: (event) => live.publish(conversationId, event),
      ended: (outcome, trouble, unstored) => {
        live.remove(reply)
        const failure = outcome.state === 'failed' ? outcome.code : null
        log.info(
          { reply: id, provider: binding?.providerId, state: outcome.state, failure, ms: now() - begun },
          'reply',
        )
        if (trouble !== null) log.error({ reply: id, err: trouble }, 'a reply could not be stored')
        changed(conversationId, id, 'updated')
        const next = outcome.state === 'complete' && trouble === null ? turnOf(queue) : null
        if (next) answerNext(conversationId, id, next)
        if (unstored !== null) {
          later.add(() => {
            messages.updateReply(id, unstored)
            changed(conversationId, id, 'updated')
          })
        }
        if (next) return
        const providerId = binding?.providerId ?? null
        const end = { conversationId, replyId: id, providerId, state: outcome.state, code: failure }
        for (const listener of quietListeners) listener(end)
      },
    })
    live.add(reply)
    void reply.run((signal) => {
      const ready = companion && parentId !== null ? prepare(companion.id, parentId, signal) : null
      const speak = () => open({ id, conversationId, parentId }, companion, beginning, signal)
      return ready === null ? speak() : ready.then(speak)
    })
  }

  /** Looks up what the question means, where the person wants that; null where there is nothing to wait for. */
  function prepare(companionId: CompanionId, parentId: MessageId, signal: AbortSignal): Promise<void> | null {
    return parts.lookUp?.(companionId, lastAsked(messages.pathTo(parentId, lookedBack)), signal) ?? null
  }

  function open(
    { id, conversationId, parentId }: Pick<Message, 'id' | 'conversationId' | 'parentId'>,
    companion: Companion | null,
    { text }: Beginning,
    signal: AbortSignal,
  ): ReplyStream | FailureCode {
    if (!companion?.binding) return 'no-model'
    const { parameters } = companion
    const others = answerers.others(conversations.get(conversationId), companion)
    const history = parentId === null ? [] : messages.pathTo(parentId, longestHistory)

    const { versions } = messages.get(id)
    const models = askedModels({ companion, others, history, begins: true, versions, text })
    const candidates = models.map(({ binding, provider, prefills, ask }) => ({
      model: binding.model,
      provider,
      ask: () => {
        const asked = ask()
        if (asked === null) return 'no-model'
        if (asked.isRefused) return 'context-too-long'
        const said = providers.stream({ binding, messages: asked.prompt.messages, parameters, signal })
        return text === '' || prefills ? said : joinedTo(text, said)
      },
    }))
    const stream = firstToSpeak(candidates, signal)
    if (typeof stream === 'string') return stream
    if (others.length === 0) return stream
    return ownLines(stream, { self: companion.profile.name, others: others.map(({ profile }) => profile.name) })
  }

  /** Stores a reply and begins it. */
  function answerNext(conversationId: ConversationId, parentId: MessageId | null, turn: Turn): MessageId {
    const message = appendReply(conversationId, parentId, turn)
    changed(conversationId, message.id, 'created')
    begin(message, turn)
    return message.id
  }

  /** Another version of a reply; the one that this request made before, where it did. */
  function answerAgain({ messageId, requestId }: Making, goesOn: boolean): { replyId: MessageId } {
    const old = messages.get(messageId)
    const { conversationId, parentId } = old
    const fits = goesOn ? isCutOff(old) : old.role === 'assistant'
    if (!fits) throw new AppError('INVALID_INPUT', { fields: ['messageId'] })
    const earlier = madeBefore(requestId, old)
    if (earlier) return { replyId: earlier.id }
    mustBeQuiet(conversationId)
    const companion = answerers.again(conversations.get(conversationId), old)
    const turn = { companion, queue: [], requestId, ...(goesOn && { cutOff: old }) }
    return { replyId: answerNext(conversationId, parentId, turn) }
  }

  /** What a request made when it came first. Made beside another message it would be taken for what is asked now. */
  function madeBefore(requestId: string, old: Message): Message | null {
    const earlier = messages.findByRequest(requestId)
    if (!earlier) return null
    const isSame =
      earlier.conversationId === old.conversationId && earlier.parentId === old.parentId && earlier.role === old.role
    if (!isSame) throw new AppError('INVALID_INPUT', { fields: ['requestId'] })
    return earlier
  }

  return {
    send: ({ conversationId, text, attachments = [], quote = null, parentId, answer = 'turn', requestId }) => {
      const words = partsOfDraft({ text, attachments: [...attachments], quote }, assets)
      const earlier = messages.findByRequest(requestId)
      if (earlier) return sentBefore(earlier, conversationId, spokenText(words))
      if (quote && messages.get(quote.messageId).conversationId !== conversationId) {
        throw new AppError('NOT_FOUND', { entity: 'message' })
      }
      mustBeQuiet(conversationId)
      const after = parentId ?? messages.leafId(conversationId)
      const turn = turnOf(answerers.of(conversations.get(conversationId), { choice: answer, text, after }))
      const { message, reply } = database.transaction(() => {
        const message = messages.append({
          conversationId,
          parentId: after,
          role: 'user',
          createdAt: now(),
          parts: words,
          replyToId: quote?.messageId ?? null,
          state: 'complete',
          requestId,
        })
        return { message, reply: turn && appendReply(conversationId, message.id, turn) }
      })
      changed(conversationId, message.id, 'created')
      if (turn && reply) {
        changed(conversationId, reply.id, 'created')
        begin(reply, turn)
      }
      return { messageId: message.id, replyId: reply?.id ?? null }
    },

    answer: ({ conversationId, answer }) => {
      mustBeQuiet(conversationId)
      const after = messages.leafId(conversationId)
      const turn = turnOf(answerers.of(conversations.get(conversationId), { choice: answer, text: '', after }))
      if (!turn) throw new AppError('INVALID_INPUT', { fields: ['answer'] })
      return { replyId: answerNext(conversationId, after, turn) }
    },

    edit: ({ messageId, text, requestId }) => {
      const old = messages.get(messageId)
      const { conversationId, parentId, role } = old
      if (role !== 'user' && role !== 'assistant') throw new AppError('INVALID_INPUT', { fields: ['messageId'] })
      const earlier = madeBefore(requestId, old)
      if (earlier) {
        const [replyId = null] = role === 'user' ? messages.children(earlier.id) : []
        return { messageId: earlier.id, replyId }
      }
      mustBeQuiet(conversationId)
      const conversation = conversations.get(conversationId)
      const asked = { choice: 'turn', text, after: parentId } as const
      // Where nobody is there to answer, words are only set right.
      const isAnswered = role === 'user' && (conversation.companionId !== null || conversation.kind === 'room')
      const turn = isAnswered ? turnOf(answerers.of(conversation, asked)) : null
      const { message, reply } = database.transaction(() => {
        const message = messages.append({
          conversationId,
          parentId,
          role,
          author: old.author,
          companionId: old.companionId,
          createdAt: now(),
          parts: editedParts(old.parts, text),
          // The quote is part of the words; without it there is nothing that leads back.
          replyToId: readQuote(text) === null ? null : old.replyToId,
          state: 'complete',
          requestId,
        })
        drafts.setEdit(messageId, null, now())
        return { message, reply: turn && appendReply(conversationId, message.id, turn) }
      })
      changed(conversationId, message.id, 'created')
      if (turn && reply) {
        changed(conversationId, reply.id, 'created')
        begin(reply, turn)
      }
      return { messageId: message.id, replyId: reply?.id ?? null }
    },

    regenerate: (making) => answerAgain(making, false),

    continue: (making) => answerAgain(making, true),

    isWriting: (conversationId) => live.get(conversationId) !== null,

    whenQuiet: (listener) => {
      quietListeners.add(listener)
    },

    stop: ({ conversationId }) => live.get(conversationId)?.stop(),

    watch: (conversationId, signal) => live.watch(conversationId, signal),

    delete: ({ messageId }) => {
      const { conversationId } = messages.get(messageId)
      const reply = live.get(conversationId)
      if (reply?.messageId === messageId) reply.stop()
      messages.setDeleted(messageId, now())
      changed(conversationId, messageId, 'deleted')
    },

    restore: ({ messageId }) => {
      const { conversationId } = messages.get(messageId)
      messages.setDeleted(messageId, null)
      changed(conversationId, messageId, 'updated')
    },

    [Symbol.asyncDispose]: async () => {
      live.close()
      later.close()
    },
  }

  /** The same send again. Other words under its id would be lost by answering with it. */
  function sentBefore(earlier: Message, conversationId: ConversationId, text: string) {
    const isSame = earlier.conversationId === conversationId && spokenText(earlier.parts) === text
    // The reply that the send made is the first; later versions of it come after it.
    const [replyId = null] = messages.children(earlier.id)
    if (!isSame) throw new AppError('INVALID_INPUT', { fields: ['requestId'] })
    return { messageId: earlier.id, replyId }
  }
}
