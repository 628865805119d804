import type { ReadItem } from './importer.ts'
import type { WrittenConversation } from './import-writer.ts'
import type { NeutralConversation } from './neutral.ts'
import { createReceiptBook, type ReceiptBook } from './receipt.ts'
import type { ReadExport } from './read-export.ts'
import type { RefusedFile } from './files/source-files.ts'

/** Books what reading and writing an export brings to light. */
export type ImportAccount = {
  readonly book: ReceiptBook
  /** Something that was read and could not be taken, or is worth saying. */
  readonly problem: (item: Exclude<ReadItem, { kind: 'conversation' | 'kept' }>) => void
  /** A file that something other than a message points to. */
  readonly used: (file: string) => void
  /** Remembers that an outcome belongs to this file. */
  readonly from: (conversation: NeutralConversation, file: string) => void
  readonly written: (written: WrittenConversation) => void
  /** A conversation that is new, and the name it was given by, if it was. */
  readonly owned: (name: string | null, written: WrittenConversation) => void
  /** Something of our own document beside conversations, and whether it is new. */
  readonly kept: (item: Extract<ReadItem, { kind: 'kept' }>, isNew: boolean) => void
  /** Books each file by what came of it. To be called once, when reading has ended. */
  readonly files: (found: ReadExport, refused: readonly RefusedFile[]) => void
}

type FileCount = {
  new: number
  known: number
  failed: number
  added: number
  here: number
  beside: number
  besideNew: number
}

/** Opens the account of one run. */
export function createImportAccount(): ImportAccount {
  const book = createReceiptBook()
  const byFile = new Map<string, FileCount>()
  const fileOf = new Map<NeutralConversation, string>()
  const pointedTo = new Set<string>()

  function countOf(file: string): FileCount {
    const known = byFile.get(file)
    if (known) return known
    const count = { new: 0, known: 0, failed: 0, added: 0, here: 0, beside: 0, besideNew: 0 }
    byFile.set(file, count)
    return count
  }

  return {
    book,

    problem(item) {
      book.reason(item.code, item.file, item.item)
      if (item.kind !== 'failed') return
      book.count('conversations', 'failed')
      countOf(item.file).failed += 1
    },

    used: (file) => void pointedTo.add(file),

    from(conversation, file) {
      fileOf.set(conversation, file)
      for (const asset of conversation.assets) if (asset.file) pointedTo.add(asset.file.name)
    },

    written({ conversation, isNew, added, grown }) {
      const file = fileOf.get(conversation) ?? null
      fileOf.delete(conversation)
      if (file) {
        const count = countOf(file)
        count[isNew || added.length + grown > 0 ? 'new' : 'known'] += 1
        count.added += added.length
        count.here += conversation.nodes.length - added.length
      }
      book.branches(conversation.nodes.length - new Set(conversation.nodes.map(({ parentId }) => parentId)).size)
      // A later piece of a long one is no other conversation.
      if (conversation.kept?.continues !== true) {
        book.count('conversations', isNew ? (conversation.keptRaw ? 'keptRaw' : 'imported') : 'alreadyHere')
      }
      if (isNew && conversation.keptRaw) book.reason(conversation.keptRaw, file, conversation.title)
      for (let index = 0; index < grown; index += 1) book.reason('message-completed', file, conversation.title)
      book.offers.add(conversation, added)
      const raw = added.filter((node) => node.keptRaw)
      book.count('messages', 'keptRaw', raw.length)
      book.count('messages', 'imported', added.length - raw.length)
      book.count('messages', 'alreadyHere', conversation.nodes.length - added.length)
      for (const node of raw) {
        const opaque = node.parts.find((part) => part.kind === 'opaque')
        book.reason('kept-raw', file, opaque?.type ?? null)
      }
      for (const node of conversation.nodes) {
        if (node.model) book.model(node.model)
        if (node.createdAt) book.time(node.createdAt.milliseconds)
      }
    },

    owned(name, { conversation, companionId, added }) {
      const isFirst = conversation.kept?.continues !== true
      book.owner({ name, companionId, conversations: isFirst ? 1 : 0, messages: added.length })
    },

    kept({ file, thing }, isNew) {
      const count = countOf(file)
      count.beside += 1
      if (isNew) count.besideNew += 1
      book.beside(thing.what, isNew)
    },

    files({ sorted }, refused) {
      for (const one of sorted) {
        const { name, given } = one.file
        if (one.kind === 'export') {
          const count = countOf(name)
          const { added: imported, here: alreadyHere } = count
          const conversations = count.new + count.known + count.failed
          book.file({ file: name, conversations, messages: imported + alreadyHere, imported, alreadyHere })
          if (count.new + count.besideNew > 0) book.count('files', 'imported')
          else if (count.known + count.beside > 0) book.count('files', 'alreadyHere')
          else {
            book.count('files', count.failed > 0 ? 'failed' : 'skipped')
            if (count.failed === 0) book.reason('no-conversations', name, null)
          }
        } else if (pointedTo.has(name)) continue
        else if (one.kind === 'other') {
          book.count('files', one.failed ? 'failed' : 'skipped')
          book.reason(one.code, name, null)
        } else {
          book.count('files', 'skipped')
          book.reason(given ? 'not-recognised' : 'unused-file', null, name)
        }
      }
      for (const { name, code } of refused) {
        book.count('files', 'failed')
        book.reason(code, name, null)
      }
    },
  }
}
