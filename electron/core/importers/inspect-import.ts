import type { ImportProgress, Preview, PreviewFile } from '#shared/model/import-run.ts'
import type { JobContext } from '../jobs/job-context.ts'
import { createImportAccount } from './import-account.ts'
import { openSources, type ImportInput } from './files/open-sources.ts'
import { readExport } from './read-export.ts'
import { createPeopleCount } from './people.ts'
import type { Readings, SortedFile } from './sort-sources.ts'
import { importers } from './table.ts'

const reportBytes = 1024 ** 2
const sampleCount = 12
const fileCount = 500

/** Looks through an export without touching the vault. */
export async function inspectImport(
  { inputs, readings }: { readonly inputs: readonly ImportInput[]; readonly readings?: Readings },
  { report, signal }: JobContext<ImportProgress>,
): Promise<{ readonly preview: Preview; readonly progress: ImportProgress }> {
  const sources = await openSources(inputs)
  const account = createImportAccount()
  const progress = { bytesDone: 0, bytesTotal: 0, conversations: 0, messages: 0 }
  const attachments = new Set<string>()
  const people = createPeopleCount()
  const sampleTitles: string[] = []
  try {
    const found = await readExport(sources, importers, signal, readings ? { readings } : {})
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
      if (item.kind !== 'conversation') {
        account.problem(item)
        continue
      }
      const { conversation } = item
      account.from(conversation, item.file)
      account.written({ conversation, isNew: true, added: conversation.nodes, grown: 0 })
      progress.conversations += 1
      progress.messages += conversation.nodes.length
      people.add(conversation)
      for (const asset of conversation.assets) attachments.add(asset.id)
      if (conversation.title && sampleTitles.length < sampleCount) sampleTitles.push(conversation.title.slice(0, 300))
    }
    account.files(found, sources.refused)
    const { from, to, reasons } = account.book.close()
    const formats = found.sorted.flatMap((one) => (one.kind === 'export' ? [one.importer.id] : []))
    const preview: Preview = {
      format: formats[0] ?? 'unknown',
      files: found.sorted
        .filter((one) => one.kind !== 'asset')
        .slice(0, fileCount)
        .map((one) => previewFile(one, readings)),
      conversations: progress.conversations,
      messages: progress.messages,
      attachments: attachments.size,
      from,
      to,
      models: account.book.modelCounts(),
      people: people.close(),
      sampleTitles,
      reasons,
    }
    return { preview, progress }
  } finally {
    await sources.close()
  }
}

function previewFile(sorted: SortedFile, readings: Readings | undefined): PreviewFile {
  const { name, bytes } = sorted.file
  if (sorted.kind !== 'export') return { name, format: null, certainty: readings?.has(name) ? 'chosen' : null, bytes }
  const { importer, detection } = sorted
  return { name, format: importer.id, certainty: readings?.has(name) ? 'chosen' : detection.certainty, bytes }
}
