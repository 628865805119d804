import { expect, test } from 'vitest'
import { createImportAccount } from '#core/importers/import-account.ts'
import { createImportAssets } from '#core/importers/import-assets.ts'
import type { NeutralAsset, NeutralNode } from '#core/importers/neutral.ts'
import type { SourceFile } from '#core/importers/files/source-files.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { addImportRun, createTestStore } from '#tests/helpers/test-store.ts'

const pointer = 'photo.png'

function pictureFile(name: string, seed: number): SourceFile {
  const bytes = Buffer.from(createPicture(seed))
  return {
    name,
    given: false,
    bytes: bytes.length,
    async *read() {
      yield bytes
    },
  }
}

function assetOf(file: SourceFile | null): NeutralAsset {
  return { id: pointer, pointer, name: pointer, mime: null, file }
}

const node: NeutralNode = {
  sourceId: 'a',
  parentId: null,
  role: 'user',
  author: null,
  createdAt: null,
  parts: [
    {
      kind: 'image',
      assetId: null,
      pointer,
      name: pointer,
      mime: null,
      width: null,
      height: null,
      description: null,
    },
  ],
  keptRaw: false,
  hidden: false,
  state: 'complete',
  model: null,
  finishReason: null,
  raw: null,
}

test('chats that call different pictures by one name each get their own, and one without its picture gets none', async () => {
  using store = createTestStore()
  const { book } = createImportAccount()
  const assets = createImportAssets({
    runId: addImportRun(store.database),
    repository: store.assets,
    messages: store.messages,
    book,
  })
  const chats = [pictureFile('one/photo.png', 1), pictureFile('two/photo.png', 2), null].map((file) => [assetOf(file)])
  for (const chat of chats) await assets.store([node], chat)
  const found = chats.map((chat) => assets.of(chat)(pointer)?.id ?? null)
  expect(new Set(found).size).toBe(3)
  expect(found[2]).toBeNull()
  expect(book.close().attachments).toMatchObject({ found: 3, imported: 2, missing: 1 })
})
