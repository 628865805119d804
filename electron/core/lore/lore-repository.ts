import { AppError } from '#core/errors.ts'
import type { Json } from '#core/loose-json.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, LoreEntryId } from '#shared/model/ids.ts'
import {
  emptyLoreEntry,
  LoreFormat,
  LoreSettings,
  plainLoreSettings,
  StoredLoreEntry,
  type LoreEntry,
} from '#shared/model/lore.ts'
import type { CarriedEntry } from './entry-codec.ts'

export type StoredCarried = CarriedEntry & { readonly id: LoreEntryId }

export type LoreHead = Pick<StoredLoreEntry, 'id' | 'name' | 'keys' | 'enabled' | 'constant' | 'content'>

/** Lorebooks and their entries, in the person's order. */
export type LoreRepository = {
  readonly settings: (companionId: CompanionId) => { readonly settings: LoreSettings; readonly raw: Json | null }
  readonly setSettings: (companionId: CompanionId, settings: LoreSettings, raw?: Json) => void
  readonly list: (companionId: CompanionId) => StoredLoreEntry[]
  /** What a list shows of each, without reading the rest of what an entry says of itself. */
  readonly heads: (companionId: CompanionId) => LoreHead[]
  /** With what each came as. */
  readonly carried: (companionId: CompanionId) => StoredCarried[]
  /** Throws NOT_FOUND. */
  readonly get: (id: LoreEntryId) => { readonly companionId: CompanionId; readonly entry: StoredLoreEntry }
  readonly add: (companionId: CompanionId, entries: readonly CarriedEntry[]) => LoreEntryId[]
  readonly write: (id: LoreEntryId, entry: LoreEntry) => void
  /** Puts the entries of a lorebook into this order; those that are not named follow. */
  readonly arrange: (companionId: CompanionId, ids: readonly LoreEntryId[]) => void
  readonly remove: (id: LoreEntryId) => void
}

type EntryRow = {
  readonly id: LoreEntryId
  readonly companionId: CompanionId
  readonly entryJson: string
  readonly format: string | null
  readonly rawJson: string | null
}

const select = `SELECT id, companion_id AS companionId, entry_json AS entryJson, format, raw_json AS rawJson FROM lore_entry`

export function createLoreRepository(database: Database): LoreRepository {
  const rows = (companionId: CompanionId) =>
    database.all<EntryRow>(`${select} WHERE companion_id = ? ORDER BY place, id`, companionId)

  return {
    settings(companionId) {
      const row = database.get<{ settings: string; raw: string | null }>(
        'SELECT settings_json AS settings, raw_json AS raw FROM lorebook WHERE companion_id = ?',
        companionId,
      )
      if (!row) return { settings: plainLoreSettings, raw: null }
      const stored: Json = JSON.parse(row.settings)
      const settings = LoreSettings.parse({ ...plainLoreSettings, ...stored })
      return { settings, raw: row.raw === null ? null : JSON.parse(row.raw) }
    },
    setSettings(companionId, settings, raw) {
      database.run(
        `INSERT INTO lorebook (companion_id, settings_json, raw_json) VALUES (?, ?, ?)
         ON CONFLICT (companion_id) DO UPDATE SET settings_json = excluded.settings_json,
           raw_json = COALESCE(excluded.raw_json, raw_json)`,
        companionId,
        JSON.stringify(settings),
        raw ? JSON.stringify(raw) : null,
      )
    },
    list: (companionId) => rows(companionId).map(entryOf),
    heads: (companionId) =>
      database
        .all<Pick<LoreHead, 'id' | 'name' | 'content'> & { keys: string; enabled: 0 | 1; constant: 0 | 1 }>(
          `SELECT id, coalesce(entry_json ->> 'name', '') AS name, coalesce(entry_json -> 'keys', '[]') AS keys,
             coalesce(entry_json ->> 'enabled', 1) AS enabled, coalesce(entry_json ->> 'constant', 0) AS constant,
             coalesce(entry_json ->> 'content', '') AS content
           FROM lore_entry WHERE companion_id = ? ORDER BY place, id`,
          companionId,
        )
        .map(({ keys, enabled, constant, ...head }) => ({
          ...head,
          keys: JSON.parse(keys) as string[],
          enabled: enabled === 1,
          constant: constant === 1,
        })),
    carried: (companionId) =>
      rows(companionId).map((row) => {
        const { id, ...entry } = entryOf(row)
        const format = LoreFormat.nullable().catch(null).parse(row.format)
        return { id, entry, format, raw: row.rawJson === null ? null : JSON.parse(row.rawJson) }
      }),
    get(id) {
      const row = database.get<EntryRow>(`${select} WHERE id = ?`, id)
      if (!row) throw new AppError('NOT_FOUND', { entity: 'lore-entry' })
      return { companionId: row.companionId, entry: entryOf(row) }
    },
    add: (companionId, entries) =>
      database.transaction(() => {
        const last = database.get<{ place: number | null }>(
          'SELECT MAX(place) AS place FROM lore_entry WHERE companion_id = ?',
          companionId,
        )
        const from = (last?.place ?? -1) + 1
        return entries.map(({ entry, format, raw }, index) => {
          const { lastId } = database.run(
            'INSERT INTO lore_entry (companion_id, place, entry_json, format, raw_json) VALUES (?, ?, ?, ?, ?)',
            companionId,
            from + index,
            JSON.stringify(entry),
            format,
            raw && JSON.stringify(raw),
          )
          return lastId as LoreEntryId
        })
      }),
    write: (id, entry) => {
      database.run('UPDATE lore_entry SET entry_json = ? WHERE id = ?', JSON.stringify(entry), id)
    },
    arrange: (companionId, ids) =>
      database.transaction(() => {
        const named = new Set(ids)
        const others = rows(companionId).filter(({ id }) => !named.has(id))
        for (const [place, id] of [...ids, ...others.map(({ id: other }) => other)].entries()) {
          database.run('UPDATE lore_entry SET place = ? WHERE id = ? AND companion_id = ?', place, id, companionId)
        }
      }),
    remove: (id) => {
      database.run('DELETE FROM lore_entry WHERE id = ?', id)
    },
  }
}

/** What a later version knows more of, or an earlier one knew less, reads as if it were not said. */
function entryOf({ id, entryJson }: EntryRow): StoredLoreEntry {
  const stored: Json = JSON.parse(entryJson)
  return StoredLoreEntry.parse({ ...emptyLoreEntry, ...stored, id })
}
