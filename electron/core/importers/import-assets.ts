import type { MessageRepository } from '../chat/message-repository.ts'
import type { AssetRepository } from '../store/asset-repository.ts'
import type { AssetId, ImportRunId, MessageId } from '#shared/model/ids.ts'
import type { Part } from '#shared/model/part.ts'
import { mediaType } from './files/media-type.ts'
import type { NeutralAsset, NeutralNode } from './neutral.ts'
import type { ReceiptBook } from './receipt.ts'
import type { SourceFile } from './files/source-files.ts'
import { SourceTrouble, troubleCode } from './files/source-trouble.ts'

export type StoredAsset = { readonly id: AssetId; readonly mime: string }

/** Brings the bytes that messages point to into the vault, each once. */
export type ImportAssets = {
  /** Stores what these nodes, not yet in the vault, point to. */
  readonly store: (nodes: readonly NeutralNode[], assets: readonly NeutralAsset[]) => Promise<void>
  /** Gives a message that came in without its bytes what this export has of them. */
  readonly fillIn: (node: NeutralNode, messageId: MessageId, assets: readonly NeutralAsset[]) => Promise<void>
  /** What a conversation's pointers lead to, of all that was stored. */
  readonly of: (assets: readonly NeutralAsset[]) => AssetLookup
}

/** The stored bytes behind a pointer of one conversation; another conversation may mean something else by it. */
export type AssetLookup = (pointer: string) => StoredAsset | null

/** An attachment larger than this is named, not kept: nobody put a film of hours into a conversation. */
const assetBytes = 4 * 1024 ** 3

/** Opens the way in for one run's assets. */
export function createImportAssets(deps: {
  readonly runId: ImportRunId
  readonly repository: AssetRepository
  readonly messages: MessageRepository
  readonly book: ReceiptBook
}): ImportAssets {
  const { runId, repository, messages, book } = deps
  // By file and not by pointer: two chats may both speak of a `photo.jpg`. Weak, since a file may be its bytes.
  const stored = new WeakMap<SourceFile, StoredAsset>()
  const counted = new WeakSet<SourceFile>()
  const countedMissing = new Set<string>()

  function count(asset: NeutralAsset, outcome: 'imported' | 'alreadyHere' | 'missing'): void {
    if (asset.file ? counted.has(asset.file) : countedMissing.has(asset.id)) return
    if (asset.file) counted.add(asset.file)
    else countedMissing.add(asset.id)
    book.attachment(outcome)
    if (outcome === 'missing' && !asset.file) book.reason('attachment-missing', null, asset.name ?? asset.pointer)
  }

  async function put(asset: NeutralAsset): Promise<boolean> {
    if (!asset.file) return false
    if (stored.has(asset.file)) return true
    try {
      const opened = await peek(asset.file)
      const mime = mediaType(opened.head, asset.mime)
      const id = await repository.put({ mime, width: null, height: null, importRunId: runId }, opened.bytes)
      stored.set(asset.file, { id, mime: repository.info(id).mime })
      return true
    } catch (error) {
      if (!(error instanceof SourceTrouble)) throw error
      book.reason(`attachment-${troubleCode(error)}`, asset.file.name, asset.name)
      return false
    }
  }

  function lookUp(assets: readonly NeutralAsset[]): AssetLookup {
    const files = new Map(assets.map(({ pointer, file }) => [pointer, file]))
    return (pointer) => {
      const file = files.get(pointer)
      return file ? (stored.get(file) ?? null) : null
    }
  }

  return {
    of: lookUp,

    async store(nodes, assets) {
      const wanted = pointersOf(nodes)
      for (const asset of assets) {
        if (wanted.has(asset.pointer)) count(asset, (await put(asset)) ? 'imported' : 'missing')
      }
    },

    async fillIn(node, messageId, assets) {
      const wanted = pointersOf([node])
      const here = assets.filter((asset) => wanted.has(asset.pointer))
      if (!here.some((asset) => asset.file)) {
        for (const asset of here) count(asset, 'missing')
        return
      }
      const message = messages.find(messageId)
      const lacking = new Set(
        message?.parts.flatMap((part) =>
          'assetId' in part && part.assetId === null && part.pointer ? [part.pointer] : [],
        ),
      )
      for (const asset of here) {
        if (!lacking.has(asset.pointer)) count(asset, 'alreadyHere')
        else count(asset, (await put(asset)) ? 'imported' : 'missing')
      }
      const assetOf = lookUp(here)
      const parts = message?.parts.map((part) =>
        'assetId' in part && part.assetId === null ? withAsset(part, assetOf) : part,
      )
      if (parts && here.some((asset) => lacking.has(asset.pointer) && assetOf(asset.pointer))) {
        messages.updateReply(messageId, { parts })
      }
    },
  }
}

/** The part with the bytes it points to, where they are in the vault. */
export function withAsset(part: Part, assetOf: AssetLookup): Part {
  if (!('pointer' in part) || part.pointer === null) return part
  const stored = assetOf(part.pointer)
  return stored ? { ...part, assetId: stored.id, mime: stored.mime } : part
}

/** The first bytes of a file, and all of them. */
async function peek(file: SourceFile): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const chunks = file.read()[Symbol.asyncIterator]()
  const first = await chunks.next()
  const head = first.done ? new Uint8Array() : first.value
  async function* bytes() {
    let size = head.length
    try {
      if (size > 0) yield head
      for (;;) {
        const next = await chunks.next()
        if (next.done) return
        size += next.value.length
        if (size > assetBytes) throw new SourceTrouble('too-large')
        yield next.value
      }
    } finally {
      await chunks.return?.()
    }
  }
  return { head, bytes: bytes() }
}

function pointersOf(nodes: readonly NeutralNode[]): Set<string> {
  return new Set(
    nodes.flatMap((node) => node.parts.flatMap((part) => ('pointer' in part && part.pointer ? [part.pointer] : []))),
  )
}
