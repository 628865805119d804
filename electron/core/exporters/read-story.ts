import type { ConversationRepository } from '#core/chat/conversation-repository.ts'
import type { MarkRepository } from '#core/chat/mark-repository.ts'
import type { MessageRepository } from '#core/chat/message-repository.ts'
import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import { AppError } from '#core/errors.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { Story } from './story.ts'

const pageSize = 200

/** The vault as exporters see it, read a page at a time. */
export function readStory({
  companions,
  conversations,
  messages,
  marks,
  assets,
}: {
  readonly companions: Pick<CompanionRepository, 'list'>
  readonly conversations: Pick<ConversationRepository, 'list'>
  readonly messages: Pick<MessageRepository, 'everyMessage' | 'visibleThread'>
  readonly marks: Pick<MarkRepository, 'ofConversation'>
  readonly assets: Pick<AssetRepository, 'info' | 'read'>
}): Story {
  function* pages(archived: boolean): Generator<Conversation> {
    let before: Conversation | undefined
    for (;;) {
      const page = conversations.list({ archived, before, limit: pageSize })
      yield* page
      if (page.length < pageSize) return
      before = page.at(-1)
    }
  }

  return {
    companions: companions.list,
    *conversations() {
      yield* pages(false)
      yield* pages(true)
    },
    everyMessage: messages.everyMessage,
    visibleThread: messages.visibleThread,
    marks: marks.ofConversation,
    asset(id) {
      try {
        return { mime: assets.info(id).mime, bytes: () => assets.read(id) }
      } catch (error) {
        if (error instanceof AppError && error.code === 'NOT_FOUND') return null
        throw error
      }
    },
  }
}
