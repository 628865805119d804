import { isDeepStrictEqual } from 'node:util'
import { cardTrouble } from '#core/card-trouble.ts'
import type { CardFiles } from '#core/cards/card-files.ts'
import type { Changes } from '#core/changes.ts'
import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import type { Json } from '#core/loose-json.ts'
import type { Database } from '#core/store/database.ts'
import { withoutUndefined } from '#core/without-undefined.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { CompanionId, LoreEntryId, UploadId } from '#shared/model/ids.ts'
import {
  emptyLoreEntry,
  LoreEntry,
  type Lorebook,
  type LoreFormat,
  type LoreSettings,
  type LoreTrial,
  type StoredLoreEntry,
} from '#shared/model/lore.ts'
import type { CarriedEntry } from './entry-codec.ts'
import { fireLore, readyBook, type Fired, type ReadyBook } from './fire.ts'
import { readCardBook, readLoreFile, writeCardBook, writeLoreFile, type CarriedBook } from './lore-file.ts'
import type { LoreRepository } from './lore-repository.ts'

type Some<Whole> = { readonly [Part in keyof Whole]?: Whole[Part] | undefined }

/** Lorebooks: what companions are told when something is spoken of. */
export type Lore = {
  readonly get: (companionId: CompanionId) => Lorebook
  readonly entry: (id: LoreEntryId) => StoredLoreEntry
  readonly add: (companionId: CompanionId, entry: LoreEntry) => StoredLoreEntry
  readonly update: (id: LoreEntryId, change: Some<LoreEntry>) => StoredLoreEntry
  readonly remove: (id: LoreEntryId) => StoredLoreEntry
  readonly arrange: (companionId: CompanionId, ids: readonly LoreEntryId[]) => void
  readonly setSettings: (companionId: CompanionId, change: Some<LoreSettings>) => LoreSettings
  readonly tryOut: (companionId: CompanionId, text: string) => LoreTrial
  readonly take: (
    companionId: CompanionId,
    uploadId: UploadId,
  ) => Promise<{ format: LoreFormat; added: number; here: number }>
  readonly write: (companionId: CompanionId, format: LoreFormat) => Promise<{ uploadId: UploadId; name: string }>
  /** What a book says to these texts, newest first, within so many tokens or those the book allows. */
  readonly fire: (
    companionId: CompanionId,
    texts: readonly string[],
    room: number,
  ) => { readonly budget: number; readonly fired: readonly Fired[] }
  /** How many of the latest messages any entry looks at. */
  readonly depth: (companionId: CompanionId) => number
  /** The lorebook on a card, and how many of its entries a companion has already. */
  readonly onCard: (
    book: Json,
    companionId: CompanionId | null,
  ) => { readonly book: CarriedBook; readonly here: number }
  /** Whether a companion has an entry that says the same in the same way. */
  readonly has: (companionId: CompanionId, entry: LoreEntry) => boolean
  /** Takes a lorebook in: entries that are not there yet, and its settings where there was no book. */
  readonly takeBook: (companionId: CompanionId, book: Omit<CarriedBook, 'format'>) => { added: number; here: number }
  /** The lorebook for a card; null where there is none. `besides` are entries for this card alone. */
  readonly forCard: (
    companionId: CompanionId,
    how: { readonly besides: readonly LoreEntry[]; readonly isLeftOut: (entry: LoreEntry) => boolean },
  ) => Json | null
}

/** Of a model's room, where the book does not say: an eighth; and never more than a quarter. */
const usualShare = 1 / 8
const largestShare = 1 / 4
const trialRoom = 16_000
const startLength = 160

export function createLore({
  database,
  repository,
  companions,
  files,
  fold,
  changes,
}: {
  readonly database: Pick<Database, 'transaction'>
  readonly repository: LoreRepository
  readonly companions: Pick<CompanionRepository, 'get'>
  readonly files: CardFiles
  /** Brings letters that count as one, such as traditional and simplified ones, to one of them. */
  readonly fold: (text: string) => string
  readonly changes: Changes
}): Lore {
  const ready = new Map<CompanionId, ReadyBook>()

  /** Counted again when an entry says something else: a book of thousands is listed after every change of one. */
  const counted = new Map<LoreEntryId, { readonly content: string; readonly tokens: number }>()

  function tokensOf(id: LoreEntryId, content: string): number {
    const before = counted.get(id)
    if (before?.content === content) return before.tokens
    const tokens = estimateTokens(content)
    counted.set(id, { content, tokens })
    return tokens
  }

  function bookOf(companionId: CompanionId): ReadyBook {
    const known = ready.get(companionId)
    if (known) return known
    const book = readyBook(repository.settings(companionId).settings, repository.list(companionId), fold)
    ready.set(companionId, book)
    return book
  }

  function changed(companionId: CompanionId): void {
    ready.delete(companionId)
    changes.emit({ entity: 'lore', id: companionId, kind: 'updated' })
  }

  function budgetOf({ settings }: ReadyBook, room: number): number {
    return Math.floor(Math.min(settings.tokenBudget ?? room * usualShare, room * largestShare))
  }

  /** Which of these entries say something that no entry here says in the same way. */
  function unknown(companionId: CompanionId | null, entries: readonly CarriedEntry[]): CarriedEntry[] {
    if (companionId === null) return [...entries]
    const here = new Set(repository.list(companionId).map(({ id: _id, ...entry }) => sense(entry)))
    return entries.filter(({ entry }) => !here.has(sense(entry)))
  }

  function takeBook(companionId: CompanionId, { settings, raw, entries }: Omit<CarriedBook, 'format'>) {
    const isFirst = repository.list(companionId).length === 0
    const added = unknown(companionId, entries)
    database.transaction(() => {
      if (isFirst) repository.setSettings(companionId, settings, raw)
      repository.add(companionId, added)
    })
    changed(companionId)
    return { added: added.length, here: entries.length - added.length }
  }

  return {
    get(companionId) {
      const { id } = companions.get(companionId)
      const entries = repository.heads(id).map(({ content, ...head }) => {
        return { ...head, start: content.slice(0, startLength), tokens: tokensOf(head.id, content) }
      })
      return { companionId: id, settings: repository.settings(id).settings, entries }
    },
    entry: (id) => repository.get(id).entry,
    add(companionId, entry) {
      const [id] = repository.add(companions.get(companionId).id, [{ entry, format: null, raw: null }])
      changed(companionId)
      return repository.get(id as LoreEntryId).entry
    },
    update(id, change) {
      const { companionId, entry } = repository.get(id)
      const next = LoreEntry.parse({ ...entry, ...change })
      if (!isDeepStrictEqual({ ...next, id }, entry)) {
        repository.write(id, next)
        changed(companionId)
      }
      return { ...next, id }
    },
    remove(id) {
      const { companionId, entry } = repository.get(id)
      repository.remove(id)
      changed(companionId)
      return entry
    },
    arrange(companionId, ids) {
      repository.arrange(companionId, ids)
      changed(companionId)
    },
    setSettings(companionId, change) {
      const { id } = companions.get(companionId)
      const { settings: before } = repository.settings(id)
      const settings: LoreSettings = { ...before, ...withoutUndefined(change) }
      repository.setSettings(id, settings)
      changed(id)
      return settings
    },
    tryOut(companionId, text) {
      const book = bookOf(companions.get(companionId).id)
      const budget = budgetOf(book, trialRoom)
      const fired = fireLore(book, [text], budget)
      return {
        fired: fired.map(({ entry, cause, tokens, told }) => ({
          id: entry.id,
          name: nameOf(entry),
          cause,
          tokens,
          told,
        })),
        refused: [...book.refused],
        tokens: fired.reduce((sum, { told, tokens }) => sum + (told ? tokens : 0), 0),
        budget,
      }
    },
    async take(companionId, uploadId) {
      const { bytes } = await files.upload(uploadId)
      const book = readLoreFile(files.json(bytes.toString('utf8').replace(/^\uFEFF/, '')))
      if (!book) throw cardTrouble('no-lorebook')
      const { added, here } = takeBook(companions.get(companionId).id, book)
      await files.discard(uploadId)
      return { format: book.format, added, here }
    },
    async write(companionId, format) {
      const { profile } = companions.get(companionId)
      const { settings } = repository.settings(companionId)
      const json = writeLoreFile(format, { settings, entries: repository.carried(companionId) })
      const name = `${profile.name}.lorebook.json`
      return { uploadId: await files.hand(name, Buffer.from(JSON.stringify(json, null, 2))), name }
    },
    fire(companionId, texts, room) {
      const book = bookOf(companionId)
      const budget = budgetOf(book, room)
      return { budget, fired: book.entries.length === 0 ? [] : fireLore(book, texts, budget) }
    },
    depth(companionId) {
      const { entries, settings } = bookOf(companionId)
      return entries.reduce((most, { scanDepth }) => Math.max(most, scanDepth ?? 0), settings.scanDepth)
    },
    onCard(json, companionId) {
      const book = readCardBook(json)
      return { book, here: book.entries.length - unknown(companionId, book.entries).length }
    },
    has: (companionId, entry) => unknown(companionId, [{ entry, format: null, raw: null }]).length === 0,
    takeBook,
    forCard(companionId, { besides, isLeftOut }) {
      const { settings, raw } = repository.settings(companionId)
      const own = repository.carried(companionId).filter(({ entry }) => !isLeftOut(entry))
      const added = besides.map((entry): CarriedEntry => ({ entry, format: null, raw: null }))
      if (own.length + added.length === 0) return null
      return writeCardBook({ settings, raw, entries: [...own, ...added] })
    },
  }
}

/** What an entry is called where it has no name: by what is looked for. */
function nameOf({ name, keys }: LoreEntry): string {
  return name || (keys[0] ?? '')
}

function sense(entry: LoreEntry): string {
  const names = Object.keys(emptyLoreEntry) as (keyof LoreEntry)[]
  return JSON.stringify(names.map((name) => entry[name]))
}
