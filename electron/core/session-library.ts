import type { Changes } from './changes.ts'
import { createAttachmentNames } from './chat/attachment-repository.ts'
import type { ConversationRepository } from './chat/conversation-repository.ts'
import type { MarkRepository } from './chat/mark-repository.ts'
import type { MessageRepository } from './chat/message-repository.ts'
import type { CompanionRepository } from './companions/companion-repository.ts'
import type { Letters } from './companions/letters.ts'
import type { Host } from './host.ts'
import { createDuplicateRepository } from './library/duplicate-repository.ts'
import { createLibrary } from './library/library.ts'
import { createLibraryRepository } from './library/library-repository.ts'
import type { Log } from './log.ts'
import type { LoreRepository } from './lore/lore-repository.ts'
import type { MemoryRepository } from './memory/memory-repository.ts'
import { stopCharacters, stopWords } from './memory/stop-words.ts'
import { localDateAt, momentOf } from './milestones/local-date.ts'
import type { MilestoneRepository } from './milestones/milestone-repository.ts'
import { createFindConversations } from './search/find-conversations.ts'
import { createFindInThread } from './search/find-in-thread.ts'
import type { Search } from './search/search.ts'
import { createSearchEverything } from './search/search-everything.ts'
import type { Database } from './store/database.ts'
import { createOurStory } from './story/our-story.ts'
import { createStoryRepository } from './story/story-repository.ts'
import type { LocalDate } from '#shared/model/milestone.ts'

/** What is found in an open vault, put in order and counted. What has to end with the session is left to `made`. */
export function openLibrary(
  parts: {
    readonly host: Host
    readonly changes: Changes
    readonly log: Log
    readonly database: Database
    readonly search: Search
    readonly conversations: ConversationRepository
    readonly messages: MessageRepository
    readonly companions: CompanionRepository
    readonly days: MilestoneRepository
    readonly memories: MemoryRepository
    readonly letters: Letters
    readonly lore: LoreRepository
    readonly marks: MarkRepository
  },
  made: AsyncDisposableStack,
) {
  const {
    host,
    changes,
    log,
    database,
    search,
    conversations,
    messages,
    companions,
    days,
    memories,
    letters,
    lore,
    marks,
  } = parts
  const { now, timeZone, language } = host
  const startOfDay = (date: LocalDate) => momentOf(date, '00:00', timeZone())
  const searchEverything = createSearchEverything({
    search,
    startOfDay,
    conversations,
    companions,
    days,
    memories,
    letters,
    lore,
    marks,
    attachmentNames: createAttachmentNames(database),
  })
  const library = createLibrary({
    database,
    repository: createLibraryRepository(database),
    duplicates: createDuplicateRepository(database),
    conversations,
    messages,
    companions,
    startOfDay,
    yearOf: (time) => Number(localDateAt(time, timeZone()).slice(0, 4)),
    language,
    changes,
  })
  const ourStory = made.use(
    createOurStory({
      database,
      repository: createStoryRepository(database),
      companionIds: () => companions.list().map(({ id }) => id),
      plain: { words: stopWords, characters: stopCharacters },
      changes,
      log,
      now,
      timeZone,
    }),
  )
  return {
    search: searchEverything,
    library,
    ourStory,
    findInThread: createFindInThread(database),
    findConversations: createFindConversations(conversations),
  }
}
