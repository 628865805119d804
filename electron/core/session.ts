import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createCardRepository } from './cards/card-repository.ts'
import { createCards } from './cards/cards.ts'
import type { Changes } from './changes.ts'
import { createAnswerers } from './chat/answerers.ts'
import { createAskedModels } from './chat/asked-models.ts'
import { createBranchCopies } from './chat/branch-copies.ts'
import { createChat } from './chat/chat.ts'
import { createConversationRepository } from './chat/conversation-repository.ts'
import { createConversations } from './chat/conversations.ts'
import { createDraftRepository } from './chat/draft-repository.ts'
import { createMarkRepository } from './chat/mark-repository.ts'
import { createMarks } from './chat/marks.ts'
import { createAttachmentNames } from './chat/attachment-repository.ts'
import { createForkMap } from './chat/fork-map.ts'
import { createMessageRepository } from './chat/message-repository.ts'
import { createNextPrompt } from './chat/next-prompt.ts'
import { createOutbox } from './chat/outbox.ts'
import { createOutboxRepository } from './chat/outbox-repository.ts'
import { createPreviewPrompt } from './chat/preview-prompt.ts'
import { createReadingRoom } from './chat/reading.ts'
import { createReadingRepository } from './chat/reading-repository.ts'
import { createRooms } from './chat/rooms.ts'
import { createPastDaysRepository } from './chat/past-days-repository.ts'
import { createSpeakerRepository } from './chat/speaker-repository.ts'
import { createVisibleThread } from './chat/visible-thread.ts'
import { createCompanionRepository } from './companions/companion-repository.ts'
import { createCompanions } from './companions/companions.ts'
import { createLetters } from './companions/letters.ts'
import { createDraftDigest } from './companions/draft-digest.ts'
import { createLetterReaders } from './companions/letter-readers.ts'
import { createRevisionRepository } from './companions/revision-repository.ts'
import { createRevisions } from './companions/revisions.ts'
import { createSelfProfile } from './companions/self.ts'
import { createSpeechRepository } from './companions/speech-repository.ts'
import { createExports } from './exporters/exports.ts'
import type { Host } from './host.ts'
import { createImports } from './importers/imports.ts'
import { createSpool } from './importers/files/spool.ts'
import { createWholeFiles } from './importers/files/whole-files.ts'
import { createLendVault } from './job-vault.ts'
import type { Log } from './log.ts'
import { createAnswerRepository } from './letter-draft/answer-repository.ts'
import { createDraftRepository as createLetterDraftRepository } from './letter-draft/draft-repository.ts'
import { readHistory } from './letter-draft/history.ts'
import { createHistoryRepository } from './letter-draft/history-repository.ts'
import { createLetterDrafts } from './letter-draft/letter-drafts.ts'
import { namedDays } from './memory/named-times.ts'
import { createMeaning } from './meaning/meaning.ts'
import { createMeaningRepository } from './meaning/meaning-repository.ts'
import { createLookByItself } from './memory/look-by-itself.ts'
import { createLookHabitRepository } from './memory/look-habit-repository.ts'
import { createLookThrough } from './memory/look-through.ts'
import { createUnreadRepository } from './memory/unread-repository.ts'
import { createMemories } from './memory/memories.ts'
import { createMemoryRepository } from './memory/memory-repository.ts'
import { createRecall } from './memory/recall.ts'
import { createRecallRepository } from './memory/recall-repository.ts'
import { createRemember } from './memory/remember.ts'
import { createSummaries } from './memory/summaries.ts'
import { createSummaryRepository } from './memory/summary-repository.ts'
import { stopCharacters, stopWords } from './memory/stop-words.ts'
import { createDuplicateRepository } from './library/duplicate-repository.ts'
import { createLibrary } from './library/library.ts'
import { createLibraryRepository } from './library/library-repository.ts'
import { createLore } from './lore/lore.ts'
import { createLoreRepository } from './lore/lore-repository.ts'
import { createHistoryDays } from './milestones/history-days.ts'
import { localDateAt, momentOf } from './milestones/local-date.ts'
import type { LockedNotes } from './milestones/locked-notes.ts'
import { createDeepLooks } from './milestones/look/deep-looks.ts'
import { createFoundDayRepository } from './milestones/look/found-day-repository.ts'
import { createMilestoneRepository } from './milestones/milestone-repository.ts'
import { createMilestones } from './milestones/milestones.ts'
import { createReminderClock } from './milestones/reminder-clock.ts'
import { createReminderRepository } from './milestones/reminder-repository.ts'
import { createSuggestionRepository } from './milestones/suggestion-repository.ts'
import { createPictureReader } from './picture-reader.ts'
import { createNetwork } from './providers/network.ts'
import { createProviderRepository } from './providers/provider-repository.ts'
import { createProviders } from './providers/providers.ts'
import { createMessageIndex } from './search/message-index.ts'
import { fold, tokenize } from './search/tokenize.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import { createFindConversations } from './search/find-conversations.ts'
import { createFindInThread } from './search/find-in-thread.ts'
import { createSearch } from './search/search.ts'
import { createSearchEverything } from './search/search-everything.ts'
import { simplify } from './search/simplify.ts'
import { createSettings } from './settings/settings.ts'
import { createSettingsRepository } from './settings/settings-repository.ts'
import { createOurStory } from './story/our-story.ts'
import { createStoryRepository } from './story/story-repository.ts'
import { createAssetRepository } from './store/asset-repository.ts'
import { createStore } from './store/create-store.ts'
import { openDatabase } from './store/database.ts'
import { beginGeneration } from './store/generation.ts'
import { verifyDatabase } from './store/verify-database.ts'
import type { OpenedVault } from './vault/vault.ts'

export type SessionParts = {
  readonly host: Host
  readonly changes: Changes
  readonly log: Log
  /** 32 bytes that stay the vault's; whoever needs them longer than this session must not. */
  readonly dataKey: Buffer
  readonly opened: OpenedVault
  readonly setAutoLock: (minutes: number) => void
  readonly stayAwake: () => void
  /** Goes on telling reminders after this session. */
  readonly lockedNotes: LockedNotes
}

export type Session = Awaited<ReturnType<typeof openSession>>

/**
 * Everything that exists only while the vault is open, in the order of its dependencies. Whatever holds the data key, a
 * file or a connection is disposed with it, last made first. Throws `VaultTrouble`.
 */
export async function openSession(parts: SessionParts) {
  const { host, changes, log, dataKey, opened, setAutoLock, stayAwake, lockedNotes } = parts
  await using made = new AsyncDisposableStack()

  const file = join(host.vaultFolder, 'keepsake.db')
  if (opened.firstOpen && !existsSync(file)) createStore(host.vaultFolder, dataKey)
  const database = made.use(openDatabase({ file, key: dataKey, mode: 'write' }))
  const generation = beginGeneration(database)

  const index = createMessageIndex(database)
  const messages = createMessageRepository({ database, index })
  const conversationRepository = createConversationRepository(database)
  const companionRepository = createCompanionRepository({ database, conversations: conversationRepository })
  const assets = createAssetRepository(database)
  const branches = createBranchCopies({ database, index, visible: createVisibleThread(database) })
  branches.removeUnfinished()
  messages.markInterrupted()
  assets.removeUnfinished()

  const settingsRepository = createSettingsRepository(database)
  const settings = createSettings({
    repository: settingsRepository,
    changes,
    onProxy: (proxy) => network.configure(proxy),
    onAutoLock: setAutoLock,
  })
  const network = made.use(createNetwork({ systemProxy: host.systemProxy, proxy: settings.proxy() }))
  const autoLockMinutes = settings.autoLockMinutes()
  if (autoLockMinutes !== null) setAutoLock(autoLockMinutes)

  const providers = createProviders({
    repository: createProviderRepository(database),
    network,
    now: host.now,
    changes,
    readPicture: createPictureReader(assets),
  })
  const speakers = createSpeakerRepository(database)
  const revisionRepository = createRevisionRepository(database)
  const keeping = { revisions: revisionRepository, changes, now: host.now }
  const self = createSelfProfile(keeping)
  const letters = createLetters({ companions: companionRepository, ...keeping })
  const companions = createCompanions({
    database,
    repository: companionRepository,
    revisions: revisionRepository,
    selfProfile: self.get,
    messages,
    speakers,
    speech: createSpeechRepository(database),
    providers,
    assets,
    changes,
    now: host.now,
  })
  const drafts = createDraftRepository(database)
  const conversations = createConversations({
    conversations: conversationRepository,
    messages,
    drafts,
    forks: createForkMap(database),
    branches,
    companions,
    changes,
    now: host.now,
  })
  const reading = createReadingRoom({
    repository: createReadingRepository(database),
    messages,
    timeZone: host.timeZone,
  })
  const markRepository = createMarkRepository(database)
  const marks = createMarks({ repository: markRepository, messages, changes, now: host.now })
  const answerers = createAnswerers({ companions: companionRepository, messages })
  const milestoneRepository = createMilestoneRepository(database)
  const reminders = createReminderRepository(database)
  const { now, timeZone, language } = host
  const milestones = createMilestones({
    repository: milestoneRepository,
    reminders,
    settings: settingsRepository,
    changes,
    now,
    timeZone,
    language,
  })
  const spool = made.use(await createSpool({ folder: join(host.vaultFolder, 'spool'), random: host.random }))
  const files = createWholeFiles(spool)
  const loreRepository = createLoreRepository(database)
  const simplified = (text: string) => text.replaceAll(/\p{Script=Han}/gu, simplify)
  const lore = createLore({
    database,
    repository: loreRepository,
    companions: companionRepository,
    files,
    fold: simplified,
    changes,
  })
  const cards = createCards({
    repository: createCardRepository(database),
    companions,
    letters,
    lore,
    assets,
    files,
    now: host.now,
  })
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
  const nextPrompt = createNextPrompt({
    now,
    timeZone,
    daysOf: (companionId) => milestones.today({ companionId }),
    letterOf: letters.get,
    selfProfile: self.get,
    lore,
    remember,
    assets,
  })
  const askedModels = createAskedModels({ providers, nextPrompt })
  const chat = made.use(
    createChat({
      database,
      messages,
      conversations: conversationRepository,
      answerers,
      askedModels,
      drafts,
      assets,
      providers,
      lookUp: meaning.prepare,
      now: host.now,
      changes,
      log,
    }),
  )
  chat.whenQuiet(meaning.keepUp)
  const outbox = made.use(
    createOutbox({
      database,
      repository: createOutboxRepository(database),
      drafts,
      chat,
      messages,
      conversations: conversationRepository,
      answerers,
      providers,
      undoSeconds: () => settings.writing().undoSeconds,
      isAttended: host.kind !== 'cli',
      now: host.now,
      changes,
      log,
    }),
  )
  const previewPrompt = createPreviewPrompt({
    conversations: conversationRepository,
    messages,
    answerers,
    askedModels,
    assets,
  })
  const rooms = createRooms({
    database,
    conversations: conversationRepository,
    companions: companionRepository,
    changes,
    now: host.now,
  })
  const startOfDay = (date: LocalDate) => momentOf(date, '00:00', timeZone())
  const search = createSearch(database)
  const searchEverything = createSearchEverything({
    search,
    startOfDay,
    conversations: conversationRepository,
    companions: companionRepository,
    days: milestoneRepository,
    memories: memoryRepository,
    letters,
    lore: loreRepository,
    marks: markRepository,
    attachmentNames: createAttachmentNames(database),
  })
  const library = createLibrary({
    database,
    repository: createLibraryRepository(database),
    duplicates: createDuplicateRepository(database),
    conversations: conversationRepository,
    companions: companionRepository,
    startOfDay,
    yearOf: (time) => Number(localDateAt(time, timeZone()).slice(0, 4)),
    language,
    changes,
  })
  const foundDays = createFoundDayRepository(database)
  const historyDays = createHistoryDays({
    answers: createSuggestionRepository(database),
    found: foundDays.list,
    past: createPastDaysRepository(database),
    search: search.searchMessages,
    speakers: speakers.speakersOf,
    timeZone: host.timeZone,
    changes,
    milestones: milestoneRepository.list,
    now: host.now,
  })

  const historyRepository = createHistoryRepository(database)
  const deepLooks = made.use(
    createDeepLooks({
      companion: companionRepository.get,
      providers,
      history: historyRepository,
      readAll: (companionId, signal) => readHistory(historyRepository, companionId, { signal }),
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
  const letterDrafts = made.use(
    createLetterDrafts({
      database,
      drafts: createLetterDraftRepository(database),
      answers: createAnswerRepository(database),
      history: historyRepository,
      companions,
      letters,
      selfProfile: self.get,
      providers,
      daysOf: (companionId) =>
        historyDays
          .suggestions({ companionId })
          .flatMap(({ messageId, conversationId, date, quote }) =>
            conversationId === null ? [] : [{ messageId, conversationId, date, text: quote }],
          ),
      isPlain: (word) => stopWords.has(word),
      fold: simplified,
      changes,
      log,
      now,
      random: host.random,
      timeZone,
      stayAwake,
    }),
  )

  let tellReminders = (): void => {}
  // A terminal command tells nobody, and must not take a reminder from those it is for.
  if (host.kind !== 'cli') {
    const clock = made.use(
      createReminderClock({
        milestones: milestoneRepository,
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
  chat.whenQuiet(() => void lookByItself.keepUp())
  const ourStory = made.use(
    createOurStory({
      database,
      repository: createStoryRepository(database),
      companionIds: () => companionRepository.list().map(({ id }) => id),
      plain: { words: stopWords, characters: stopCharacters },
      changes,
      log,
      now,
      timeZone,
    }),
  )
  const imports = made.use(
    createImports({
      host,
      database,
      dataKey,
      spool,
      messages,
      companions,
      letters,
      self,
      memories,
      changes,
      log,
      stayAwake,
    }),
  )
  const lendVault = createLendVault(database, dataKey)
  const exports = made.use(
    createExports({
      host,
      lendVault,
      spool,
      story: { companions: companionRepository.list, conversation: conversationRepository.find },
      stayAwake,
    }),
  )

  const ending = made.move()
  return {
    generation,
    companions,
    cards,
    lore,
    discardUpload: files.discard,
    letters,
    draftDigest: createDraftDigest({ companions: companionRepository, letters, providers }),
    letterDrafts,
    letterReaders: createLetterReaders({ companions: companionRepository, providers }),
    self,
    revisions: createRevisions({ repository: revisionRepository, companions, letters, self }),
    conversations,
    messages,
    chat,
    outbox,
    marks,
    meaning,
    memories,
    reading,
    previewPrompt,
    rooms,
    milestones,
    historyDays,
    deepLooks,
    ourStory,
    lookThrough,
    lookByItself,
    summaries,
    tellReminders,
    providers,
    settings,
    search: searchEverything,
    library,
    findInThread: createFindInThread(database),
    findConversations: createFindConversations(conversationRepository),
    assets,
    spool,
    imports,
    verify: () => verifyDatabase(database),
    exports,
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  }
}
