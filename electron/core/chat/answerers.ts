import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import { AppError } from '#core/errors.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import type { MessageRepository } from './message-repository.ts'
import { answersIn } from './room-turns.ts'

/** Who answers: a conversation's companion, or those of a room whom the choice, the words or the turn names. */
export type Answerers = {
  /**
   * One after another. `after` is the message that the words, or without any the first reply, will follow. A
   * conversation of nobody is answered by null, whose reply fails for want of a model.
   */
  readonly of: (
    conversation: Conversation,
    asked: { readonly choice: AnswerChoice; readonly text: string; readonly after: MessageId | null },
  ) => readonly (Companion | null)[]
  /** Who gives another version of a reply: the same, even if they have left the room. */
  readonly again: (conversation: Conversation, reply: Message) => Companion | null
  /** Everybody in the room but this one; nobody where two talk. */
  readonly others: (conversation: Conversation, self: Companion) => readonly Companion[]
}

/** Messages looked back through for whoever spoke last. */
const lookBack = 50

export function createAnswerers({
  companions,
  messages,
}: {
  readonly companions: Pick<CompanionRepository, 'get'>
  readonly messages: Pick<MessageRepository, 'pathTo'>
}): Answerers {
  const membersOf = ({ memberIds }: Conversation) =>
    memberIds.map((id) => {
      const companion = companions.get(id)
      return { id, name: companion.profile.name, companion }
    })

  function of(conversation: Conversation, { choice, text, after }: Parameters<Answerers['of']>[1]) {
    if (conversation.kind !== 'room') {
      const { companionId } = conversation
      if (choice === 'nobody') return []
      return [companionId === null ? null : companions.get(companionId)]
    }
    const members = membersOf(conversation)
    if (typeof choice === 'number' && !members.some(({ id }) => id === choice)) {
      throw new AppError('NOT_FOUND', { entity: 'companion' })
    }
    const path = after === null ? [] : messages.pathTo(after, lookBack)
    const lastId = path.findLast(({ companionId }) => companionId !== null)?.companionId ?? null
    return answersIn(members, { choice, text, lastId }).map(({ companion }) => companion)
  }

  return {
    of,
    again: (conversation, reply) => {
      if (reply.companionId !== null) return companions.get(reply.companionId)
      const [first = null] = of(conversation, { choice: 'turn', text: '', after: reply.parentId })
      return first
    },
    others: (conversation, self) =>
      membersOf(conversation)
        .map(({ companion }) => companion)
        .filter(({ id }) => id !== self.id),
  }
}
