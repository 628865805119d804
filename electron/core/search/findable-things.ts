import type { ConversationRepository } from '#core/chat/conversation-repository.ts'
import type { NamedAttachment } from '#core/chat/attachment-repository.ts'
import type { MarkRepository } from '#core/chat/mark-repository.ts'
import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import type { Letters } from '#core/companions/letters.ts'
import type { LoreRepository } from '#core/lore/lore-repository.ts'
import type { MemoryRepository } from '#core/memory/memory-repository.ts'
import type { MilestoneRepository } from '#core/milestones/milestone-repository.ts'
import type { Profile } from '#shared/model/companion.ts'
import type { FindableThings } from './find-things.ts'

/** The rooms of which something can be found. */
export type FindableRooms = {
  readonly conversations: Pick<ConversationRepository, 'titles'>
  readonly companions: Pick<CompanionRepository, 'list'>
  readonly days: Pick<MilestoneRepository, 'list'>
  readonly memories: Pick<MemoryRepository, 'each'>
  readonly letters: Pick<Letters, 'get'>
  readonly lore: Pick<LoreRepository, 'list'>
  readonly marks: Pick<MarkRepository, 'notes'>
  readonly attachmentNames: () => Iterable<NamedAttachment>
}

/** What of the other rooms can be found, as they keep it. */
export function createFindableThings(rooms: FindableRooms): FindableThings {
  const companions = () => rooms.companions.list()

  return {
    *conversation() {
      for (const { id, companionId, title } of rooms.conversations.titles()) {
        yield { id, companionId, conversationId: id, title, texts: [] }
      }
    },
    companion: () =>
      companions().map(({ id, profile }) => ({ id, companionId: id, title: profile.name, texts: textsOf(profile) })),
    day: () => rooms.days.list().map(({ id, companionId, title, note }) => ({ id, companionId, title, texts: [note] })),
    *memory() {
      for (const { id: companionId } of companions()) {
        for (const state of ['kept', 'proposed'] as const) {
          for (const { id, text } of rooms.memories.each(companionId, state)) {
            yield { id, companionId, title: null, texts: [text] }
          }
        }
      }
    },
    letter: () =>
      companions().map(({ id }) => {
        const { text, digest } = rooms.letters.get(id)
        return { id, companionId: id, title: null, texts: [text, digest.text] }
      }),
    *lore() {
      for (const { id: companionId } of companions()) {
        for (const { id, name, keys, content } of rooms.lore.list(companionId)) {
          yield { id, companionId, title: name, texts: [...keys, content] }
        }
      }
    },
    note: () =>
      rooms.marks.notes().map(({ messageId, conversationId, companionId, note }) => ({
        id: messageId,
        companionId,
        conversationId,
        messageId,
        title: null,
        texts: [note],
      })),
    *file() {
      for (const { messageId, conversationId, companionId, name } of rooms.attachmentNames()) {
        yield { id: messageId, companionId, conversationId, messageId, title: name, texts: [] }
      }
    },
  }
}

/** Of a profile, the parts that say something of the companion. */
function textsOf({ description, personality, style, scenario, youCall, callsYou, greeting }: Profile): string[] {
  return [description, personality, style, scenario, youCall, callsYou, greeting]
}
