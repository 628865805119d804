import type { CardRepository } from '#core/cards/card-repository.ts'
import type { ConversationRepository } from '#core/chat/conversation-repository.ts'
import type { MarkRepository } from '#core/chat/mark-repository.ts'
import type { MessageRepository } from '#core/chat/message-repository.ts'
import type { WholeMessages } from '#core/chat/whole-messages.ts'
import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import type { RevisionRepository } from '#core/companions/revision-repository.ts'
import type { SpeechRepository } from '#core/companions/speech-repository.ts'
import { AppError } from '#core/errors.ts'
import type { LoreRepository } from '#core/lore/lore-repository.ts'
import type { MemoryRepository } from '#core/memory/memory-repository.ts'
import type { SummaryRepository } from '#core/memory/summary-repository.ts'
import type { MilestoneRepository } from '#core/milestones/milestone-repository.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import type { OwnKeys } from '#core/store/own-keys.ts'
import { unpackRaw } from '#core/store/raw-json.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { ProviderId } from '#shared/model/ids.ts'
import { Self, unknownSelf } from '#shared/model/self.ts'
import { describeCompanion, revisionsOf } from './describe-companion.ts'
import type { Story } from './story.ts'

/** What a vault is read by. */
export type StoryParts = {
  readonly companions: Pick<CompanionRepository, 'list' | 'sourceIdOf'>
  readonly revisions: Pick<RevisionRepository, 'head' | 'list' | 'get'>
  readonly conversations: Pick<ConversationRepository, 'list' | 'find'>
  readonly messages: Pick<MessageRepository, 'visibleThread' | 'find'>
  readonly wholeMessages: WholeMessages
  readonly marks: Pick<MarkRepository, 'ofConversation'>
  readonly memories: Pick<MemoryRepository, 'each' | 'versions'>
  readonly summaries: Pick<SummaryRepository, 'each'>
  readonly milestones: Pick<MilestoneRepository, 'list'>
  readonly lore: Pick<LoreRepository, 'settings' | 'carried'>
  readonly cards: Pick<CardRepository, 'get'>
  readonly speech: Pick<SpeechRepository, 'get'>
  readonly assets: Pick<AssetRepository, 'info' | 'read'>
  readonly keys: OwnKeys
  readonly formsOf: (characters: Iterable<string>) => string
  readonly cardOf: (companion: Companion) => Uint8Array
  readonly providerName: (id: ProviderId) => string | null
}

const pageSize = 200

/** The vault as exporters see it, read a page at a time. */
export function readStory(parts: StoryParts): Story {
  const { companions, revisions, conversations, messages, wholeMessages, marks, memories, keys, assets } = parts

  function* pages(archived: boolean): Generator<Conversation> {
    let before: Conversation | undefined
    for (;;) {
      const page = conversations.list({ archived, everything: true, before, limit: pageSize })
      yield* page
      if (page.length < pageSize) return
      before = page.at(-1)
    }
  }

  const messageRef: Story['whole']['messageRef'] = (id) => {
    const named = wholeMessages.named(id)
    return (
      named && {
        source: named.source,
        conversation: keys.of(named.conversationId, named.conversationSourceId),
        message: keys.of(named.messageId, named.sourceId),
      }
    )
  }
  const companionKey: Story['whole']['companionKey'] = (id) => keys.of(id, companions.sourceIdOf(id))

  return {
    self() {
      const head = revisions.head({ subject: 'self' })
      return head === null ? unknownSelf : Self.parse(JSON.parse(head.body))
    },
    companions: companions.list,
    portraits: companions.list,
    *conversations() {
      yield* pages(false)
      yield* pages(true)
    },
    conversation: conversations.find,
    visibleThread: messages.visibleThread,
    message: messages.find,
    marks: marks.ofConversation,
    letter: (companionId) => revisions.head({ subject: 'letter', companionId })?.body ?? '',
    card: parts.cardOf,
    formsOf: parts.formsOf,
    memories: (id) => memories.each(id, 'kept'),
    days: parts.milestones.list,
    asset(id) {
      try {
        const { mime, size } = assets.info(id)
        return { mime, size, bytes: () => assets.read(id) }
      } catch (error) {
        if (error instanceof AppError && error.code === 'NOT_FOUND') return null
        throw error
      }
    },
    whole: {
      conversation: wholeMessages.conversation,
      messages: wholeMessages.each,
      marks: wholeMessages.marks,
      companion: (companion, pathOf) => describeCompanion(companion, { ...parts, companionKey, messageRef, pathOf }),
      selfRevisions: () => revisionsOf(revisions, { subject: 'self' }),
      keyOf: keys.of,
      companionKey,
      messageRef,
      unpack: unpackRaw,
    },
  }
}
