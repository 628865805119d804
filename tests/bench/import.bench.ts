import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createImportAssets } from '#core/importers/import-assets.ts'
import { createImportAccount } from '#core/importers/import-account.ts'
import { createImportWriter } from '#core/importers/import-writer.ts'
import { jsonItems } from '#core/importers/files/json-items.ts'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { openSources } from '#core/importers/files/open-sources.ts'
import { readExport } from '#core/importers/read-export.ts'
import { runImport } from '#core/importers/run-import.ts'
import { importers } from '#core/importers/table.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { createAssetRepository } from '#core/store/asset-repository.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import type { ImportRunId } from '#shared/model/ids.ts'
import { writeChatgptJson, writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import type { Bench } from './bench.ts'
import { openPlainDatabase } from './plain-database.ts'

const megabyte = 1024 * 1024

/** Seconds of processor time, all threads, that some work takes: on a busy machine truer than the clock. */
const cpuSeconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000_000
}

const newRun = (database: Database): ImportRunId =>
  database.run(
    `INSERT INTO import_run (state, file_names_json, started_at, progress_json) VALUES ('running', '[]', 0, '{}')`,
  ).lastId as ImportRunId

/** Reads a whole export into memory, for the baseline that only inserts. */
const readAll = async (file: string): Promise<NeutralConversation[]> => {
  const sources = await openSources([{ kind: 'path', path: file }])
  const found = await readExport(sources, importers, new AbortController().signal)
  const conversations: NeutralConversation[] = []
  for await (const item of found.items(() => {}))
    if (item.kind === 'conversation') conversations.push(item.conversation)
  await sources.close()
  return conversations
}

const insertAll = async (database: Database, conversations: readonly NeutralConversation[]): Promise<void> => {
  const messages = createMessageRepository({ database, index: createMessageIndex(database) })
  const runId = newRun(database)
  const repository = createAssetRepository(database)
  const writer = createImportWriter({
    runId,
    companionId: null,
    startedAt: 0,
    messages,
    conversations: createConversationRepository(database),
    assets: createImportAssets({ runId, repository, messages, book: createImportAccount().book }),
    onWritten: () => {},
    pause: async () => {},
    isWanted: () => false,
  })
  for (const conversation of conversations) await writer.write(conversation)
  await writer.flush()
}

/** Importing a large ChatGPT export: the scanner alone, and the whole way from zip to encrypted and indexed. */
export const bench: Bench = {
  name: 'import',
  run: async ({ folder, full }) => {
    const shape = { conversations: full ? 6_000 : 1_200, turns: 12, pictureEvery: 0 }
    const json = path.join(folder, 'conversations.json')
    const zip = path.join(folder, 'export.zip')
    await writeChatgptJson(json, shape)
    await writeChatgptZip(zip, shape)
    const megabytes = statSync(json).size / megabyte

    const scanning = await cpuSeconds(async () => {
      const sources = await openSources([{ kind: 'path', path: json }])
      for (const file of sources.files) for await (const _item of jsonItems(file, {})) continue
      await sources.close()
    })
    const parsing = await cpuSeconds(async () => JSON.parse(readFileSync(json, 'utf8')))

    for (const name of ['vault', 'plain']) mkdirSync(path.join(folder, name))
    const file = path.join(folder, 'vault/keepsake.db')
    const key = randomBytes(32)
    let runId: ImportRunId
    {
      using database = openDatabase({ file, key, mode: 'create' })
      runId = newRun(database)
    }
    const vault = { file, key, wanted: new Int32Array(new SharedArrayBuffer(4)) }
    const context = { report: () => {}, signal: new AbortController().signal, random: randomBytes }
    const importing = await cpuSeconds(() =>
      runImport({ vault, runId, inputs: [{ kind: 'path', path: zip }], companionId: null, startedAt: 0 }, context),
    )

    const conversations = await readAll(zip)
    using plain = openPlainDatabase(path.join(folder, 'plain/keepsake.db'))
    const inserting = await cpuSeconds(() => insertAll(plain, conversations))

    const size = `${megabytes.toFixed(0)} MB`
    return [
      {
        what: `cut ${size} into conversations`,
        against: 'JSON.parse of the whole',
        unit: 'MB per CPU second',
        measured: megabytes / scanning,
        baseline: megabytes / parsing,
        budget: 0.9,
        better: 'more',
      },
      {
        what: `zip of ${size} into the vault, indexed`,
        against: 'inserting the same rows unencrypted',
        unit: 'CPU seconds',
        measured: importing,
        baseline: inserting,
        budget: 1.6,
        better: 'less',
      },
    ]
  },
}
