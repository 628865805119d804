import type { Database } from './database.ts'

/** Names that hold outside of this vault: by what a thing was called where it came from, or else by this vault and its number. */
export type OwnKeys = {
  readonly of: (id: number, sourceId: string | null) => string
  /** The number of what was made in this vault and is called so; null for all else. */
  readonly idOf: (key: string) => number | null
}

export function createOwnKeys(database: Database): OwnKeys {
  const row = database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'vault_id'`)
  if (!row) throw new Error('A vault without a name')
  const prefix = `${row.value}/`
  return {
    of: (id, sourceId) => sourceId ?? `${prefix}${id}`,
    idOf(key) {
      const digits = key.startsWith(prefix) ? key.slice(prefix.length) : ''
      return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null
    },
  }
}
