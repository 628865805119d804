import type { PreviewMapping } from '#shared/model/import-mapping.ts'
import type { CertainReading, FileTrace } from '#shared/model/import-run.ts'
import type { Importer } from './importer.ts'
import type { NeutralConversation } from './neutral.ts'
import { sketchRows } from './row-sketch.ts'
import { sortFile, type SortedFile } from './sort-sources.ts'
import type { SourceFile } from './files/source-files.ts'

const traceCount = 500
const namesKept = 200
/** How much larger or smaller a file may be than one that came in before, and still be looked at as the same. */
const grownBy = 8

type Named = CertainReading['conversations'][number]

/** Some of the names in a file, from all over it: what is new may stand at either end. */
export type Names = {
  readonly add: (conversation: NeutralConversation) => void
  readonly close: () => Named[]
}

export function createNames(): Names {
  let kept: Named[] = []
  let every = 1
  let met = 0
  return {
    add({ source, sourceId }) {
      if (met % every === 0) kept.push({ source, sourceId })
      met += 1
      if (kept.length < 2 * namesKept) return
      kept = kept.filter((_, index) => index % 2 === 0)
      every *= 2
    },
    close: () => kept,
  }
}

/**
 * What files are known again by that might be read in other ways. `known` are the names in each file as it is read now,
 * and `marked` the sizes of what left marks before: where nothing can be the same, a format that is certain needs none.
 */
export async function traceFiles(input: {
  readonly sorted: readonly SortedFile[]
  readonly all: readonly SourceFile[]
  readonly importers: readonly Importer[]
  readonly mappings: ReadonlyMap<string, PreviewMapping>
  readonly known: ReadonlyMap<string, Names>
  readonly marked: readonly number[]
  readonly signal: AbortSignal
}): Promise<FileTrace[]> {
  const { sorted, all, importers, mappings, known, marked, signal } = input
  const traces: FileTrace[] = []
  for (const one of sorted) {
    if (traces.length >= traceCount) break
    if (one.kind !== 'export') continue
    const { file, importer, detection } = one
    const isCertain = detection?.certainty === 'certain'
    const mayBeSame = marked.some((bytes) => file.bytes <= bytes * grownBy && bytes <= file.bytes * grownBy)
    if (isCertain && !mayBeSame) continue
    signal.throwIfAborted()
    const certain = isCertain
      ? { format: importer.id, conversations: known.get(file.name)?.close() ?? [] }
      : await certainReading(one, { all, importers, signal })
    const rows = await sketchRows(file).catch(() => [])
    traces.push({
      file: file.name,
      format: importer.id,
      mapping: mappings.get(file.name)?.mapping ?? null,
      rows,
      certain,
    })
  }
  return traces
}

/** What the format that is certain of a file finds in it, where the person has it read as another. */
async function certainReading(
  { file, importer, detection }: Extract<SortedFile, { readonly kind: 'export' }>,
  { all, importers, signal }: Pick<Parameters<typeof traceFiles>[0], 'all' | 'importers' | 'signal'>,
): Promise<CertainReading | null> {
  if (detection !== null) return null
  const told = await sortFile(file, importers)
  if (told.kind !== 'export' || told.detection?.certainty !== 'certain' || told.importer === importer) return null
  const names = createNames()
  try {
    for await (const item of told.importer.read({ files: [file], all })) {
      signal.throwIfAborted()
      if (item.kind === 'conversation') names.add(item.conversation)
    }
  } catch {
    // A file that breaks off is known by what stands before the break.
    signal.throwIfAborted()
  }
  return { format: told.importer.id, conversations: names.close() }
}
