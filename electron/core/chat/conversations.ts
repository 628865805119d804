import type { Changes } from '#core/changes.ts'
import type { Companions } from '#core/companions/companions.ts'
import { AppError } from '#core/errors.ts'
import type { ThreadAnchor, ThreadPage } from '#shared/contract/conversations.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import type { ConversationQuery, ConversationRepository } from './conversation-repository.ts'
import type { DraftRepository } from './draft-repository.ts'
import type { MessageRepository } from './message-repository.ts'

/** Conversations as windows use them; see shared/contract/conversations.ts. */
export type Conversations = {
  readonly sources: ConversationRepository['sources']
  readonly list: (query: ConversationQuery) => Conversation[]
  readonly get: (id: ConversationId) => Conversation
  readonly create: (input: { readonly companionId: CompanionId; readonly title: string | null }) => Conversation
  readonly rename: (input: { readonly id: ConversationId; readonly title: string | null }) => Conversation
  readonly setArchived: (input: { readonly id: ConversationId; readonly archived: boolean }) => Conversation
  readonly setCompanion: (input: { readonly id: ConversationId; readonly companionId: CompanionId }) => Conversation
  readonly thread: (input: {
    readonly id: ConversationId
    readonly anchor: ThreadAnchor
    readonly limit: number
  }) => ThreadPage
  readonly selectVersion: (id: MessageId) => void
  readonly draft: (id: ConversationId) => { text: string }
  readonly setDraft: (input: { readonly id: ConversationId; readonly text: string }) => void
}

export function createConversations({
  conversations,
  messages,
  drafts,
  companions,
  changes,
  now,
}: {
  readonly conversations: ConversationRepository
  readonly messages: MessageRepository
  readonly drafts: DraftRepository
  readonly companions: Pick<Companions, 'get' | 'greet'>
  readonly changes: Changes
  readonly now: () => number
}): Conversations {
  const changed = (conversation: Conversation): Conversation => {
    changes.emit({ entity: 'conversation', id: conversation.id, kind: 'updated' })
    return conversation
  }

  return {
    sources: conversations.sources,
    list: conversations.list,
    get: conversations.get,
    create({ companionId, title }) {
      const companion = companions.get(companionId)
      const { id } = conversations.create({ companionId, kind: 'ordinary', title, createdAt: now() })
      companions.greet(companion, id)
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
    selectVersion(id) {
      messages.selectVersion(id)
      changes.emit({ entity: 'message', conversationId: messages.get(id).conversationId, kind: 'updated' })
    },
    draft: (id) => ({ text: drafts.get(id) }),
    setDraft: ({ id, text }) => drafts.set(conversations.get(id).id, text, now()),
  }
}
