import type { ImportMapping } from '#shared/model/import-mapping.ts'
import type { DayOrder } from '#shared/model/import-run.ts'
import type { Importer, ReadItem } from './importer.ts'
import { sortFile, type Readings, type SortedFile } from './sort-sources.ts'
import { isPngCard } from './files/png-card.ts'
import type { SourceFile, SourceFiles } from './files/source-files.ts'

/** An export looked through: what each file is, and the conversations one after another. */
export type ReadExport = {
  readonly sorted: readonly SortedFile[]
  /** Bytes of the files that hold conversations. */
  readonly bytesTotal: number
  /** Reads everything once. `onBytes` hears of source bytes as they are read. */
  readonly items: (onBytes: (count: number) => void) => AsyncGenerator<ReadItem, void, void>
}

/** What the person says of an export, where it does not tell by itself. */
export type Said = {
  readonly readings?: Readings
  readonly dayOrder?: DayOrder | null
  readonly mappings?: ReadonlyMap<string, ImportMapping>
}

const mostLookedAt = 500

/**
 * Tells what each file of a source is, so that it can be read; `said` is what the person knows better. Stops early when
 * the signal aborts.
 */
export async function readExport(
  sources: SourceFiles,
  importers: readonly Importer[],
  signal: AbortSignal,
  said: Said = {},
): Promise<ReadExport> {
  const looked: SortedFile[] = []
  for (const file of sources.files) {
    if (signal.aborted) break
    looked.push(await sortFile(file, importers, said.readings))
  }
  const sorted = await withCards(withoutCopies(looked))
  const claimed = (importer: Importer) =>
    sorted.flatMap((one) => (one.kind === 'export' && one.importer === importer ? [one.file] : []))
  return {
    sorted,
    bytesTotal: importers.flatMap(claimed).reduce((sum, file) => sum + file.bytes, 0),
    async *items(onBytes) {
      for (const importer of importers) {
        const files = claimed(importer).map((file) => counted(file, onBytes))
        const { dayOrder = null, mappings = new Map() } = said
        if (files.length > 0) yield* importer.read({ files, all: sources.files, dayOrder, mappings })
      }
    },
  }
}

/** Sets copies aside where there is what they are copies of. */
function withoutCopies(sorted: readonly SortedFile[]): SortedFile[] {
  const originals = new Set(
    sorted.flatMap((one) => (one.kind === 'export' && one.detection?.isCopy !== true ? [one.importer] : [])),
  )
  return sorted.map((one) =>
    one.kind === 'export' && one.detection?.isCopy === true && originals.has(one.importer)
      ? { file: one.file, kind: 'other', code: 'rendered-copy', failed: false }
      : one,
  )
}

/** Where nothing holds a conversation, pictures may be what was meant: cards are pictures, too. */
async function withCards(sorted: readonly SortedFile[]): Promise<readonly SortedFile[]> {
  if (sorted.some(({ kind }) => kind === 'export')) return sorted
  const told: SortedFile[] = []
  for (const [index, one] of sorted.entries()) {
    const mayBeCard = one.kind === 'asset' && index < mostLookedAt && /\.png$/i.test(one.file.name)
    const isCard = mayBeCard && (await isPngCard(one.file).catch(() => false))
    told.push(isCard ? { file: one.file, kind: 'other', code: 'character-card', failed: false } : one)
  }
  return told
}

/** Some readers go over a file several times; its bytes count once. */
function counted(file: SourceFile, onBytes: (count: number) => void): SourceFile {
  let uncounted = file.bytes
  return {
    ...file,
    async *read() {
      for await (const chunk of file.read()) {
        const fresh = Math.min(chunk.length, uncounted)
        uncounted -= fresh
        if (fresh > 0) onBytes(fresh)
        yield chunk
      }
    },
  }
}
