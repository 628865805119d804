import type { PreviewMapping } from '#shared/model/import-mapping.ts'
import type { ImportProgress, Preview, PreviewFile } from '#shared/model/import-run.ts'
import type { JobContext } from '../jobs/job-context.ts'
import { createImportAccount } from './import-account.ts'
import { describeMapping, firstMessages } from './describe-mapping.ts'
import { createNames, traceFiles, type Names } from './file-traces.ts'
import { openSources, type ImportInput } from './files/open-sources.ts'
import { readExport, type Said } from './read-export.ts'
import type { NeutralConversation } from './neutral.ts'
import { createPeopleCount } from './people.ts'
import type { SortedFile } from './sort-sources.ts'
import { createPartnerCount } from './partners.ts'
import { importers } from './table.ts'

const reportBytes = 1024 ** 2
const sampleCount = 12
const fileCount = 500
const mappingCount = 20

/** Looks through an export without touching the vault. `marked` are the sizes of files that came in before and left marks. */
export async function inspectImport(
  {
    inputs,
    said = {},
    marked = [],
  }: { readonly inputs: readonly ImportInput[]; readonly said?: Said; readonly marked?: readonly number[] },
  { report, signal }: JobContext<ImportProgress>,
): Promise<{ readonly preview: Preview; readonly progress: ImportProgress }> {
  const sources = await openSources(inputs)
  const account = createImportAccount()
  const progress = { bytesDone: 0, bytesTotal: 0, conversations: 0, messages: 0 }
  const attachments = new Set<string>()
  const people = createPeopleCount()
  const partners = createPartnerCount()
  const sampleTitles: string[] = []
  const known = new Map<string, Names>()
  try {
    const found = await readExport(sources, importers, signal, said)
    const mappings = await mappingsOf(found.sorted, said, signal)
    progress.bytesTotal = found.bytesTotal
    let reported = 0
    const onBytes = (count: number) => {
      progress.bytesDone += count
      if (progress.bytesDone - reported < reportBytes) return
      reported = progress.bytesDone
      report(progress)
    }
    for await (const item of found.items(onBytes)) {
      signal.throwIfAborted()
      if (item.kind === 'kept') {
        account.kept(item, true)
        continue
      }
      if (item.kind !== 'conversation') {
        account.problem(item)
        continue
      }
      const { conversation } = item
      account.from(conversation, item.file)
      account.written({ conversation, isNew: true, companionId: null, added: conversation.nodes, grown: 0 })
      progress.conversations += 1
      progress.messages += conversation.nodes.length
      people.add(conversation)
      partners.add(conversation)
      if (marked.length > 0) namesIn(known, item.file).add(conversation)
      count(mappings.get(item.file), conversation)
      for (const asset of conversation.assets) attachments.add(asset.id)
      if (conversation.title && sampleTitles.length < sampleCount) sampleTitles.push(conversation.title.slice(0, 300))
    }
    account.files(found, sources.refused)
    const { from, to, reasons, beside } = account.book.close()
    const formats = found.sorted.flatMap((one) => (one.kind === 'export' ? [one.importer.id] : []))
    const preview: Preview = {
      format: formats[0] ?? 'unknown',
      files: found.sorted
        .filter((one) => one.kind !== 'asset')
        .slice(0, fileCount)
        .map((one) => previewFile(one, said)),
      conversations: progress.conversations,
      messages: progress.messages,
      attachments: attachments.size,
      from,
      to,
      models: account.book.modelCounts(),
      people: people.close(),
      partners: partners.close(),
      beside,
      belongs: [],
      mappings: [...mappings.values()],
      traces: await traceFiles({
        sorted: found.sorted,
        all: sources.files,
        importers,
        mappings,
        known,
        marked,
        signal,
      }),
      readBefore: [],
      replaces: [],
      sampleTitles,
      reasons,
    }
    return { preview, progress }
  } finally {
    await sources.close()
  }
}

function previewFile(sorted: SortedFile, { readings, mappings }: Said): PreviewFile {
  const { name, bytes } = sorted.file
  const chosen = readings?.has(name) || mappings?.has(name) ? 'chosen' : null
  if (sorted.kind !== 'export') return { name, format: null, certainty: chosen, why: null, bytes }
  const { importer, detection } = sorted
  return {
    name,
    format: importer.id,
    certainty: chosen ?? detection?.certainty ?? null,
    why: detection?.why ?? null,
    bytes,
  }
}

/** How the files of no known app are going to be read, by name. */
async function mappingsOf(
  sorted: readonly SortedFile[],
  said: Said,
  signal: AbortSignal,
): Promise<Map<string, PreviewMapping>> {
  const mappings = new Map<string, PreviewMapping>()
  for (const one of sorted) {
    if (mappings.size >= mappingCount) break
    if (one.kind !== 'export' || one.importer.id !== 'generic') continue
    signal.throwIfAborted()
    const { name } = one.file
    const corrected = said.mappings?.get(name) ?? null
    // Where the file cannot be read, reading it comes upon the same, and says so.
    const described = await describeMapping(one.file, corrected).catch(() => null)
    if (!described) continue
    const counts = { conversations: 0, messages: 0, first: [] }
    mappings.set(name, { ...described, ...counts, file: name, corrected: corrected !== null })
  }
  return mappings
}

function namesIn(known: Map<string, Names>, file: string): Names {
  const names = known.get(file) ?? createNames()
  known.set(file, names)
  return names
}

function count(mapping: PreviewMapping | undefined, conversation: NeutralConversation): void {
  if (!mapping) return
  mapping.conversations += 1
  mapping.messages += conversation.nodes.length
  if (mapping.first.length === 0) mapping.first = firstMessages(conversation)
}
