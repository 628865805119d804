import { z } from 'zod'
import type { Json } from '#core/loose-json.ts'
import type { Database } from '#core/store/database.ts'
import type { AssetId, CompanionId, Timestamp } from '#shared/model/ids.ts'

/** A card as it was taken in. */
export type KeptCard = {
  readonly root: Json
  /** The parts that were taken in at any time. */
  readonly taken: readonly string[]
  /** Other files of the card, by their path in it. */
  readonly files: ReadonlyMap<string, AssetId>
}

/** The cards that companions came from. */
export type CardRepository = {
  readonly get: (companionId: CompanionId) => (KeptCard & { readonly takenAt: Timestamp }) | null
  readonly set: (companionId: CompanionId, card: KeptCard & { readonly takenAt: Timestamp }) => void
}

export function createCardRepository(database: Database): CardRepository {
  return {
    get(companionId) {
      const row = database.get<{ root: string; taken: string; takenAt: Timestamp }>(
        'SELECT root_json AS root, taken_json AS taken, taken_at AS takenAt FROM card WHERE companion_id = ?',
        companionId,
      )
      if (!row) return null
      const files = database.all<{ path: string; assetId: AssetId }>(
        'SELECT path, asset_id AS assetId FROM card_file WHERE companion_id = ? ORDER BY path',
        companionId,
      )
      return {
        root: JSON.parse(row.root),
        taken: z.array(z.string()).parse(JSON.parse(row.taken)),
        files: new Map(files.map(({ path, assetId }) => [path, assetId])),
        takenAt: row.takenAt,
      }
    },
    set: (companionId, { root, taken, files, takenAt }) =>
      database.transaction(() => {
        database.run('DELETE FROM card WHERE companion_id = ?', companionId)
        database.run(
          'INSERT INTO card (companion_id, root_json, taken_json, taken_at) VALUES (?, ?, ?, ?)',
          companionId,
          JSON.stringify(root),
          JSON.stringify(taken),
          takenAt,
        )
        for (const [path, assetId] of files) {
          database.run(
            'INSERT INTO card_file (companion_id, path, asset_id) VALUES (?, ?, ?)',
            companionId,
            path,
            assetId,
          )
        }
      }),
  }
}
