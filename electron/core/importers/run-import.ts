import { setImmediate } from 'node:timers/promises'
import { openJobVault, type VaultAccess } from '../job-vault.ts'
import type { JobContext } from '../jobs/job-context.ts'
import type { Belonging, ImportProgress, Receipt } from '#shared/model/import-run.ts'
import type { CompanionId, ImportRunId, Timestamp } from '#shared/model/ids.ts'
import { setApart } from './apart.ts'
import { createImportAccount } from './import-account.ts'
import { createImportAssets } from './import-assets.ts'
import { createImportRunRepository } from './import-run-repository.ts'
import { createImportWriter } from './import-writer.ts'
import { openSources, type ImportInput } from './files/open-sources.ts'
import { createKeptThings } from './kept-things.ts'
import { readExport, type Said } from './read-export.ts'
import { createOwners } from './owners.ts'
import { withOwnNames } from './people.ts'
import { importers } from './table.ts'

export type RunImportInput = {
  readonly vault: VaultAccess
  readonly runId: ImportRunId
  readonly inputs: readonly ImportInput[]
  readonly companionId: CompanionId | null
  /** Whose the conversations are in which one name alone answers. */
  readonly belongs?: readonly Belonging[]
  readonly startedAt: Timestamp
  readonly said?: Said
  /** Names in the export that are the person's own. */
  readonly you?: readonly string[]
  /** Other readings of the same, which go out once this one is whole: until then both stand side by side. */
  readonly replaces?: readonly ImportRunId[]
}

/** What an import came to. `stopped` says that it was cancelled between two conversations; all before are whole. */
export type RunImportOutput = {
  readonly receipt: Receipt
  readonly progress: ImportProgress
  readonly stopped: boolean
}

/** Reads an export into the vault through a connection of its own. */
export async function runImport(
  input: RunImportInput,
  { report, signal }: JobContext<ImportProgress>,
): Promise<RunImportOutput> {
  const { vault, runId, inputs, startedAt, said, belongs = [], you = [], replaces = [] } = input
  using open = openJobVault(vault)
  const { messages, conversations } = open
  const ownNames = new Set(you)
  const account = createImportAccount()
  const ownerOf = createOwners(input)
  const sources = await openSources(inputs)
  const rooms = open.rooms()
  const runs = createImportRunRepository(rooms.database)
  const kept = createKeptThings(rooms, { onFile: account.used })
  const progress = { bytesDone: 0, bytesTotal: 0, conversations: 0, messages: 0 }
  const writer = createImportWriter({
    runId,
    ownerOf: (conversation) => ownerOf(conversation).companionId,
    startedAt,
    messages,
    conversations,
    assets: createImportAssets({ runId, repository: open.assets, messages, book: account.book }),
    names: kept.names,
    onWritten(written) {
      account.written(written)
      if (written.isNew) {
        kept.heard(written.conversation)
        if (belongs.length > 0) account.owned(ownerOf(written.conversation).name, written)
      }
      progress.conversations += 1
      progress.messages += written.conversation.nodes.length
    },
    async pause() {
      report(progress)
      open.giveWay()
      await setImmediate()
    },
    isWanted: open.isWanted,
  })
  try {
    const found = await readExport(sources, importers, signal, said)
    progress.bytesTotal = found.bytesTotal
    const onBytes = (count: number) => {
      progress.bytesDone += count
    }
    for await (const item of found.items(onBytes)) {
      if (item.kind === 'kept') account.kept(item, await kept.take(item.thing))
      else if (item.kind !== 'conversation') account.problem(item)
      else {
        const named = withOwnNames(item.conversation, ownNames)
        const conversation = replaces.length === 0 ? named : setApart(named, { runId, replaces, conversations, runs })
        account.from(conversation, item.file)
        await writer.write(conversation)
      }
      if (signal.aborted) break
    }
    await writer.flush()
    kept.finish()
    account.files(found, sources.refused)
    return { receipt: account.book.close(), progress, stopped: signal.aborted }
  } finally {
    await sources.close()
  }
}
