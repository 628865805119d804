import { setImmediate } from 'node:timers/promises'
import type { ExportRequest, ExportTally } from '#shared/model/export.ts'
import { openReading, type VaultAccess } from '../job-vault.ts'
import type { JobContext } from '../jobs/job-context.ts'
import { sealFile, type SealPlace } from '../store/seal-file.ts'
import { bytesOf } from './export-bytes.ts'
import { narrowStory } from './narrow-story.ts'
import { readStory } from './read-story.ts'
import type { ExportFile } from './story.ts'
import { exporters, isOneFile } from './table.ts'
import { oneOf, writeExport } from './write-export.ts'

export type RunExportInput = {
  readonly vault: Pick<VaultAccess, 'file' | 'key'>
  readonly request: ExportRequest
  readonly now: number
  readonly timeZone: string
  /** A place of the spool, or one of this machine. */
  readonly to: SealPlace | string
}

export type RunExportProgress = ExportTally & { readonly of: number }
/** Of the pages of a book, one after the other in one file, how long each is. */
export type RunExportEnd = RunExportProgress & { readonly lengths: readonly number[] }

/** An export may hold films of hours; this only keeps a runaway one from filling the disk. */
const mostBytes = 200 * 1024 ** 3
const reportMessages = 500
const reportBytes = 1 << 20

/** Writes what was asked for of a vault, as it stood at one moment, in plain text. */
export async function runExport(
  { vault, request, now, timeZone, to }: RunExportInput,
  { report, signal }: JobContext<RunExportProgress>,
): Promise<RunExportEnd> {
  using reading = openReading(vault)
  const { format, scope, choices, language, training } = request
  const story = narrowStory(readStory(reading.rooms), { scope, choices, timeZone, format })
  const tally = { conversations: 0, messages: 0, files: 0, bytes: 0 }
  let of = 0
  for (const { messageCount } of story.conversations()) of += messageCount
  let unreported = 0
  const tell = () => {
    unreported = 0
    report({ ...tally, of })
    signal.throwIfAborted()
  }
  tell()
  const files = exporters[format](story, {
    now,
    timeZone,
    language,
    training,
    count(what) {
      tally[what] += 1
      unreported += 1
      if (unreported >= reportMessages) tell()
    },
  })
  const lengths: number[] = []
  let unreportedBytes = 0
  const target = {
    isOneFile: isOneFile(request),
    now,
    onFile() {
      tally.files += 1
    },
    onBytes(bytes: number) {
      tally.bytes += bytes
      unreportedBytes += bytes
      if (unreportedBytes < reportBytes) return
      unreportedBytes = 0
      tell()
    },
  }
  if (typeof to === 'string') await writeExport(files, { ...target, out: to })
  else {
    const bytes = format === 'pdf' ? endToEnd(files, lengths) : oneOf(files, target)
    await sealFile(to, counted(bytes, target.onBytes), mostBytes)
  }
  return { ...tally, of, lengths }
}

function* endToEnd(files: Iterable<ExportFile>, lengths: number[]): Generator<Buffer, void, void> {
  for (const file of files) {
    let length = 0
    for (const bytes of bytesOf(file)) {
      length += bytes.length
      yield bytes
    }
    lengths.push(length)
  }
}

async function* counted(
  bytes: Iterable<Buffer> | AsyncIterable<Buffer>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer, void, void> {
  for await (const chunk of bytes) {
    onBytes(chunk.length)
    yield chunk
    // Pieces come without waiting for anything, and a cancel is heard only between them.
    await setImmediate()
  }
}
