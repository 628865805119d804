import type { Changes } from '#core/changes.ts'
import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import type { ConversationRepository } from './conversation-repository.ts'

/** Conversations with several companions; see shared/contract/rooms.ts. */
export type Rooms = {
  readonly create: (input: {
    readonly memberIds: readonly CompanionId[]
    readonly title: string | null
  }) => Conversation
  readonly setMembers: (input: {
    readonly id: ConversationId
    readonly memberIds: readonly CompanionId[]
  }) => Conversation
}

export function createRooms({
  database,
  conversations,
  companions,
  changes,
  now,
}: {
  readonly database: Pick<Database, 'transaction'>
  readonly conversations: Pick<ConversationRepository, 'get' | 'create' | 'setMembers'>
  readonly companions: Pick<CompanionRepository, 'get'>
  readonly changes: Changes
  readonly now: () => number
}): Rooms {
  /** Throws NOT_FOUND for a stranger. */
  function assertGuests(memberIds: readonly CompanionId[]): void {
    if (new Set(memberIds).size < memberIds.length) throw new AppError('INVALID_INPUT', { fields: ['memberIds'] })
    for (const id of memberIds) companions.get(id)
  }

  return {
    create: ({ memberIds, title }) => {
      assertGuests(memberIds)
      const room = database.transaction(() => {
        const { id } = conversations.create({ companionId: null, kind: 'room', title: title || null, createdAt: now() })
        return conversations.setMembers(id, memberIds)
      })
      changes.emit({ entity: 'conversation', id: room.id, kind: 'created' })
      return room
    },
    setMembers: ({ id, memberIds }) => {
      assertGuests(memberIds)
      if (conversations.get(id).kind !== 'room') throw new AppError('INVALID_INPUT', { fields: ['id'] })
      const room = conversations.setMembers(id, memberIds)
      changes.emit({ entity: 'conversation', id, kind: 'updated' })
      return room
    },
  }
}
