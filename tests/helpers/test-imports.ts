import { createMemories, type Memories } from '#core/memory/memories.ts'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { createSummaryRepository } from '#core/memory/summary-repository.ts'
import { fold } from '#core/search/tokenize.ts'
import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import { createChanges, type Changes } from '#core/changes.ts'
import { createCompanions } from '#core/companions/companions.ts'
import { createLetters, type Letters } from '#core/companions/letters.ts'
import { createSelfProfile, type SelfProfile } from '#core/companions/self.ts'
import { createImports, type Imports } from '#core/importers/imports.ts'
import { createSpool, type Spool } from '#core/importers/files/spool.ts'
import { createLog } from '#core/log.ts'
import type { UploadId } from '#shared/model/ids.ts'
import type { ImportRun, ImportState } from '#shared/model/import-run.ts'
import { unknownSelf } from '#shared/model/self.ts'
import { createTestHost, type TestHost } from './memory-host.ts'
import { createTestStore, type TestStore } from './test-store.ts'

/** A real vault with real imports: encrypted database, spool and worker threads. */
export type TestImports = AsyncDisposable & {
  readonly host: TestHost
  readonly store: TestStore
  readonly spool: Spool
  readonly imports: Imports
  readonly letters: Letters
  readonly memories: Memories
  readonly self: SelfProfile
  /** How often the work has said that it goes on. */
  readonly signsOfLife: () => number
  readonly upload: (path: string) => Promise<UploadId>
  /** Waits until a run is in this state, and answers it. */
  readonly until: (id: ImportRun['id'], state: ImportState) => Promise<ImportRun>
  /** What is in the vault, in a form that can be compared. */
  readonly contents: () => VaultContents
}

export type VaultContents = {
  readonly conversations: readonly unknown[]
  readonly messages: readonly unknown[]
  readonly threads: readonly unknown[]
  readonly assets: readonly unknown[]
}

/** What the companions of a store without providers are made of. */
export function aroundCompanions(store: TestStore) {
  const { database, companions: repository, revisions, messages, speakers, speech, assets } = store
  const providers = { describe: () => null }
  const selfProfile = () => unknownSelf
  return { database, repository, revisions, selfProfile, messages, speakers, speech, assets, providers }
}

/** Where offered words go besides profiles, over the same store. */
export function takersOf({ companions, database, revisions }: TestStore, changes: Changes, now: () => number) {
  const keeping = { companions, revisions, changes, now }
  const memories = createMemories({
    repository: createMemoryRepository(database),
    summaries: createSummaryRepository(database),
    changes,
    now,
    fold,
  })
  return { letters: createLetters(keeping), self: createSelfProfile(keeping), memories }
}

/** The imports of the same vault as they are when it is opened the next time. */
export function importsAnew({ host, store, spool }: TestImports): Imports {
  const { database, messages } = store
  const changes = createChanges()
  const companions = createCompanions({ ...aroundCompanions(store), changes, now: host.now })
  const vault = { database, dataKey: store.key, messages, companions, ...takersOf(store, changes, host.now) }
  return createImports({ host, ...vault, spool, changes, log: createLog(host), stayAwake: () => {} })
}

export async function createTestImports(): Promise<TestImports> {
  const host = await createTestHost()
  const store = createTestStore()
  const { database, messages } = store
  const changes = createChanges()
  const companions = createCompanions({ ...aroundCompanions(store), changes, now: host.now })
  const spool = await createSpool({ folder: join(store.folder, 'spool'), random: host.random })
  const log = createLog(host)
  let signs = 0
  const stayAwake = () => {
    signs += 1
  }
  const takers = takersOf(store, changes, host.now)
  const vault = { database, dataKey: store.key, messages, companions, ...takers }
  const imports = createImports({ host, ...vault, spool, changes, log, stayAwake })
  return {
    host,
    store,
    spool,
    imports,
    ...takers,
    signsOfLife: () => signs,
    upload: (path) => spool.receive(basename(path), createReadStream(path), Number.MAX_SAFE_INTEGER),
    async until(id, state) {
      for await (const run of imports.watch({ id })) if (run.state === state) return run
      throw new Error(`The import ended, but not as ${state}`)
    },
    contents: () => ({
      conversations: database.all('SELECT * FROM conversation ORDER BY id'),
      messages: database.all('SELECT * FROM message ORDER BY id'),
      threads: database.all('SELECT * FROM thread ORDER BY conversation_id, depth'),
      assets: database.all('SELECT * FROM media.asset ORDER BY id'),
    }),
    async [Symbol.asyncDispose]() {
      await imports[Symbol.asyncDispose]()
      await spool[Symbol.asyncDispose]()
      store[Symbol.dispose]()
      await host[Symbol.asyncDispose]()
    },
  }
}
