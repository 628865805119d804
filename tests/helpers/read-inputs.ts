import type { ReadItem } from '#core/importers/importer.ts'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { openSources } from '#core/importers/files/open-sources.ts'
import { readExport } from '#core/importers/read-export.ts'
import type { SortedFile } from '#core/importers/sort-sources.ts'
import type { RefusedFile } from '#core/importers/files/source-files.ts'
import { importers } from '#core/importers/table.ts'

/** All that reading some paths finds, without a vault. */
export type Reading = {
  readonly conversations: NeutralConversation[]
  readonly problems: Exclude<ReadItem, { kind: 'conversation' | 'kept' }>[]
  readonly sorted: readonly SortedFile[]
  readonly refused: readonly RefusedFile[]
}

/** Reads files, zips and folders the way an import does. */
export async function readPaths(...paths: string[]): Promise<Reading> {
  const sources = await openSources(paths.map((path) => ({ kind: 'path', path })))
  try {
    const { sorted, items } = await readExport(sources, importers, new AbortController().signal)
    const reading: Reading = { conversations: [], problems: [], sorted, refused: sources.refused }
    for await (const item of items(() => undefined)) {
      if (item.kind === 'conversation') reading.conversations.push(item.conversation)
      else if (item.kind !== 'kept') reading.problems.push(item)
    }
    return reading
  } finally {
    await sources.close()
  }
}
