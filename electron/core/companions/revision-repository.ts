import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, RevisionId, Timestamp } from '#shared/model/ids.ts'
import type { Revision, RevisionOf } from '#shared/model/revision.ts'

/** A state with its words: JSON, but for the Letter, which is its text. */
export type StoredRevision = Revision & { readonly of: RevisionOf; readonly body: string }

/** The states that profiles, Letters, digests and the person's own profile have been in; of each, the newest is what counts. */
export type RevisionRepository = {
  readonly head: (of: RevisionOf) => StoredRevision | null
  /** Throws NOT_FOUND. */
  readonly get: (id: RevisionId) => StoredRevision
  /** Newest first; `before` is the last of the page above. */
  readonly list: (
    of: RevisionOf,
    page: { readonly before?: RevisionId | undefined; readonly limit: number },
  ) => Revision[]
  readonly insert: (
    of: RevisionOf,
    state: { readonly body: string; readonly length: number; readonly begunAt: Timestamp },
  ) => void
  /** Writes over a state, which is then saved at this moment. */
  readonly amend: (
    id: RevisionId,
    state: { readonly body: string; readonly length: number; readonly savedAt: Timestamp },
  ) => void
  readonly setName: (id: RevisionId, name: string | null) => void
}

type RevisionRow = Omit<StoredRevision, 'of'> & {
  readonly subject: RevisionOf['subject']
  readonly companionId: CompanionId | null
}

const columns = 'id, name, begun_at AS begunAt, saved_at AS savedAt, length'
const whole = `SELECT ${columns}, subject, companion_id AS companionId, body FROM revision`

export function createRevisionRepository(database: Database): RevisionRepository {
  return {
    head(of) {
      const sql = `${whole} WHERE subject = ? AND companion_id IS ? ORDER BY id DESC LIMIT 1`
      const row = database.get<RevisionRow>(sql, of.subject, companionOf(of))
      return row ? toRevision(row) : null
    },
    get(id) {
      const row = database.get<RevisionRow>(`${whole} WHERE id = ?`, id)
      if (!row) throw new AppError('NOT_FOUND', { entity: 'revision' })
      return toRevision(row)
    },
    list: (of, { before, limit }) =>
      database.all<Revision>(
        `SELECT ${columns} FROM revision WHERE subject = ? AND companion_id IS ? AND id < ? ORDER BY id DESC LIMIT ?`,
        of.subject,
        companionOf(of),
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
      ),
    insert(of, { body, length, begunAt }) {
      database.run(
        'INSERT INTO revision (subject, companion_id, body, length, begun_at, saved_at) VALUES (?, ?, ?, ?, ?, ?)',
        of.subject,
        companionOf(of),
        body,
        length,
        begunAt,
        begunAt,
      )
    },
    amend(id, { body, length, savedAt }) {
      database.run('UPDATE revision SET body = ?, length = ?, saved_at = ? WHERE id = ?', body, length, savedAt, id)
    },
    setName(id, name) {
      database.run('UPDATE revision SET name = ? WHERE id = ?', name, id)
    },
  }
}

function companionOf(of: RevisionOf): CompanionId | null {
  return of.subject === 'self' ? null : of.companionId
}

function toRevision({ subject, companionId, ...row }: RevisionRow): StoredRevision {
  if (subject === 'self') return { ...row, of: { subject } }
  if (companionId === null) throw new Error('A revision of a companion without the companion')
  return { ...row, of: { subject, companionId } }
}
