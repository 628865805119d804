import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host, Keychain, PrintPage } from '#core/host.ts'
import type { Preferences } from '#shared/model/settings.ts'

/** A host over a temporary folder. The clock runs in real time until `set`; `advance` moves it on in both cases. */
export type TestHost = Host &
  AsyncDisposable & {
    readonly clock: { readonly set: (milliseconds: number) => void; readonly advance: (milliseconds: number) => void }
    /** Everything that was logged, one JSON line each. */
    readonly logs: string[]
    /** Every notification, as `title: body`. */
    readonly notes: string[]
    /** What was said of the next day, the latest last. */
    readonly nextDays: (string | null)[]
  }

export type TestHostOptions = {
  readonly keychain?: Keychain
  /** Stops the clock at this moment. */
  readonly now?: number
  /** False for a host that shows no notifications itself, as a browser's. */
  readonly notifies?: boolean
  /** What prints here, where something does. */
  readonly printPage?: PrintPage
  /** An existing vault folder, as after a restart; it is left alone at the end. */
  readonly folder?: string
}

/** A real host for tests: real files, real randomness, real worker threads, preferences and logs in memory. */
export async function createTestHost(options: TestHostOptions = {}): Promise<TestHost> {
  const temporary = options.folder === undefined ? await mkdtemp(join(tmpdir(), 'keepsake-test-')) : null
  const logs: string[] = []
  const notes: string[] = []
  const nextDays: (string | null)[] = []
  let stoppedAt = options.now ?? null
  let offset = 0
  let preferences: Preferences = { language: null, theme: 'system', textScale: 1, adultStatementAt: null }
  return {
    kind: 'browser',
    version: '0.0.0-test',
    vaultFolder: options.folder ?? join(temporary ?? '', 'vault'),
    workerScript: new URL('../../electron/core/jobs/worker.ts', import.meta.url),
    config: {
      read: () => preferences,
      write: (next) => {
        preferences = next
      },
    },
    keychain: options.keychain ?? null,
    now: () => stoppedAt ?? Date.now() + offset,
    language: () => 'en',
    timeZone: () => 'Asia/Shanghai',
    random: (bytes) => randomBytes(bytes),
    logTo: { write: (line) => logs.push(line) },
    systemProxy: async () => null,
    openLink: null,
    openVaultFolder: null,
    printPage: options.printPage ?? null,
    notify: options.notifies === false ? null : ({ title, body }) => void notes.push(`${title}: ${body}`),
    showNextDay: (words) => void nextDays.push(words),
    presence: null,
    clock: {
      set: (milliseconds) => {
        stoppedAt = milliseconds
      },
      advance: (milliseconds) => {
        if (stoppedAt === null) offset += milliseconds
        else stoppedAt += milliseconds
      },
    },
    logs,
    notes,
    nextDays,
    [Symbol.asyncDispose]: async () => {
      if (temporary !== null) await rm(temporary, { recursive: true, force: true })
    },
  }
}
