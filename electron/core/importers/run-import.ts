import { setImmediate } from 'node:timers/promises'
import type { JobContext } from '../jobs/job-context.ts'
import type { ImportProgress, Receipt } from '#shared/model/import-run.ts'
import type { CompanionId, ImportRunId, Timestamp } from '#shared/model/ids.ts'
import { createConversationRepository } from '../chat/conversation-repository.ts'
import { createMessageRepository } from '../chat/message-repository.ts'
import { createMessageIndex } from '../search/message-index.ts'
import { createAssetRepository } from '../store/asset-repository.ts'
import { openDatabase } from '../store/database.ts'
import { createImportAccount } from './import-account.ts'
import { createImportAssets } from './import-assets.ts'
import { createImportWriter } from './import-writer.ts'
import { openSources, type ImportInput } from './open-sources.ts'
import { readExport } from './read-export.ts'
import { importers } from './table.ts'

/** What a job that writes to the vault is given to open it with. */
export type VaultAccess = { readonly file: string; readonly key: Uint8Array }

export type RunImportInput = {
  readonly vault: VaultAccess
  readonly runId: ImportRunId
  readonly inputs: readonly ImportInput[]
  readonly companionId: CompanionId | null
  readonly startedAt: Timestamp
}

/** What an import came to. `stopped` says that it was cancelled between two conversations; all before are whole. */
export type RunImportOutput = { readonly receipt: Receipt; readonly progress: ImportProgress; readonly stopped: boolean }

/** Reads an export into the vault through a connection of its own. */
export async function runImport(
  { vault, runId, inputs, companionId, startedAt }: RunImportInput,
  { report, signal }: JobContext<ImportProgress>,
): Promise<RunImportOutput> {
  using database = openDatabase({ ...vault, mode: 'write' })
  const index = createMessageIndex(database)
  const messages = createMessageRepository({ database, index })
  const account = createImportAccount()
  const sources = await openSources(inputs)
  const progress = { bytesDone: 0, bytesTotal: 0, conversations: 0, messages: 0 }
  const writer = createImportWriter({
    runId,
    companionId,
    startedAt,
    messages,
    conversations: createConversationRepository(database),
    assets: createImportAssets({ runId, repository: createAssetRepository(database), messages, book: account.book }),
    onWritten(written) {
      account.written(written)
      progress.conversations += 1
      progress.messages += written.conversation.nodes.length
    },
    async pause() {
      report(progress)
      await setImmediate()
    },
  })
  try {
    const found = await readExport(sources, importers, signal)
    progress.bytesTotal = found.bytesTotal
    const onBytes = (count: number) => {
      progress.bytesDone += count
    }
    for await (const item of found.items(onBytes)) {
      if (item.kind !== 'conversation') account.problem(item)
      else {
        account.from(item.conversation, item.file)
        await writer.write(item.conversation)
      }
      if (signal.aborted) break
    }
    await writer.flush()
    account.files(found, sources.refused)
    return { receipt: account.book.close(), progress, stopped: signal.aborted }
  } finally {
    await sources.close()
  }
}
