import type { Database } from '#core/store/database.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { CompanionId, ProviderId, Timestamp } from '#shared/model/ids.ts'
import { LookHabit } from '#shared/model/memory.ts'

/** What of looking goes by itself, for which model that was agreed to, and since when new messages count. */
export type StoredHabit = LookHabit & { readonly binding: ModelBinding | null; readonly countedFrom: Timestamp }

/** What the person chose to let go by itself; nothing where nothing was chosen. */
export type LookHabitRepository = {
  readonly get: (companionId: CompanionId) => StoredHabit
  readonly put: (companionId: CompanionId, habit: StoredHabit) => void
  /** Whose models look by themselves. */
  readonly looking: () => CompanionId[]
}

type Row = {
  readonly takesIn: 0 | 1
  readonly every: number | null
  readonly providerId: ProviderId | null
  readonly model: string | null
  readonly countedFrom: Timestamp
}

export function createLookHabitRepository(database: Database): LookHabitRepository {
  return {
    get: (companionId) => {
      const row = database.get<Row>(
        `SELECT takes_in AS takesIn, every, provider_id AS providerId, model, counted_from AS countedFrom
         FROM look_habit WHERE companion_id = ?`,
        companionId,
      )
      if (!row) return { takesIn: false, every: null, binding: null, countedFrom: 0 }
      const { takesIn, every, providerId, model, countedFrom } = row
      const binding = providerId === null || model === null ? null : { providerId, model }
      return { ...LookHabit.parse({ takesIn: takesIn === 1, every }), binding, countedFrom }
    },
    put: (companionId, { takesIn, every, binding, countedFrom }) => {
      database.run(
        `INSERT OR REPLACE INTO look_habit (companion_id, takes_in, every, provider_id, model, counted_from)
         VALUES (?, ?, ?, ?, ?, ?)`,
        companionId,
        takesIn ? 1 : 0,
        every,
        binding?.providerId ?? null,
        binding?.model ?? null,
        countedFrom,
      )
    },
    looking: () =>
      database
        .all<{ id: CompanionId }>('SELECT companion_id AS id FROM look_habit WHERE every IS NOT NULL')
        .map(({ id }) => id),
  }
}
