import type { Changes } from './changes.ts'
import { createPastDaysRepository } from './chat/past-days-repository.ts'
import type { SpeakerRepository } from './chat/speaker-repository.ts'
import type { CompanionRepository } from './companions/companion-repository.ts'
import type { SelfProfile } from './companions/self.ts'
import type { Host } from './host.ts'
import { readHistory } from './letter-draft/history.ts'
import type { HistoryRepository } from './letter-draft/history-repository.ts'
import type { Log } from './log.ts'
import { namedDays } from './memory/named-times.ts'
import { createHistoryDays } from './milestones/history-days.ts'
import type { LockedNotes } from './milestones/locked-notes.ts'
import { createDeepLooks } from './milestones/look/deep-looks.ts'
import { createFoundDayRepository } from './milestones/look/found-day-repository.ts'
import { createMilestoneRepository } from './milestones/milestone-repository.ts'
import { createMilestones } from './milestones/milestones.ts'
import { createReminderClock } from './milestones/reminder-clock.ts'
import { createReminderRepository } from './milestones/reminder-repository.ts'
import { createSuggestionRepository } from './milestones/suggestion-repository.ts'
import type { Providers } from './providers/providers.ts'
import type { Search } from './search/search.ts'
import type { SettingsRepository } from './settings/settings-repository.ts'
import type { Database } from './store/database.ts'

/** The days of an open vault, and what tells them. What has to end with the session is left to `made`. */
export function openDays(
  {
    host,
    changes,
    log,
    database,
    settings,
    speakers,
    companions,
    self,
    providers,
    history,
    search,
    simplified,
    stayAwake,
    lockedNotes,
  }: {
    readonly host: Host
    readonly changes: Changes
    readonly log: Log
    readonly database: Database
    readonly settings: SettingsRepository
    readonly speakers: SpeakerRepository
    readonly companions: CompanionRepository
    readonly self: SelfProfile
    readonly providers: Providers
    readonly history: HistoryRepository
    readonly search: Search
    readonly simplified: (text: string) => string
    readonly stayAwake: () => void
    readonly lockedNotes: LockedNotes
  },
  made: AsyncDisposableStack,
) {
  const repository = createMilestoneRepository(database)
  const reminders = createReminderRepository(database)
  const { now, timeZone, language } = host
  const milestones = createMilestones({
    repository,
    reminders,
    settings,
    changes,
    now,
    timeZone,
    language,
  })
  const foundDays = createFoundDayRepository(database)
  const historyDays = createHistoryDays({
    answers: createSuggestionRepository(database),
    found: foundDays.list,
    past: createPastDaysRepository(database),
    search: search.searchMessages,
    speakers: speakers.speakersOf,
    timeZone,
    changes,
    milestones: repository.list,
    now,
  })
  const deepLooks = made.use(
    createDeepLooks({
      companion: companions.get,
      providers,
      history,
      readAll: (companionId, signal) => readHistory(history, companionId, { signal }),
      search: search.searchMessages,
      found: foundDays,
      selfProfile: self.get,
      daysNamedIn: namedDays,
      fold: simplified,
      stayAwake,
      language,
      timeZone,
      now,
      random: host.random,
      changes,
      log,
    }),
  )

  let tellReminders = (): void => {}
  // A terminal command tells nobody, and must not take a reminder from those it is for.
  if (host.kind !== 'cli') {
    const clock = made.use(
      createReminderClock({
        milestones: repository,
        reminders,
        settings: milestones.settings,
        now,
        timeZone,
        language,
        notify: host.notify ?? (() => undefined),
        showNext: host.showNextDay ?? (() => undefined),
        changes,
      }),
    )
    tellReminders = clock.tick
    made.defer(() => host.showNextDay?.(null))
    clock.toldBefore(lockedNotes.release())
    clock.tick()
    made.defer(() => lockedNotes.keep(clock.ahead()))
  }

  return { milestoneRepository: repository, milestones, historyDays, deepLooks, tellReminders }
}
