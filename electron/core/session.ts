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
import { createForkMap } from './chat/fork-map.ts'
import { createMessageRepository } from './chat/message-repository.ts'
import { createNextPrompt } from './chat/next-prompt.ts'
import { createOutbox } from './chat/outbox.ts'
import { createOutboxRepository } from './chat/outbox-repository.ts'
import { createPreviewPrompt } from './chat/preview-prompt.ts'
import { createReadingRoom } from './chat/reading.ts'
import { createReadingRepository } from './chat/reading-repository.ts'
import { createRooms } from './chat/rooms.ts'
import { createSharedDrafts } from './chat/shared-drafts.ts'
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
import { createSpool, openStretches } from './importers/files/spool.ts'
import { createWholeFiles } from './importers/files/whole-files.ts'
import { createLendVault } from './job-vault.ts'
import type { Log } from './log.ts'
import { createAnswerRepository } from './letter-draft/answer-repository.ts'
import { createDraftRepository as createLetterDraftRepository } from './letter-draft/draft-repository.ts'
import { createHistoryRepository } from './letter-draft/history-repository.ts'
import { createLetterDrafts } from './letter-draft/letter-drafts.ts'
import { stopWords } from './memory/stop-words.ts'
import { createLore } from './lore/lore.ts'
import { createLoreRepository } from './lore/lore-repository.ts'
import type { LockedNotes } from './milestones/locked-notes.ts'
import { createPictureReader } from './picture-reader.ts'
import { createNetwork } from './providers/network.ts'
import { createProviderRepository } from './providers/provider-repository.ts'
import { createProviders } from './providers/providers.ts'
import { createMessageIndex } from './search/message-index.ts'
import { createSearch } from './search/search.ts'
import { simplify } from './search/simplify.ts'
import { openDays } from './session-days.ts'
import { openLibrary } from './session-library.ts'
import { openMemory } from './session-memory.ts'
import { createSettings } from './settings/settings.ts'
import { createSettingsRepository } from './settings/settings-repository.ts'
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
  const drafts = createSharedDrafts({ repository: createDraftRepository(database), changes, now: host.now })
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
  const { memoryRepository, memories, summaries, meaning, remember, lookThrough, lookByItself } = openMemory(
    { host, changes, log, database, companions, self, providers, stayAwake },
    made,
  )
  const cards = createCards({
    database,
    repository: createCardRepository(database),
    companions,
    letters,
    lore,
    memories,
    assets,
    files,
    now: host.now,
  })
  const search = createSearch(database)
  const historyRepository = createHistoryRepository(database)
  const { milestoneRepository, milestones, historyDays, deepLooks, tellReminders } = openDays(
    {
      host,
      changes,
      log,
      database,
      settings: settingsRepository,
      speakers,
      companions: companionRepository,
      self,
      providers,
      history: historyRepository,
      search,
      simplified,
      stayAwake,
      lockedNotes,
    },
    made,
  )
  const { now, timeZone } = host
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
  const found = openLibrary(
    {
      host,
      changes,
      log,
      database,
      search,
      conversations: conversationRepository,
      messages,
      companions: companionRepository,
      days: milestoneRepository,
      memories: memoryRepository,
      letters,
      lore: loreRepository,
      marks: markRepository,
    },
    made,
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

  chat.whenQuiet(({ state }) => {
    // A reply that is cut off may be so because the vault is being closed.
    if (state === 'complete') void lookByItself.keepUp()
  })
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
      spool: { ...spool, open: (id) => openStretches(spool.source(id)) },
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
    ...found,
    lookThrough,
    lookByItself,
    summaries,
    tellReminders,
    providers,
    settings,
    assets,
    spool,
    imports,
    verify: () => verifyDatabase(database),
    exports,
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  }
}
