import type { z } from 'zod'
import type { Database } from '#core/store/database.ts'

/** Named values of the vault, each of a shape of its own. */
export type SettingsRepository = {
  /** The stored value; undefined where there is none, or one that no longer fits the schema. */
  readonly get: <Schema extends z.ZodType>(key: string, schema: Schema) => z.infer<Schema> | undefined
  readonly set: (key: string, value: unknown) => void
  readonly remove: (key: string) => void
}

export function createSettingsRepository(database: Database): SettingsRepository {
  return {
    get: (key, schema) => {
      const sql = 'SELECT value_json AS json FROM setting WHERE key = ?'
      const row = database.get<{ json: string }>(sql, key)
      return row ? schema.safeParse(JSON.parse(row.json)).data : undefined
    },
    set: (key, value) => {
      database.run(
        'INSERT INTO setting (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
        key,
        JSON.stringify(value),
      )
    },
    remove: (key) => {
      database.run('DELETE FROM setting WHERE key = ?', key)
    },
  }
}
