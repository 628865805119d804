import { z } from 'zod'
import type { Database } from '#core/store/database.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import { ProviderId } from '#shared/model/ids.ts'
import { Model, ModelFacts, PresetId } from '#shared/model/provider.ts'

/** A provider with its secrets; never leaves core. */
export type StoredProvider = {
  readonly id: ProviderId
  readonly preset: PresetId
  readonly name: string
  /** In normal form; empty for the demo. */
  readonly baseUrl: string
  readonly apiKey: string | null
  /** The one origin that the key and headers may be sent to. */
  readonly keyOrigin: string | null
  readonly headers: Readonly<Record<string, string>>
}

export type ProviderRepository = ReturnType<typeof createProviderRepository>

const Row = z
  .object({
    id: ProviderId,
    preset: PresetId,
    name: z.string(),
    base_url: z.string(),
    api_key: z.string().nullable(),
    key_origin: z.string().nullable(),
    headers_json: z.string(),
  })
  .transform((row): StoredProvider => ({
    id: row.id,
    preset: row.preset,
    name: row.name,
    baseUrl: row.base_url,
    apiKey: row.api_key,
    keyOrigin: row.key_origin,
    headers: z.record(z.string(), z.string()).parse(JSON.parse(row.headers_json)),
  }))

const columns = 'id, preset, name, base_url, api_key, key_origin, headers_json'

/** The SQL of providers and their model lists. */
export function createProviderRepository(database: Database) {
  return {
    list: (): StoredProvider[] =>
      database.all(`SELECT ${columns} FROM provider ORDER BY created_at, id`).map((row) => Row.parse(row)),

    get: (id: ProviderId): StoredProvider | null => {
      const row = database.get(`SELECT ${columns} FROM provider WHERE id = ?`, id)
      return row === undefined ? null : Row.parse(row)
    },

    insert: (provider: Omit<StoredProvider, 'id'>, createdAt: number): ProviderId => {
      const { lastId } = database.run(
        `INSERT INTO provider (preset, name, base_url, api_key, key_origin, headers_json, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        provider.preset,
        provider.name,
        provider.baseUrl,
        provider.apiKey,
        provider.keyOrigin,
        JSON.stringify(provider.headers),
        createdAt,
      )
      return ProviderId.parse(lastId)
    },

    update: (provider: StoredProvider): void => {
      database.run(
        'UPDATE provider SET name = ?, base_url = ?, api_key = ?, key_origin = ?, headers_json = ? WHERE id = ?',
        provider.name,
        provider.baseUrl,
        provider.apiKey,
        provider.keyOrigin,
        JSON.stringify(provider.headers),
        provider.id,
      )
    },

    remove: (id: ProviderId): boolean => database.run('DELETE FROM provider WHERE id = ?', id).changes > 0,

    cachedModels: (id: ProviderId): Model[] | null => {
      const row = database.get<{ models_json: string }>('SELECT models_json FROM model_cache WHERE provider_id = ?', id)
      return row === undefined ? null : z.array(Model).parse(JSON.parse(row.models_json))
    },

    cacheModels: (id: ProviderId, models: readonly Model[], fetchedAt: number): void => {
      database.run(
        'INSERT OR REPLACE INTO model_cache (provider_id, models_json, fetched_at) VALUES (?, ?, ?)',
        id,
        JSON.stringify(models),
        fetchedAt,
      )
    },

    factsOf: ({ providerId, model }: ModelBinding): ModelFacts | null => {
      const sql = 'SELECT facts_json FROM model_facts WHERE provider_id = ? AND model = ?'
      const row = database.get<{ facts_json: string }>(sql, providerId, model)
      return row === undefined ? null : ModelFacts.parse(JSON.parse(row.facts_json))
    },

    setFacts: ({ providerId, model }: ModelBinding, facts: ModelFacts): void => {
      const sql = 'INSERT OR REPLACE INTO model_facts (provider_id, model, facts_json) VALUES (?, ?, ?)'
      database.run(sql, providerId, model, JSON.stringify(facts))
    },

    forgetModels: (id: ProviderId): void => {
      database.run('DELETE FROM model_cache WHERE provider_id = ?', id)
    },
  }
}
