import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AssetId } from '#shared/model/ids.ts'
import {
  addImportedConversation,
  addImportRun,
  anImportedMessage,
  createTestStore,
  type TestStore,
} from '#tests/helpers/test-store.ts'

const picture = { mime: 'image/png', width: 3, height: 2, importRunId: null }

function bytesOf(store: TestStore, id: AssetId, range?: { start: number; end: number }): Buffer {
  // Each piece is copied at once, as a response would.
  return Buffer.concat([...store.assets.read(id, range)].map((piece) => Buffer.from(piece)))
}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function removeAllUnused(store: TestStore): void {
  while (store.assets.removeUnused());
}

function assetCount(store: TestStore): number {
  return store.database.get<{ n: number }>('SELECT count(*) AS n FROM media.asset')?.n ?? -1
}

test('bytes of any size come back as they were, whole and by ranges', async () => {
  using store = createTestStore()
  const bytes = randomBytes((256 << 10) * 2 + 777)
  const id = await store.assets.put(picture, inPieces(bytes, 100_003))
  expect(store.assets.info(id)).toEqual({ id, mime: 'image/png', size: bytes.length, width: 3, height: 2 })
  expect(bytesOf(store, id).equals(bytes)).toBe(true)
  const offset = fc.integer({ min: 0, max: bytes.length + 10 })
  fc.assert(
    fc.property(offset, offset, (start, end) => {
      expect(bytesOf(store, id, { start, end }).equals(bytes.subarray(start, end))).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('an empty file is a file', async () => {
  using store = createTestStore()
  const id = await store.assets.put(picture, new Uint8Array())
  expect(store.assets.info(id).size).toBe(0)
  expect(bytesOf(store, id)).toHaveLength(0)
})

test('the same bytes are stored once, however they arrive; the hash tells nobody which they are', async () => {
  using store = createTestStore()
  using other = createTestStore()
  const bytes = randomBytes(300_000)
  const first = await store.assets.put(picture, bytes)
  expect(await store.assets.put(picture, inPieces(bytes, 999))).toBe(first)
  expect(assetCount(store)).toBe(1)
  const hash = (from: TestStore) => from.database.get<{ hash: Buffer }>('SELECT hash FROM media.asset')?.hash
  await other.assets.put(picture, bytes)
  expect(hash(store)?.equals(hash(other) ?? Buffer.alloc(0))).toBe(false)
})

test('a stream that breaks leaves nothing, and neither does a crash', async () => {
  using store = createTestStore()
  async function* breaking() {
    yield new Uint8Array(600_000)
    throw new Error('unplugged')
  }
  await expect(store.assets.put(picture, breaking())).rejects.toThrow('unplugged')
  expect(assetCount(store)).toBe(0)
  store.database.run(`INSERT INTO media.asset (mime, size) VALUES ('image/png', 0)`)
  store.assets.removeUnfinished()
  expect(assetCount(store)).toBe(0)
  expect(store.database.all('SELECT id FROM media.chunk')).toEqual([])
})

test('after an undo only pictures that nothing shows are removed', async () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  const imported = { ...picture, importRunId: run }
  const [shown, unused, avatar, own] = [
    await store.assets.put(imported, randomBytes(10)),
    await store.assets.put(imported, randomBytes(10)),
    await store.assets.put(imported, randomBytes(10)),
    await store.assets.put(picture, randomBytes(10)),
  ]
  store.companions.update(store.companion.id, { avatarId: avatar })
  const id = addImportedConversation(store, run)
  const image = {
    kind: 'image',
    pointer: null,
    name: null,
    mime: null,
    width: null,
    height: null,
    description: null,
  } as const
  store.messages.importBatch(run, (batch) => {
    batch.insert(anImportedMessage(id, null, '', { parts: [{ ...image, assetId: shown }] }))
    batch.finish(id, null)
  })
  removeAllUnused(store)
  expect(() => store.assets.info(unused)).toThrow('NOT_FOUND')
  while (!store.messages.undoImport(run).done);
  removeAllUnused(store)
  expect([avatar, own].map((asset) => store.assets.info(asset).size)).toEqual([10, 10])
})

test('a large file leaves in short steps, so that nobody who sends a message meanwhile waits for all of it', async () => {
  using store = createTestStore()
  const chunks = () => store.database.get<{ n: number }>('SELECT count(*) AS n FROM media.chunk')?.n ?? -1
  const imported = { ...picture, importRunId: addImportRun(store.database) }
  const id = await store.assets.put(imported, randomBytes((256 << 10) * 20))
  expect(store.assets.removeUnused()).toBe(true)
  expect(() => store.assets.info(id)).toThrow('NOT_FOUND')
  for (let left = chunks(); store.assets.removeUnused(); left = chunks()) expect(left - chunks()).toBeLessThan(10)
  expect(assetCount(store)).toBe(0)
  await store.assets.put(imported, randomBytes((256 << 10) * 20))
  store.assets.removeUnused()
  store.assets.removeUnused()
  store.assets.removeUnfinished()
  expect([assetCount(store), chunks()]).toEqual([0, 0])
})
