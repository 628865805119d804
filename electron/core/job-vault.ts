import { createCardRepository } from './cards/card-repository.ts'
import { createConversationRepository, type ConversationRepository } from './chat/conversation-repository.ts'
import { createMarkRepository } from './chat/mark-repository.ts'
import { createMessageRepository, type MessageRepository } from './chat/message-repository.ts'
import { createWholeMessages } from './chat/whole-messages.ts'
import { createCompanionRepository } from './companions/companion-repository.ts'
import { createRevisionRepository } from './companions/revision-repository.ts'
import { createSpeechRepository } from './companions/speech-repository.ts'
import { createLoreRepository } from './lore/lore-repository.ts'
import { createMemoryRepository } from './memory/memory-repository.ts'
import { createSummaryRepository } from './memory/summary-repository.ts'
import { createMilestoneRepository } from './milestones/milestone-repository.ts'
import { createProviderRepository } from './providers/provider-repository.ts'
import { createMessageIndex } from './search/message-index.ts'
import { formsOf } from './search/simplify.ts'
import { createAssetRepository, type AssetRepository } from './store/asset-repository.ts'
import { openDatabase, type Database } from './store/database.ts'
import { createOwnKeys } from './store/own-keys.ts'
import { writtenCard } from './written-card.ts'
import type { Companion } from '#shared/model/companion.ts'

/** What a job that writes to the vault is given: how to open it, and the count of those who wait to write. */
export type VaultAccess = { readonly file: string; readonly key: Uint8Array; readonly wanted: Int32Array }

/** Lends the vault to a job. */
export type LendVault = <Result>(use: (vault: VaultAccess) => Promise<Result>) => Promise<Result>

/** Lends an open vault, each time with a copy of its key: a view of a larger buffer would take all of that along to a worker. */
export function createLendVault(database: Pick<Database, 'file' | 'wanted'>, dataKey: Uint8Array): LendVault {
  return async (use) => {
    const key = Uint8Array.from(dataKey)
    try {
      return await use({ file: database.file, key, wanted: database.wanted })
    } finally {
      key.fill(0)
    }
  }
}

/** The open vault as a job in a worker has it, over a connection of its own. */
export type JobVault = Disposable & {
  readonly messages: MessageRepository
  readonly conversations: ConversationRepository
  readonly assets: AssetRepository
  /** What else there is, made when it is asked for: few jobs have to do with it. */
  readonly rooms: () => VaultRooms
  /** True when somebody waits to write. */
  readonly isWanted: () => boolean
  /** Waits, with the thread, until nobody waits to write any more; not for ever, so that neither side starves. */
  readonly giveWay: () => void
}

const longestWait = 100
const turns = 8

/** Wires for a worker what `session.ts` wires for the main thread, and zeroes the key. Throws `VaultTrouble`. */
export function openJobVault({ file, key, wanted }: VaultAccess): JobVault {
  const database = openAndForget(file, key, 'write')
  database.workBeside(wanted)
  return {
    messages: createMessageRepository({ database, index: createMessageIndex(database) }),
    conversations: createConversationRepository(database),
    assets: createAssetRepository(database),
    rooms: () => openVaultRooms(database),
    isWanted: () => Atomics.load(wanted, 0) > 0,
    giveWay() {
      for (let turn = 0; turn < turns; turn += 1) {
        const waiting = Atomics.load(wanted, 0)
        if (waiting <= 0 || Atomics.wait(wanted, 0, waiting, longestWait) === 'timed-out') return
      }
    },
    [Symbol.dispose]: () => database.close(),
  }
}

/**
 * A vault to read only, all of it as it stands at this moment whatever is written meanwhile. Throws `VaultTrouble`.
 */
export function openReading({ file, key }: Pick<VaultAccess, 'file' | 'key'>): Disposable & {
  readonly rooms: VaultRooms
} {
  const database = openAndForget(file, key, 'read')
  database.execute('BEGIN')
  return { rooms: openVaultRooms(database), [Symbol.dispose]: () => database.close() }
}

function openAndForget(file: string, key: Uint8Array, mode: 'read' | 'write'): Database {
  try {
    return openDatabase({ file, key, mode })
  } finally {
    key.fill(0)
  }
}

export type VaultRooms = ReturnType<typeof openVaultRooms>

/** Everything that is kept in a vault, for work that reads or writes all of it. Of providers only what they are called. */
export function openVaultRooms(database: Database) {
  const conversations = createConversationRepository(database)
  const lore = createLoreRepository(database)
  const cards = createCardRepository(database)
  const providers = createProviderRepository(database)
    .list()
    .map(({ id, name }) => ({ id, name }))
  return {
    database,
    keys: createOwnKeys(database),
    conversations,
    companions: createCompanionRepository({ database, conversations }),
    revisions: createRevisionRepository(database),
    messages: createMessageRepository({ database, index: createMessageIndex(database) }),
    wholeMessages: createWholeMessages(database),
    marks: createMarkRepository(database),
    memories: createMemoryRepository(database),
    summaries: createSummaryRepository(database),
    milestones: createMilestoneRepository(database),
    lore,
    cards,
    cardOf: (companion: Companion) => writtenCard(companion, { cards, lore }),
    speech: createSpeechRepository(database),
    assets: createAssetRepository(database),
    formsOf,
    providerName: (id: number) => providers.find((one) => one.id === id)?.name ?? null,
    providerNamed: (name: string) => providers.find((one) => one.name === name)?.id ?? null,
  }
}
