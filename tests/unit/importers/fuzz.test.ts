import { expect, test } from 'vitest'
import { createImportAccount } from '#core/importers/import-account.ts'
import { packRaw } from '#core/store/raw-json.ts'
import { readExport } from '#core/importers/read-export.ts'
import type { SourceFile } from '#core/importers/files/source-files.ts'
import { importers } from '#core/importers/table.ts'
import { createDice, mutate, mutateJson, type Dice } from '#tests/helpers/mutations.ts'
import { sampleExports } from '#tests/helpers/sample-exports.ts'

/** Long runs for a night: FUZZ_SECONDS=3600 FUZZ_SEED=2 */
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 12)
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1)
const longestMs = 60_000
const mostBytes = 1024 ** 3

type Files = Readonly<Record<string, Buffer>>

function bufferFile(name: string, bytes: Buffer): SourceFile {
  return {
    name,
    bytes: bytes.length,
    given: true,
    async *read() {
      // Odd pieces, so that nothing may count on where a chunk ends.
      for (let at = 0; at < bytes.length; at += 4_093) yield bytes.subarray(at, at + 4_093)
    },
  }
}

/** Reads as an import does and checks what every reading must keep to, whatever the bytes are. */
async function readAll(files: Files): Promise<{ formats: string[]; conversations: number }> {
  const all = Object.entries(files).map(([name, bytes]) => bufferFile(name, bytes))
  const sources = { files: all, refused: [], close: async () => undefined }
  const found = await readExport(sources, importers, new AbortController().signal)
  const account = createImportAccount()
  let conversations = 0
  for await (const item of found.items(() => undefined)) {
    if (item.kind === 'kept') continue
    if (item.kind !== 'conversation') {
      // Bytes in memory can always be read: what is called unreadable here is a reader that broke off. Only a page can
      // have lost the data it hides.
      if (item.code.startsWith('unreadable') && !item.file?.endsWith('.html'))
        throw new Error(`A reader broke off: ${item.code}`)
      account.problem(item)
      continue
    }
    conversations += 1
    const { conversation } = item
    account.from(conversation, item.file)
    account.written({ conversation, isNew: true, companionId: null, added: conversation.nodes, grown: 0 })
    const seen = new Set<string>()
    for (const node of conversation.nodes) {
      if (node.parentId !== null && !seen.has(node.parentId)) throw new Error('A parent does not come before its child')
      if (seen.has(node.sourceId)) throw new Error('Two messages have one id')
      if (node.createdAt && !Number.isFinite(node.createdAt.milliseconds)) throw new Error('A time is no number')
      seen.add(node.sourceId)
      if (node.raw !== null) packRaw(node.raw)
    }
    if (conversation.currentId !== null && !seen.has(conversation.currentId)) {
      throw new Error('The thread ends at a message that is not there')
    }
    packRaw(conversation.raw)
  }
  for (const one of found.sorted) {
    if (one.kind === 'other' && one.code === 'unreadable') throw new Error('Telling what a file is broke off')
  }
  account.files(found, [])
  account.book.close()
  return { formats: found.sorted.flatMap((one) => (one.kind === 'export' ? [one.importer.id] : [])), conversations }
}

function mutated(files: Readonly<Record<string, string | Buffer>>, dice: Dice): Files {
  const structural = dice(2) === 0
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      structural && typeof text === 'string' ? mutatedText(text, dice) : mutate(bytesOf(text), dice),
    ]),
  )
}

function bytesOf(content: string | Buffer): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : content
}

function mutatedText(text: string, dice: Dice): Buffer {
  try {
    return Buffer.from(JSON.stringify(mutateJson(JSON.parse(text), dice)) ?? '')
  } catch {
    return mutate(Buffer.from(text), dice)
  }
}

const samples = Object.entries(sampleExports())

test.each(samples)('an untouched sample is read: %s', async (name, files) => {
  const bytes = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, bytesOf(text)]))
  const { formats, conversations } = await readAll(bytes)
  expect(formats).toContain(name.split(' ')[0])
  expect(conversations).toBeGreaterThan(0)
})

test('there is a sample of every format in the table', () => {
  const named = new Set(samples.map(([name]) => name.split(' ')[0]))
  expect(importers.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([])
})

test(
  'changed bytes of every format never crash or hang a reader, break a tree or unbalance a receipt',
  { timeout: (seconds + 120) * 1_000 },
  async () => {
    const until = performance.now() + seconds * 1_000
    let runs = 0
    let read = 0
    let slowest = 0
    for (let seed = firstSeed; performance.now() < until; seed += 1) {
      for (const [index, [name, files]] of samples.entries()) {
        const given = mutated(files, createDice(seed * 1_000 + index))
        const begun = performance.now()
        try {
          read += (await readAll(given)).conversations
        } catch (error) {
          throw new Error(`${name}, seed ${seed}: ${String(error)}`, { cause: error })
        }
        slowest = Math.max(slowest, performance.now() - begun)
        runs += 1
      }
    }
    const peak = process.resourceUsage().maxRSS * 1_024
    console.info(
      `${runs} changed exports, ${read} conversations read, slowest ${Math.round(slowest)} ms, ` +
        `peak ${Math.round(peak / 1_048_576)} MiB`,
    )
    expect(runs).toBeGreaterThanOrEqual(samples.length)
    expect(slowest).toBeLessThan(longestMs)
    expect(peak).toBeLessThan(mostBytes)
  },
)
