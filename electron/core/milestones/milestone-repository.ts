import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { MilestoneId, Timestamp } from '#shared/model/ids.ts'
import type { Milestone, MilestoneFields } from '#shared/model/milestone.ts'

export type MilestoneRepository = {
  /** In the order in which they were made, removed ones left out. */
  readonly list: () => Milestone[]
  /** Throws NOT_FOUND, for a removed one as well. */
  readonly get: (id: MilestoneId) => Milestone
  readonly create: (fields: MilestoneFields, createdAt: Timestamp) => Milestone
  readonly update: (id: MilestoneId, fields: MilestoneFields) => Milestone
  /** Takes a milestone out, or with null puts it back. */
  readonly setRemoved: (id: MilestoneId, at: Timestamp | null) => void
  /** Takes what was removed off the disk, and what was told of it. */
  readonly dropRemoved: () => void
}

type MilestoneRow = { readonly id: MilestoneId; readonly fieldsJson: string; readonly createdAt: Timestamp }

const select = 'SELECT id, fields_json AS fieldsJson, created_at AS createdAt FROM milestone'

export function createMilestoneRepository(database: Database): MilestoneRepository {
  function get(id: MilestoneId): Milestone {
    const row = database.get<MilestoneRow>(`${select} WHERE id = ? AND removed_at IS NULL`, id)
    if (!row) throw new AppError('NOT_FOUND', { entity: 'milestone' })
    return toMilestone(row)
  }

  return {
    list: () => database.all<MilestoneRow>(`${select} WHERE removed_at IS NULL ORDER BY id`).map(toMilestone),
    get,
    create: (fields, createdAt) => {
      const { lastId } = database.run(
        'INSERT INTO milestone (fields_json, created_at) VALUES (?, ?)',
        JSON.stringify(fields),
        createdAt,
      )
      return get(lastId as MilestoneId)
    },
    update: (id, fields) => {
      get(id)
      database.run('UPDATE milestone SET fields_json = ? WHERE id = ?', JSON.stringify(fields), id)
      return get(id)
    },
    setRemoved: (id, at) => {
      const row = database.get('SELECT id FROM milestone WHERE id = ?', id)
      if (!row) throw new AppError('NOT_FOUND', { entity: 'milestone' })
      database.run('UPDATE milestone SET removed_at = ? WHERE id = ?', at, id)
    },
    dropRemoved: () => {
      database.run('DELETE FROM milestone WHERE removed_at IS NOT NULL')
    },
  }
}

function toMilestone({ id, fieldsJson, createdAt }: MilestoneRow): Milestone {
  return { ...(JSON.parse(fieldsJson) as MilestoneFields), id, createdAt }
}
