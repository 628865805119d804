import { AppError } from '#core/errors.ts'
import type { Changes } from '#core/changes.ts'
import type { Log } from '#core/log.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { Database } from '#core/store/database.ts'
import type { QueuedMessage } from '#shared/contract/outbox.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import { Draft, emptyDraft, isSameDraft, joinDrafts } from '#shared/model/draft.ts'
import type { ConversationId, MessageId, ProviderId, QueuedId } from '#shared/model/ids.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import type { Answerers } from './answerers.ts'
import type { Chat } from './chat.ts'
import type { ConversationRepository } from './conversation-repository.ts'
import type { DraftRepository } from './draft-repository.ts'
import type { MessageRepository } from './message-repository.ts'
import type { OutboxRepository, Queued } from './outbox-repository.ts'
import { createReachWatch } from './reach-watch.ts'
import { createUnanswered } from './unanswered.ts'

/** Messages that wait in the vault; see shared/contract/outbox.ts. */
export type Outbox = Disposable & {
  readonly add: (input: {
    readonly conversationId: ConversationId
    readonly draft: Draft
    readonly answer: AnswerChoice
    readonly parentId?: MessageId | undefined
    readonly requestId: string
    readonly offline: boolean
  }) => { messageId: MessageId | null }
  readonly list: (conversationId: ConversationId) => QueuedMessage[]
  readonly unanswered: (conversationId: ConversationId) => MessageId | null
  readonly sendNow: (id: QueuedId) => void
  readonly takeBack: (id: QueuedId) => Draft
  readonly discard: (id: QueuedId) => void
  readonly restore: (id: QueuedId) => void
  readonly wake: () => void
}

export type OutboxParts = {
  readonly database: Pick<Database, 'transaction'>
  readonly repository: OutboxRepository
  readonly drafts: DraftRepository
  readonly chat: Pick<Chat, 'send' | 'regenerate' | 'isWriting' | 'whenQuiet'>
  readonly messages: Pick<MessageRepository, 'findByRequest' | 'get' | 'leafId'>
  readonly conversations: Pick<ConversationRepository, 'get'>
  readonly answerers: Pick<Answerers, 'of'>
  readonly providers: Pick<Providers, 'reach' | 'describe'>
  readonly undoSeconds: () => number
  /** Whether somebody is there who sees what goes out; a terminal command sends nothing. */
  readonly isAttended: boolean
  readonly now: () => number
  readonly changes: Changes
  readonly log: Log
}

/** Words that waited longer for the network than this may no longer be meant: who wrote them is asked first. */
const lateAfter = 5 * 60_000

/**
 * Sends in order, one message a conversation at a time: after its time for taking back, after the reply that is being
 * written, when its provider can be reached. It leaves the outbox only when the thread holds it, under the same request id,
 * so that no crash sends it twice.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { database, repository, drafts, chat, messages, conversations, answerers, providers, now, changes, log } = parts
  const undoUntil = new Map<QueuedId, number>()
  const undoTimers = new Map<QueuedId, NodeJS.Timeout>()
  /** Those that only a word of the person's lets go. */
  const held = new Set<QueuedId>()
  /** Those that waited for the network, or for the vault to be opened again; whoever waits for a reply is there. */
  const mayBeLate = new Set<QueuedId>()
  /** Why those that were tried did not go. */
  const refused = new Map<QueuedId, unknown>()
  const discarded = new Map<QueuedId, Queued>()
  /** Those that the thread is taking in: a reply that fails at once ends before they have left the outbox. */
  const leaving = new Set<QueuedId>()
  const unanswered = createUnanswered({ chat, messages, lateAfter, now })
  let isClosed = !parts.isAttended

  const reach = createReachWatch({ reach: providers.reach, onReached: pumpAll })
  repository.removeSent()
  for (const queued of repository.all()) {
    mayBeLate.add(queued.id)
    const providerId = providerOf(queued)
    if (providerId === null) held.add(queued.id)
    else reach.lost(providerId)
  }
  if (!isClosed) reach.look()
  chat.whenQuiet((end) => {
    const { conversationId, providerId, state, code } = end
    if (isClosed || state === 'interrupted') return
    if (unanswered.hear(end)) tell(conversationId)
    if (code === 'no-network' && providerId !== null) reach.lost(providerId)
    if (state === 'failed' && code !== 'no-network') hold(queueOf(conversationId).slice(0, 1))
    pump(conversationId)
    if (code !== 'no-network' && providerId !== null && reach.found(providerId)) pumpAll()
  })

  function find(id: QueuedId): Queued {
    const queued = repository.find(id)
    if (!queued) throw new AppError('NOT_FOUND', { entity: 'queued message' })
    return queued
  }

  function tell(conversationId: ConversationId): void {
    changes.emit({ entity: 'outbox', conversationId, kind: 'updated' })
  }

  function queueOf(conversationId: ConversationId): Queued[] {
    return repository.of(conversationId).filter(({ id }) => !leaving.has(id))
  }

  /** Null where nobody answers, and where who was chosen has left the room since: that is for sending to say. */
  function bindingOf({ conversationId, draft, answer }: Omit<Queued, 'id'>): ModelBinding | null {
    const asked = { choice: answer, text: draft.text, after: messages.leafId(conversationId) }
    try {
      const [first] = answerers.of(conversations.get(conversationId), asked)
      return first?.binding ?? null
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null
      throw error
    }
  }

  function providerOf(queued: Omit<Queued, 'id'>): ProviderId | null {
    return bindingOf(queued)?.providerId ?? null
  }

  function isCutOff(queued: Omit<Queued, 'id'>): boolean {
    const providerId = providerOf(queued)
    return providerId !== null && reach.isLost(providerId)
  }

  function hold(some: readonly Queued[]): void {
    for (const { id, conversationId } of some) {
      held.add(id)
      tell(conversationId)
    }
  }

  function forget(id: QueuedId): void {
    clearTimeout(undoTimers.get(id))
    for (const known of [undoUntil, undoTimers, held, mayBeLate, refused]) known.delete(id)
  }

  function pumpAll(): void {
    const waiting = repository.all().map((queued) => queued.conversationId)
    for (const conversationId of new Set([...unanswered.conversations(), ...waiting])) pump(conversationId)
  }

  /** What was said first is answered first. */
  function askAgain(conversationId: ConversationId): void {
    try {
      const outcome = unanswered.ask(conversationId, reach.isLost)
      if (outcome === 'waits') reach.look()
      if (outcome === 'changed') tell(conversationId)
    } catch (error) {
      log.error({ err: error }, 'a reply could not be asked for again')
    }
  }

  /** Sends what can be sent, and arranges to be called again for what cannot yet. */
  function pump(conversationId: ConversationId): void {
    if (!isClosed && !chat.isWriting(conversationId)) askAgain(conversationId)
    while (!isClosed && !chat.isWriting(conversationId)) {
      const queue = queueOf(conversationId)
      const [first] = queue
      if (!first || held.has(first.id)) return
      const undoFor = (undoUntil.get(first.id) ?? 0) - now()
      if (undoFor > 0) {
        clearTimeout(undoTimers.get(first.id))
        undoTimers.set(
          first.id,
          setTimeout(() => pump(conversationId), undoFor),
        )
        return
      }
      if (isCutOff(first)) {
        for (const { id } of queue) mayBeLate.add(id)
        reach.look()
        return tell(conversationId)
      }
      // Of a clock that was set back nobody knows how long ago it was.
      const late = queue.filter(({ id, writtenAt }) => mayBeLate.has(id) && Math.abs(now() - writtenAt) > lateAfter)
      if (late.includes(first)) return hold(late)
      deliver(first)
    }
  }

  function deliver(queued: Queued): void {
    const { id, conversationId } = queued
    leaving.add(id)
    try {
      send(queued)
      repository.remove(id)
      forget(id)
      tell(conversationId)
    } catch (error) {
      log.error({ queued: id, err: error }, 'a waiting message could not be sent')
      refused.set(id, error)
      hold([queued])
    } finally {
      leaving.delete(id)
    }
  }

  function send({ conversationId, draft, answer, parentId, requestId }: Omit<Queued, 'id'>) {
    return chat.send({ conversationId, ...draft, answer, parentId: parentId ?? undefined, requestId })
  }

  /** A window that is closed or locked in this moment would find the words in its field again, and might send them twice. */
  function letGoOfDraft({ conversationId, draft }: Omit<Queued, 'id'>): void {
    try {
      if (isSameDraft(drafts.get(conversationId), draft)) drafts.set(conversationId, emptyDraft, now())
    } catch (error) {
      // The words are safe: who sent them must not be told otherwise.
      log.error({ err: error }, 'a draft that was sent could not be let go')
    }
  }

  function waitsFor({ id, conversationId, ...queued }: Queued): QueuedMessage['waitsFor'] {
    if ((undoUntil.get(id) ?? 0) > now()) return 'undo'
    if (held.has(id)) return 'you'
    if (chat.isWriting(conversationId)) return 'reply'
    return isCutOff({ conversationId, ...queued }) ? 'network' : 'reply'
  }

  return {
    add: ({ offline, parentId = null, ...input }) => {
      const { conversationId, requestId } = input
      const queued = { ...input, parentId, writtenAt: now() }
      if (messages.findByRequest(requestId)) return { messageId: send(queued).messageId }
      if (repository.findByRequest(requestId)) return { messageId: null }
      const providerId = providerOf(queued)
      if (offline && providerId !== null && !isHere(queued)) reach.lost(providerId)
      const undo = parts.undoSeconds() * 1_000
      const isBehind = repository.of(conversationId).length > 0 || chat.isWriting(conversationId)
      if (undo === 0 && !isBehind && !isCutOff(queued)) {
        const { messageId } = send(queued)
        letGoOfDraft(queued)
        return { messageId }
      }
      const id = repository.insert(queued)
      letGoOfDraft(queued)
      if (undo > 0) undoUntil.set(id, now() + undo)
      tell(conversationId)
      pump(conversationId)
      return { messageId: null }
    },

    list: (conversationId) =>
      repository.of(conversationId).map((queued) => ({
        id: queued.id,
        conversationId,
        draft: queued.draft,
        writtenAt: queued.writtenAt,
        waitsFor: waitsFor(queued),
        sendsAt: undoUntil.get(queued.id) ?? null,
      })),

    unanswered: unanswered.replyIn,

    sendNow: (id) => {
      const { conversationId } = find(id)
      const going = repository.of(conversationId).filter((one) => one.id <= id)
      for (const one of going) forget(one.id)
      tell(conversationId)
      pump(conversationId)
      const stuck = going.find((one) => refused.has(one.id))
      if (stuck) throw refused.get(stuck.id)
    },

    takeBack: (id) => {
      const { conversationId, draft } = find(id)
      const begun = drafts.get(conversationId)
      const joined = joinDrafts(draft, begun)
      const isCut = joined.attachments.length < draft.attachments.length + begun.attachments.length
      // What one message cannot hold stays where it is: two messages, none of them shortened.
      if (isCut || !Draft.safeParse(joined).success) throw new AppError('INVALID_INPUT', { fields: ['draft'] })
      database.transaction(() => {
        drafts.set(conversationId, joined, now())
        repository.remove(id)
      })
      forget(id)
      tell(conversationId)
      pump(conversationId)
      return joined
    },

    discard: (id) => {
      const queued = find(id)
      repository.remove(id)
      discarded.set(id, queued)
      forget(id)
      tell(queued.conversationId)
      pump(queued.conversationId)
    },

    restore: (id) => {
      const queued = discarded.get(id)
      if (!queued) throw new AppError('NOT_FOUND', { entity: 'queued message' })
      repository.insert(queued)
      discarded.delete(id)
      // It was on its way out: it goes only when its writer says so.
      hold([queued])
    },

    wake: () => {
      if (!isClosed) reach.look(true)
    },

    [Symbol.dispose]: () => {
      isClosed = true
      reach[Symbol.dispose]()
      for (const timer of undoTimers.values()) clearTimeout(timer)
    },
  }

  /** A model on this machine or network needs no internet. */
  function isHere(queued: Omit<Queued, 'id'>): boolean {
    const binding = bindingOf(queued)
    const model = binding && providers.describe(binding)
    return model === null || model.isNearby || model.isDemo
  }
}
