import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exporters } from '#core/exporters/table.ts'
import { narrowStory } from '#core/exporters/narrow-story.ts'
import { readStory } from '#core/exporters/read-story.ts'
import { runImport, type RunImportOutput } from '#core/importers/run-import.ts'
import { openVaultRooms, type VaultRooms } from '#core/job-vault.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import { ExportRequest } from '#shared/model/export.ts'
import type { ImportRunId } from '#shared/model/ids.ts'
import type { z } from 'zod'
import { addImportRun } from './test-store.ts'

/** A real vault with everything that is kept in one, and its way out and in. */
export type KeptVault = Disposable & {
  readonly database: Database
  readonly rooms: VaultRooms
  /** The files of an export by their paths. */
  readonly take: (request: Partial<z.input<typeof ExportRequest>>) => Map<string, Buffer>
  /** Brings the files of an export in, as one folder. */
  readonly bring: (files: ReadonlyMap<string, Buffer>) => Promise<RunImportOutput>
  readonly bringFrom: (path: string) => Promise<RunImportOutput>
  /** Puts the files of an export into a folder, which goes with the vault. */
  readonly unpack: (files: ReadonlyMap<string, Buffer>) => string
  /** Takes back what the last import brought. */
  readonly undo: () => void
}

/** Everything, with nothing left out. */
export const whole = { hidden: true, thoughts: true, tools: true, files: true } as const

export function createKeptVault(): KeptVault {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-kept-'))
  const file = join(folder, 'keepsake.db')
  const key = randomBytes(32)
  const database = openDatabase({ file, key, mode: 'create' })
  // Nobody pulls the plug on a test, and waiting for the disk is most of its time.
  database.execute('PRAGMA synchronous = OFF')
  let folders = 0
  let runId: ImportRunId | null = null

  function unpack(files: ReadonlyMap<string, Buffer>): string {
    folders += 1
    const into = join(folder, `files-${folders}`)
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(into, path)), { recursive: true })
      writeFileSync(join(into, path), bytes)
    }
    return into
  }

  function bringFrom(path: string): Promise<RunImportOutput> {
    runId = addImportRun(database)
    const vault = { file, key: Uint8Array.from(key), wanted: database.wanted }
    return runImport(
      { vault, runId, inputs: [{ kind: 'path', path }], companionId: null, startedAt: 1_790_000_000_000 },
      { report: () => undefined, signal: new AbortController().signal, random: (bytes) => randomBytes(bytes) },
    )
  }

  return {
    database,
    get rooms() {
      return openVaultRooms(database)
    },
    take(request) {
      const asked = ExportRequest.parse({
        format: 'json',
        scope: { kind: 'everything' },
        choices: whole,
        language: 'en',
        ...request,
      })
      const { format, scope, choices, language, training } = asked
      const zone = 'Asia/Shanghai'
      const story = narrowStory(readStory(openVaultRooms(database)), { format, scope, choices, timeZone: zone })
      const settings = { now: 1_790_000_000_000, timeZone: zone, language, training, count: () => undefined }
      const files = new Map<string, Buffer>()
      for (const { path, pieces } of exporters[format](story, settings)) {
        files.set(path, Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece))))
      }
      return files
    },
    bring: (files) => bringFrom(unpack(files)),
    bringFrom,
    unpack,
    undo() {
      if (runId === null) throw new Error('Nothing was brought in')
      const { messages } = openVaultRooms(database)
      while (!messages.undoImport(runId).done) continue
    },
    [Symbol.dispose]: () => {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
