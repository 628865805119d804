import type { Changes } from '#core/changes.ts'
import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import { AppError } from '#core/errors.ts'
import type { Log } from '#core/log.ts'
import { buildPrompt } from '#core/prompt/build-prompt.ts'
import { promptBudget } from '#core/prompt/budget.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { ReplyStream } from '#core/providers/reply-stream.ts'
import type { Database } from '#core/store/database.ts'
import type { ReplyEvent } from '#shared/contract/chat.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText, type Part } from '#shared/model/part.ts'
import type { ConversationRepository } from './conversation-repository.ts'
import { createLiveReplies } from './live-replies.ts'
import type { MessageRepository } from './message-repository.ts'
import { Reply } from './reply.ts'
import { createWriteLater } from './write-later.ts'

export type Chat = AsyncDisposable & {
  readonly send: (input: {
    readonly conversationId: ConversationId
    readonly text: string
    readonly parentId?: MessageId | undefined
    readonly requestId: string
  }) => { messageId: MessageId; replyId: MessageId }
  readonly edit: (input: { readonly messageId: MessageId; readonly text: string }) => {
    messageId: MessageId
    replyId: MessageId | null
  }
  readonly regenerate: (input: { readonly messageId: MessageId }) => { replyId: MessageId }
  readonly stop: (input: { readonly conversationId: ConversationId }) => void
  readonly watch: (
    conversationId: ConversationId,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<ReplyEvent, void, void>
  readonly delete: (input: { readonly messageId: MessageId }) => void
  readonly restore: (input: { readonly messageId: MessageId }) => void
}

export type ChatParts = {
  readonly database: Pick<Database, 'transaction'>
  readonly messages: MessageRepository
  readonly conversations: Pick<ConversationRepository, 'get'>
  readonly companions: Pick<CompanionRepository, 'get'>
  readonly providers: Pick<Providers, 'describe' | 'stream' | 'explain'>
  readonly now: () => number
  readonly changes: Changes
  readonly log: Log
  /** The person's time zone, as its IANA name. */
  readonly timeZone: () => string
}

/** Messages read for a prompt at most; the budget nearly always ends sooner. */
const longestHistory = 1_000

export function createChat(parts: ChatParts): Chat {
  const { database, messages, conversations, companions, providers, now, changes, log, timeZone } = parts
  const live = createLiveReplies()
  const later = createWriteLater()

  function mustBeQuiet(conversationId: ConversationId): void {
    if (live.get(conversationId)) throw new AppError('REPLY_IN_PROGRESS')
  }

  function changed(conversationId: ConversationId, id: MessageId, kind: 'created' | 'updated' | 'deleted'): void {
    changes.emit({ entity: 'message', id, conversationId, kind })
    changes.emit({ entity: 'conversation', id: conversationId, kind: 'updated' })
  }

  function companionOf(conversationId: ConversationId): Companion | null {
    const { companionId } = conversations.get(conversationId)
    return companionId === null ? null : companions.get(companionId)
  }

  /** Stores an empty reply; the caller begins it once everything that belongs together is stored. */
  function appendReply(
    conversationId: ConversationId,
    parentId: MessageId | null,
    companion: Companion | null,
  ): Message {
    const binding = companion?.binding ?? null
    return messages.append({
      conversationId,
      parentId,
      role: 'assistant',
      createdAt: now(),
      parts: [],
      state: 'streaming',
      model: binding?.model ?? null,
      provider: binding === null ? null : (providers.describe(binding)?.provider ?? null),
    })
  }

  function begin({ id, conversationId, parentId }: Message, companion: Companion | null): void {
    const binding = companion?.binding ?? null
    const begun = now()
    const reply = new Reply({
      conversationId,
      messageId: id,
      model: binding?.model ?? null,
      explain: (error) => {
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
        if (unstored === null) return
        later.add(() => {
          messages.updateReply(id, unstored)
          changed(conversationId, id, 'updated')
        })
      },
    })
    live.add(reply)
    void reply.run((signal) => open(parentId, companion, signal))
  }

  function open(parentId: MessageId | null, companion: Companion | null, signal: AbortSignal): ReplyStream | null {
    const binding = companion?.binding
    const model = binding && providers.describe(binding)
    if (!companion || !binding || !model) return null
    const prompt = buildPrompt({
      profile: companion.profile,
      history: parentId === null ? [] : messages.pathTo(parentId, longestHistory),
      now: now(),
      timeZone: timeZone(),
      budget: promptBudget(model),
    })
    return providers.stream({ binding, messages: prompt.messages, signal })
  }

  return {
    send: ({ conversationId, text, parentId, requestId }) => {
      const earlier = messages.findByRequest(requestId)
      if (earlier) return sentBefore(earlier, conversationId, text)
      mustBeQuiet(conversationId)
      const companion = companionOf(conversationId)
      const { message, reply } = database.transaction(() => {
        const message = messages.append({
          conversationId,
          parentId: parentId ?? messages.leafId(conversationId),
          role: 'user',
          createdAt: now(),
          parts: [{ kind: 'text', text }],
          state: 'complete',
          requestId,
        })
        return { message, reply: appendReply(conversationId, message.id, companion) }
      })
      changed(conversationId, message.id, 'created')
      changed(conversationId, reply.id, 'created')
      begin(reply, companion)
      return { messageId: message.id, replyId: reply.id }
    },

    edit: ({ messageId, text }) => {
      const old = messages.get(messageId)
      const { conversationId, parentId, role } = old
      if (role !== 'user' && role !== 'assistant') throw new AppError('INVALID_INPUT', { fields: ['messageId'] })
      mustBeQuiet(conversationId)
      const companion = companionOf(conversationId)
      const { message, reply } = database.transaction(() => {
        const message = messages.append({
          conversationId,
          parentId,
          role,
          author: old.author,
          createdAt: now(),
          parts: [{ kind: 'text', text }, ...old.parts.filter(isKeptByEdit)],
          state: 'complete',
        })
        return { message, reply: role === 'user' ? appendReply(conversationId, message.id, companion) : null }
      })
      changed(conversationId, message.id, 'created')
      if (reply) {
        changed(conversationId, reply.id, 'created')
        begin(reply, companion)
      }
      return { messageId: message.id, replyId: reply?.id ?? null }
    },

    regenerate: ({ messageId }) => {
      const old = messages.get(messageId)
      if (old.role !== 'assistant') throw new AppError('INVALID_INPUT', { fields: ['messageId'] })
      mustBeQuiet(old.conversationId)
      const companion = companionOf(old.conversationId)
      const reply = appendReply(old.conversationId, old.parentId, companion)
      changed(old.conversationId, reply.id, 'created')
      begin(reply, companion)
      return { replyId: reply.id }
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
    const [replyId] = messages.children(earlier.id)
    if (!isSame || replyId === undefined) throw new AppError('INVALID_INPUT', { fields: ['requestId'] })
    return { messageId: earlier.id, replyId }
  }
}

/** Words give way to the new ones; pictures and the like stay. What was thought or called went with the old words. */
function isKeptByEdit(part: Part): boolean {
  return part.kind === 'image' || part.kind === 'audio' || part.kind === 'file'
}
