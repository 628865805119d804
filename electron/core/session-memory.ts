import type { Changes } from './changes.ts'
import type { Companions } from './companions/companions.ts'
import type { SelfProfile } from './companions/self.ts'
import type { Host } from './host.ts'
import type { Log } from './log.ts'
import { createMeaning } from './meaning/meaning.ts'
import { createMeaningRepository } from './meaning/meaning-repository.ts'
import { createLookByItself } from './memory/look-by-itself.ts'
import { createLookHabitRepository } from './memory/look-habit-repository.ts'
import { createLookThrough } from './memory/look-through.ts'
import { createMemories } from './memory/memories.ts'
import { createMemoryRepository } from './memory/memory-repository.ts'
import { createRecall } from './memory/recall.ts'
import { createRecallRepository } from './memory/recall-repository.ts'
import { createRemember } from './memory/remember.ts'
import { createSummaries } from './memory/summaries.ts'
import { createSummaryRepository } from './memory/summary-repository.ts'
import { createUnreadRepository } from './memory/unread-repository.ts'
import { localDateAt } from './milestones/local-date.ts'
import type { Providers } from './providers/providers.ts'
import { fold, tokenize } from './search/tokenize.ts'
import type { Database } from './store/database.ts'

/** What an open vault remembers, and how it is found. What has to end with the session is left to `made`. */
export function openMemory(
  {
    host,
    changes,
    log,
    database,
    companions,
    self,
    providers,
    stayAwake,
  }: {
    readonly host: Host
    readonly changes: Changes
    readonly log: Log
    readonly database: Database
    readonly companions: Companions
    readonly self: SelfProfile
    readonly providers: Providers
    readonly stayAwake: () => void
  },
  made: AsyncDisposableStack,
) {
  const { now, timeZone } = host
  const memoryRepository = createMemoryRepository(database)
  const summaryRepository = createSummaryRepository(database)
  const summaries = made.use(createSummaries({ repository: summaryRepository, changes, now }))
  const memories = made.use(
    createMemories({ repository: memoryRepository, summaries: summaryRepository, changes, now, fold }),
  )
  const recallRepository = createRecallRepository(database)
  const meaning = made.use(
    createMeaning({
      database,
      repository: createMeaningRepository(database),
      providers,
      changes,
      log,
      random: host.random,
      stayAwake,
    }),
  )
  const remember = createRemember({
    repository: memoryRepository,
    summaries: summaryRepository,
    messages: recallRepository,
    recall: createRecall({ repository: recallRepository, tokenize }),
    near: meaning.near,
    tokenize,
  })
  const unread = createUnreadRepository(database)
  const habits = createLookHabitRepository(database)
  const lookThrough = made.use(
    createLookThrough({
      database,
      memories: memoryRepository,
      summaries: summaryRepository,
      takesIn: (companionId) => habits.get(companionId).takesIn,
      unread,
      companions,
      selfProfile: self.get,
      providers,
      fold,
      dateAt: (time) => localDateAt(time, timeZone()),
      changes,
      now,
    }),
  )
  const lookByItself = made.use(
    createLookByItself({ repository: habits, lookThrough, unread, companions, providers, changes, log, now }),
  )
  return { memoryRepository, memories, summaries, meaning, remember, lookThrough, lookByItself }
}
