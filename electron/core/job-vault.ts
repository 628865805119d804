import { createConversationRepository, type ConversationRepository } from './chat/conversation-repository.ts'
import { createMessageRepository, type MessageRepository } from './chat/message-repository.ts'
import { createMessageIndex } from './search/message-index.ts'
import { createAssetRepository, type AssetRepository } from './store/asset-repository.ts'
import { openDatabase, type Database } from './store/database.ts'

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
  /** True when somebody waits to write. */
  readonly isWanted: () => boolean
  /** Waits, with the thread, until nobody waits to write any more; not for ever, so that neither side starves. */
  readonly giveWay: () => void
}

const longestWait = 100
const turns = 8

/** Wires for a worker what `session.ts` wires for the main thread, and zeroes the key. Throws `VaultTrouble`. */
export function openJobVault({ file, key, wanted }: VaultAccess): JobVault {
  const database = openAndForget(file, key)
  database.workBeside(wanted)
  return {
    messages: createMessageRepository({ database, index: createMessageIndex(database) }),
    conversations: createConversationRepository(database),
    assets: createAssetRepository(database),
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

function openAndForget(file: string, key: Uint8Array): Database {
  try {
    return openDatabase({ file, key, mode: 'write' })
  } finally {
    key.fill(0)
  }
}
