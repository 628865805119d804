import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { CompanionId, LetterDraftId, Timestamp } from '#shared/model/ids.ts'
import type {
  DraftOptions,
  DraftProgress,
  DraftPurpose,
  DraftSection,
  LetterDraft,
  PauseReason,
} from '#shared/model/letter-draft.ts'

/** What changes on a draft. What is left out stays. */
export type DraftChange = {
  -readonly [Part in 'state' | 'pause' | 'options' | 'progress' | 'result' | 'coveredTo']?: LetterDraft[Part]
}

/** Drafts as they are kept. */
export type DraftRepository = {
  /** Throws NOT_FOUND. */
  readonly get: (id: LetterDraftId) => LetterDraft
  /** The newest that was not taken over. */
  readonly current: (companionId: CompanionId, purpose: DraftPurpose) => LetterDraft | null
  /** Up to when the last one read that was taken over; null where there was none. */
  readonly coveredTo: (companionId: CompanionId, purpose: DraftPurpose) => Timestamp | null
  readonly insert: (draft: {
    readonly companionId: CompanionId
    readonly options: DraftOptions
    readonly binding: ModelBinding
    readonly progress: DraftProgress
    readonly begunAt: Timestamp
  }) => LetterDraft
  readonly update: (id: LetterDraftId, change: DraftChange) => LetterDraft
  readonly remove: (id: LetterDraftId) => void
  /** Drafts that an end in the middle left at work wait now. */
  readonly markInterrupted: () => void
}

type Row = {
  readonly id: LetterDraftId
  readonly companionId: CompanionId
  readonly state: LetterDraft['state']
  readonly pause: PauseReason | null
  readonly options: string
  readonly binding: string
  readonly progress: string
  readonly result: string | null
  readonly coveredTo: Timestamp | null
  readonly begunAt: Timestamp
}

const whole = `
  SELECT id, companion_id AS companionId, state, pause, options_json AS options, binding_json AS binding,
    progress_json AS progress, result_json AS result, covered_to AS coveredTo, begun_at AS begunAt FROM letter_draft`

export function createDraftRepository(database: Database): DraftRepository {
  function get(id: LetterDraftId): LetterDraft {
    const row = database.get<Row>(`${whole} WHERE id = ?`, id)
    if (!row) throw new AppError('NOT_FOUND', { entity: 'letter-draft' })
    return toDraft(row)
  }

  return {
    get,
    current(companionId, purpose) {
      const row = database.get<Row>(
        `${whole} WHERE companion_id = ? AND purpose = ? AND state <> 'accepted' ORDER BY id DESC LIMIT 1`,
        companionId,
        purpose,
      )
      return row ? toDraft(row) : null
    },
    coveredTo: (companionId, purpose) =>
      database.get<{ at: Timestamp | null }>(
        `SELECT max(covered_to) AS at FROM letter_draft WHERE companion_id = ? AND purpose = ? AND state = 'accepted'`,
        companionId,
        purpose,
      )?.at ?? null,
    insert({ companionId, options, binding, progress, begunAt }) {
      const { lastId } = database.run(
        `INSERT INTO letter_draft (companion_id, purpose, state, options_json, binding_json, progress_json, begun_at)
         VALUES (?, ?, 'running', ?, ?, ?, ?)`,
        companionId,
        options.purpose,
        JSON.stringify(options),
        JSON.stringify(binding),
        JSON.stringify(progress),
        begunAt,
      )
      return get(lastId as LetterDraftId)
    },
    update(id, change) {
      const { state, pause, options, progress, result, coveredTo } = { ...get(id), ...change }
      database.run(
        `UPDATE letter_draft SET state = ?, pause = ?, options_json = ?, progress_json = ?, result_json = ?, covered_to = ?
         WHERE id = ?`,
        state,
        pause,
        JSON.stringify(options),
        JSON.stringify(progress),
        result === null ? null : JSON.stringify(result),
        coveredTo,
        id,
      )
      return get(id)
    },
    remove: (id) => void database.run('DELETE FROM letter_draft WHERE id = ?', id),
    markInterrupted: () =>
      void database.run(
        `UPDATE letter_draft SET state = 'paused', pause = 'interrupted' WHERE state IN ('running', 'pausing')`,
      ),
  }
}

function toDraft({ options, binding, progress, result, ...row }: Row): LetterDraft {
  return {
    ...row,
    options: JSON.parse(options) as DraftOptions,
    binding: JSON.parse(binding) as ModelBinding,
    progress: JSON.parse(progress) as DraftProgress,
    result: result === null ? null : (JSON.parse(result) as DraftSection[]),
  }
}
