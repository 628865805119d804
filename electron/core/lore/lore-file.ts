import { plainLoreSettings, type LoreFormat, type LoreSettings } from '#shared/model/lore.ts'
import { isJson, jsonOf, listOf, textOf, type Json } from '#core/loose-json.ts'
import { cardBook, worldInfo } from './card-book.ts'
import { readEntry, writeEntry, type CarriedEntry, type EntryCodec } from './entry-codec.ts'
import { agnaiBook, novelBook, risuBook } from './other-books.ts'

/** A lorebook as a file has it. */
export type CarriedBook = {
  readonly format: LoreFormat
  readonly settings: LoreSettings
  /** What the file says of the book as a whole, without its entries. */
  readonly raw: Json
  readonly entries: readonly CarriedEntry[]
}

/** More than anybody wrote, and few enough to stay quick. */
export const mostEntries = 20_000

/** Reads a parsed file as a lorebook; null where it is none. */
export function readLoreFile(value: unknown): CarriedBook | null {
  if (!isJson(value)) return null
  const onCard = jsonOf(jsonOf(value['data'])['character_book'])
  if (Array.isArray(onCard['entries'])) return readCardBook(onCard)
  if (value['spec'] === 'lorebook_v3' && isJson(value['data'])) return readCardBook(value['data'])
  if (isJson(value['entries'])) return carried(worldInfo, value, Object.values(value['entries']))
  if (value['kind'] === 'memory') return carried(agnaiBook, value, listOf(value['entries']))
  if (value['type'] === 'risu') return carried(risuBook, value, listOf(value['data']))
  if ('lorebookVersion' in value) return carried(novelBook, value, listOf(value['entries']))
  return Array.isArray(value['entries']) ? readCardBook(value) : null
}

/** Reads the lorebook on a card. */
export function readCardBook(book: Json): CarriedBook {
  return carried(cardBook, book, listOf(book['entries']))
}

/** The lorebook for a card: what it says as it came stays so to the letter. */
export function writeCardBook({
  settings,
  raw,
  entries,
}: Omit<CarriedBook, 'format' | 'raw'> & { raw: Json | null }): Json {
  const { entries: _entries, ...own } = raw ?? { extensions: {} }
  const before = settingsOf(own)
  return {
    ...own,
    ...(settings.name !== before.name && { name: settings.name }),
    ...(settings.description !== before.description && { description: settings.description }),
    ...(settings.scanDepth !== before.scanDepth && { scan_depth: settings.scanDepth }),
    ...(settings.tokenBudget !== before.tokenBudget && { token_budget: settings.tokenBudget ?? undefined }),
    ...(settings.recursive !== before.recursive && { recursive_scanning: settings.recursive }),
    entries: entries.map((entry) => writeEntry(cardBook, entry)),
  }
}

/** Writes a lorebook as a file of this kind. */
export function writeLoreFile(format: LoreFormat, book: Omit<CarriedBook, 'format' | 'raw'>): Json {
  const { settings, entries } = book
  const write = (codec: EntryCodec) => entries.map((entry) => writeEntry(codec, entry))
  if (format === 'card') return { spec: 'lorebook_v3', data: writeCardBook({ ...book, raw: null }) }
  if (format === 'agnai')
    return { kind: 'memory', name: settings.name, description: settings.description, entries: write(agnaiBook) }
  if (format === 'risu') return { type: 'risu', ver: 1, data: write(risuBook) }
  if (format === 'novelai')
    return { lorebookVersion: 5, entries: write(novelBook), settings: { orderByKeyLocations: false } }
  const rows = write(worldInfo).map(
    (entry, index) => [String(index), { ...entry, uid: index, displayIndex: index }] as const,
  )
  return { entries: Object.fromEntries(rows), name: settings.name }
}

function carried(codec: EntryCodec, file: Json, rows: readonly unknown[]): CarriedBook {
  const { entries: _entries, data: _data, ...raw } = file
  return {
    format: codec.format,
    settings: settingsOf(raw),
    raw,
    entries: rows
      .filter(isJson)
      .slice(0, mostEntries)
      .map((row) => readEntry(codec, row)),
  }
}

function settingsOf(raw: Json): LoreSettings {
  const { scan_depth: scanDepth, token_budget: tokenBudget } = raw
  return {
    ...plainLoreSettings,
    name: textOf(raw['name']).slice(0, 500),
    description: textOf(raw['description']).slice(0, 20_000),
    scanDepth: sound(scanDepth, 1_000) ?? plainLoreSettings.scanDepth,
    tokenBudget: sound(tokenBudget, 1_000_000),
    recursive: raw['recursive_scanning'] === true,
  }
}

function sound(value: unknown, most: number): number | null {
  return typeof value === 'number' && value >= 0 ? Math.min(most, Math.trunc(value)) : null
}
