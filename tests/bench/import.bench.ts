import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createImportAccount } from '#core/importers/import-account.ts'
import { createImportAssets } from '#core/importers/import-assets.ts'
import { createImportWriter } from '#core/importers/import-writer.ts'
import { jsonItems } from '#core/importers/files/json-items.ts'
import { openSources } from '#core/importers/files/open-sources.ts'
import { readExport } from '#core/importers/read-export.ts'
import { importers } from '#core/importers/table.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { createAssetRepository } from '#core/store/asset-repository.ts'
import { writeChatgptJson, writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import { addImportRun } from '#tests/helpers/test-store.ts'
import { median, type Bench, type BenchRow } from './bench.ts'
import type { ImportCost } from './import-child.ts'
import { openPlainDatabase } from './plain-database.ts'

const megabyte = 1024 * 1024
/** How large a conversation of twelve turns comes out. */
const megabytesPerConversation = 0.0191
/** V8 makes no longer string, so that nothing larger can be parsed whole. */
const longestText = 500
const rounds = 3
const child = new URL('import-child.ts', import.meta.url).pathname

/** Seconds of processor time, all threads, that some work takes: on a busy machine truer than the clock. */
const cpuSeconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000_000
}

/** What each of several works came to in the middle of some rounds, done in turns: what else a machine does falls on all. */
const medians = async (...works: (() => Promise<number>)[]): Promise<number[]> => {
  const costs = works.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) costs[index]?.push(await work())
  }
  return costs.map(median)
}

const readOnly = async (file: string): Promise<void> => {
  const sources = await openSources([{ kind: 'path', path: file }])
  for (const source of sources.files) for await (const _chunk of source.read()) continue
  await sources.close()
}

const scan = async (file: string): Promise<void> => {
  const sources = await openSources([{ kind: 'path', path: file }])
  for (const source of sources.files) for await (const _item of jsonItems(source, {})) continue
  await sources.close()
}

/** Processor time to put what a file holds into a store without its cipher; reading the file does not count. */
const plainInserts = async (file: string, folder: string): Promise<number> => {
  mkdirSync(folder)
  using database = openPlainDatabase(path.join(folder, 'keepsake.db'))
  const messages = createMessageRepository({ database, index: createMessageIndex(database) })
  const runId = addImportRun(database)
  const repository = createAssetRepository(database)
  const writer = createImportWriter({
    runId,
    ownerOf: () => null,
    startedAt: 0,
    messages,
    conversations: createConversationRepository(database),
    assets: createImportAssets({ runId, repository, messages, book: createImportAccount().book }),
    onWritten: () => {},
    pause: async () => {},
    isWanted: () => false,
  })
  const sources = await openSources([{ kind: 'path', path: file }])
  const found = await readExport(sources, importers, new AbortController().signal)
  let seconds = 0
  for await (const item of found.items(() => {})) {
    if (item.kind === 'conversation') seconds += await cpuSeconds(() => writer.write(item.conversation))
  }
  seconds += await cpuSeconds(() => writer.flush())
  await sources.close()
  database.close()
  rmSync(folder, { recursive: true })
  return seconds
}

/** Imports in a process of its own; `talks` says that somebody goes on talking meanwhile. */
const importOnce = async (file: string, folder: string, talks: boolean): Promise<ImportCost> => {
  mkdirSync(folder)
  const { stdout } = await promisify(execFile)(process.execPath, [child, folder, file, ...(talks ? ['talks'] : [])])
  rmSync(folder, { recursive: true })
  return JSON.parse(stdout) as ImportCost
}

const tinyZip = async (folder: string): Promise<string> => {
  const zip = path.join(folder, 'tiny.zip')
  await writeChatgptZip(zip, { conversations: 1, turns: 1, pictureEvery: 0 })
  return zip
}

const sizeRows = async (folder: string, target: number): Promise<BenchRow[]> => {
  const shape = { conversations: Math.ceil(target / megabytesPerConversation), turns: 12, pictureEvery: 0 }
  const json = path.join(folder, 'conversations.json')
  const zip = path.join(folder, 'export.zip')
  await writeChatgptJson(json, shape)
  await writeChatgptZip(zip, shape)
  const megabytes = statSync(json).size / megabyte
  const size = `${megabytes.toFixed(0)} MB`
  const rate = (seconds: number) => megabytes / seconds
  const isParsable = megabytes <= longestText
  const [reading = 0, scanning = 0, parsing = 0] = (
    await medians(
      () => cpuSeconds(() => readOnly(json)),
      () => cpuSeconds(() => scan(json)),
      ...(isParsable ? [() => cpuSeconds(async () => JSON.parse(readFileSync(json, 'utf8')))] : []),
    )
  ).map(rate)
  // Loading its modules from source is no work of an import, and is done once in the app from one file.
  const start = await importOnce(await tinyZip(folder), path.join(folder, 'start'), false)
  const imports: ImportCost[] = []
  const [importing = 0, inserting = 0] = await medians(
    async () => {
      const cost = await importOnce(zip, path.join(folder, 'vault'), false)
      imports.push(cost)
      return cost.cpuSeconds - start.cpuSeconds
    },
    () => plainInserts(json, path.join(folder, 'plain')),
  )
  const wallSeconds = median(imports.map((cost) => cost.wallSeconds)) - start.wallSeconds
  const told =
    `${rate(wallSeconds).toFixed(1)} MB/s, ${rate(importing).toFixed(1)} MB per CPU second, ` +
    `${imports[0]?.messages ?? 0} messages`
  rmSync(json)
  rmSync(zip)
  const cut = { what: `cut ${size} into conversations`, unit: 'MB per CPU second', measured: scanning } as const
  return [
    { ...cut, against: 'reading the bytes and no more', baseline: reading, budget: 0.15, better: 'more' },
    ...(!isParsable
      ? []
      : [{ ...cut, against: 'JSON.parse of the whole', baseline: parsing, budget: 0.9, better: 'more' } as const]),
    {
      what: `zip of ${size} into the vault, indexed (${told})`,
      against: 'inserting the same rows unencrypted',
      unit: 'CPU seconds',
      measured: importing,
      baseline: inserting,
      budget: 1.6,
      better: 'less',
    },
    {
      what: `most memory held importing ${size}, app and worker`,
      against: 'what is allowed at any size',
      unit: 'MB',
      measured: Math.max(...imports.map((cost) => cost.peakMegabytes)),
      baseline: 300,
      budget: 1,
      better: 'less',
    },
  ]
}

/** Storing a message while an import runs. */
const talkRow = async (folder: string, full: boolean): Promise<BenchRow> => {
  const zip = path.join(folder, 'talk.zip')
  await writeChatgptZip(zip, { conversations: 1_200, turns: 12, pictureEvery: 0 })
  const costs: ImportCost[] = []
  for (let round = 0; round < (full ? 5 : rounds); round += 1) {
    costs.push(await importOnce(zip, path.join(folder, 'talk'), true))
  }
  const told = (numbers: readonly number[]) => numbers.map((number) => number.toFixed(1)).join(' and ')
  return {
    what:
      `store a message while importing, p95 (p50 and p95: ${costs.map(({ beside }) => told(beside)).join(', ')}; ` +
      `with nothing else to do: ${costs.map(({ quiet }) => told(quiet)).join(', ')})`,
    against: 'what nobody notices',
    unit: 'ms',
    measured: median(costs.map(({ beside }) => beside[1] ?? Number.NaN)),
    baseline: 15,
    budget: 1,
    better: 'less',
  }
}

/**
 * Importing ChatGPT exports: cutting them, the whole way from zip to encrypted and indexed, and what a conversation
 * feels of it.
 */
export const bench: Bench = {
  name: 'import',
  run: async ({ folder, full }) => {
    const rows: BenchRow[] = []
    for (const target of full ? [50, 250, 1_024] : [50]) rows.push(...(await sizeRows(folder, target)))
    return [...rows, await talkRow(folder, full)]
  },
}
