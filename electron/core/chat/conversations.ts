import type { Changes } from '#core/changes.ts'
import type { Companions } from '#core/companions/companions.ts'
import { AppError } from '#core/errors.ts'
import type { ForkPage, Origin, ThreadAnchor, ThreadPage } from '#shared/contract/conversations.ts'
import type { Draft } from '#shared/model/draft.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import type { BranchCopies } from './branch-copies.ts'
import type { ConversationQuery, ConversationRepository } from './conversation-repository.ts'
import type { ForkQuery } from './fork-map.ts'
import type { MessageRepository } from './message-repository.ts'
import type { SharedDrafts } from './shared-drafts.ts'

/** Conversations as windows use them; see shared/contract/conversations.ts. */
export type Conversations = {
  readonly sources: ConversationRepository['sources']
  readonly list: (query: ConversationQuery) => Conversation[]
  readonly get: (id: ConversationId) => Conversation
  readonly create: (input: {
    readonly companionId: CompanionId
    readonly title: string | null
    readonly greeting?: number | undefined
  }) => Conversation
  readonly rename: (input: { readonly id: ConversationId; readonly title: string | null }) => Conversation
  readonly setArchived: (input: { readonly id: ConversationId; readonly archived: boolean }) => Conversation
  readonly setCompanion: (input: { readonly id: ConversationId; readonly companionId: CompanionId }) => Conversation
  readonly thread: (input: {
    readonly id: ConversationId
    readonly anchor: ThreadAnchor
    readonly limit: number
  }) => ThreadPage
  readonly selectVersion: (id: MessageId) => Promise<void>
  readonly forks: (query: ForkQuery) => ForkPage
  readonly branch: (input: {
    readonly messageId: MessageId
    readonly title: string | null
    readonly requestId: string
  }) => Promise<Conversation>
  readonly origin: (id: ConversationId) => Origin | null
  readonly draft: (id: ConversationId) => Draft & { readonly revision: string }
  readonly setDraft: (
    input: Draft & {
      readonly id: ConversationId
      readonly base?: string | undefined
      readonly revision?: string | undefined
    },
  ) => { readonly stored: boolean }
  readonly editDraft: (messageId: MessageId) => string | null
  readonly setEditDraft: (input: { readonly messageId: MessageId; readonly text: string | null }) => void
}

export function createConversations({
  conversations,
  messages,
  drafts,
  forks,
  branches,
  companions,
  changes,
  now,
}: {
  readonly conversations: ConversationRepository
  readonly messages: MessageRepository
  readonly drafts: SharedDrafts
  readonly forks: (query: ForkQuery) => ForkPage
  readonly branches: BranchCopies
  readonly companions: Pick<Companions, 'get' | 'greet'>
  readonly changes: Changes
  readonly now: () => number
}): Conversations {
  /** Copies under way, by their request: a second call waits for the first one's. */
  const copying = new Map<string, Promise<ConversationId>>()

  const changed = (conversation: Conversation): Conversation => {
    changes.emit({ entity: 'conversation', id: conversation.id, kind: 'updated' })
    return conversation
  }

  return {
    sources: conversations.sources,
    list: conversations.list,
    get: conversations.get,
    create({ companionId, title, greeting }) {
      const companion = companions.get(companionId)
      const { id } = conversations.create({ companionId, kind: 'ordinary', title, createdAt: now() })
      companions.greet(companion, id, greeting)
      changes.emit({ entity: 'conversation', id, kind: 'created' })
      return conversations.get(id)
    },
    rename: ({ id, title }) => changed(conversations.rename(id, title)),
    setArchived: ({ id, archived }) => changed(conversations.setArchived(id, archived)),
    setCompanion: ({ id, companionId }) => {
      // A lifelong thread is one companion's, and a room is nobody's alone.
      if (conversations.get(id).kind !== 'imported') throw new AppError('INVALID_INPUT', { fields: ['id'] })
      return changed(conversations.setCompanion(id, companions.get(companionId).id))
    },
    thread: ({ id, anchor, limit }) => messages.thread(id, anchor, limit),
    async selectVersion(id) {
      await messages.switchTo(id)
      changes.emit({ entity: 'message', conversationId: messages.get(id).conversationId, kind: 'updated' })
    },
    forks: (query) => forks({ ...query, id: conversations.get(query.id).id }),
    async branch({ messageId, title, requestId }) {
      const underWay = copying.get(requestId)
      const earlier = underWay ? null : messages.findByRequest(requestId)
      if (earlier) return conversations.get(earlier.conversationId)
      const copy = underWay ?? branches.copy({ messageId, title, createdAt: now(), requestId })
      copying.set(requestId, copy)
      try {
        const id = await copy
        if (!underWay) changes.emit({ entity: 'conversation', id, kind: 'created' })
        return conversations.get(id)
      } finally {
        copying.delete(requestId)
      }
    },
    origin: branches.originOf,
    draft: (id) => ({ ...drafts.get(id), revision: drafts.revisionOf(id) }),
    setDraft: ({ id, base, revision, ...draft }) => ({
      stored: drafts.replace(conversations.get(id).id, draft, { base, revision }),
    }),
    editDraft: drafts.ofEdit,
    setEditDraft: ({ messageId, text }) => drafts.setEdit(messages.get(messageId).id, text, now()),
  }
}
