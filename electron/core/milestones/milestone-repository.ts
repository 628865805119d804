import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { MilestoneId, Timestamp } from '#shared/model/ids.ts'
import type { Milestone, MilestoneFields, RemovedMilestone } from '#shared/model/milestone.ts'

export type MilestoneRepository = {
  /** In the order in which they were made, removed ones left out. */
  readonly list: () => Milestone[]
  /** Throws NOT_FOUND, for a removed one as well. */
  readonly get: (id: MilestoneId) => Milestone
  readonly create: (fields: MilestoneFields, createdAt: Timestamp) => Milestone
  readonly update: (id: MilestoneId, fields: MilestoneFields) => Milestone
  /** Takes a milestone out, or with null puts it back. */
  readonly setRemoved: (id: MilestoneId, at: Timestamp | null) => void
  /** What can still be put back, the latest removed first. */
  readonly removed: () => RemovedMilestone[]
  /** Takes what was removed before a moment off the disk, and what was told of it; with an id, that one whenever it was. */
  readonly dropRemoved: (which: { readonly before: Timestamp } | { readonly id: MilestoneId }) => void
}

type MilestoneRow = { readonly id: MilestoneId; readonly fieldsJson: string; readonly createdAt: Timestamp }

const columns = 'id, fields_json AS fieldsJson, created_at AS createdAt'
const select = `SELECT ${columns} FROM milestone`
const selectRemoved = `SELECT ${columns}, removed_at AS removedAt FROM milestone`

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
    removed: () =>
      database
        .all<MilestoneRow & { readonly removedAt: Timestamp }>(
          `${selectRemoved} WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, id DESC`,
        )
        .map(({ removedAt, ...row }) => ({ ...toMilestone(row), removedAt })),
    dropRemoved: (which) => {
      if ('id' in which) database.run('DELETE FROM milestone WHERE id = ? AND removed_at IS NOT NULL', which.id)
      else database.run('DELETE FROM milestone WHERE removed_at < ?', which.before)
    },
  }
}

function toMilestone({ id, fieldsJson, createdAt }: MilestoneRow): Milestone {
  return { ...(JSON.parse(fieldsJson) as MilestoneFields), id, createdAt }
}
