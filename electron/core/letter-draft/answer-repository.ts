import type { Measured } from '#core/model-work/estimate-work.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { PartFailure } from '#shared/model/letter-draft.ts'
import type { TokenUse } from '#shared/model/message.ts'

/** What a call took. `counted` is null where the provider did not count. */
export type AnswerMeasure = {
  readonly estimated: TokenUse
  readonly counted: TokenUse | null
  readonly milliseconds: number
}

export type StoredAnswer = {
  /** Null for an answer that could be read. */
  readonly failure: PartFailure['why'] | null
  /** Written by us alone, from what was checked before. */
  readonly output: unknown
}

/** Answers of models by what was asked, so that nothing is paid for twice. */
export type AnswerRepository = {
  readonly get: (companionId: CompanionId, key: string) => StoredAnswer | null
  /** Whether something was answered, and could be read. */
  readonly knows: (companionId: CompanionId, key: string) => boolean
  /** In a transaction of its own or the caller's; writes over a failure of before. */
  readonly keep: (
    answer: StoredAnswer & {
      readonly companionId: CompanionId
      readonly key: string
      readonly cites: Iterable<MessageId>
      readonly measure: AnswerMeasure
      readonly madeAt: Timestamp
    },
  ) => void
  /** Lets what failed be asked again. */
  readonly forgetFailures: (companionId: CompanionId) => void
  /** What calls for a companion were taken to need and what they needed; the newest ones. */
  readonly measured: (companionId: CompanionId) => Measured & { readonly milliseconds: number }
}

const enoughToMeasure = 40

export function createAnswerRepository(database: Database): AnswerRepository {
  return {
    get(companionId, key) {
      const row = database.get<{ failure: StoredAnswer['failure']; output: string }>(
        'SELECT failure, output_json AS output FROM model_answer WHERE companion_id = ? AND key = ?',
        companionId,
        key,
      )
      return row ? { failure: row.failure, output: JSON.parse(row.output) as unknown } : null
    },
    knows: (companionId, key) =>
      database.get(
        'SELECT 1 FROM model_answer WHERE companion_id = ? AND key = ? AND failure IS NULL',
        companionId,
        key,
      ) !== undefined,
    keep: ({ companionId, key, failure, output, cites, measure, madeAt }) =>
      database.transaction(() => {
        database.run('DELETE FROM model_answer WHERE companion_id = ? AND key = ?', companionId, key)
        const { lastId } = database.run(
          `INSERT INTO model_answer (companion_id, key, failure, output_json, measure_json, made_at)
           VALUES (?, ?, ?, ?, ?, ?)`,
          companionId,
          key,
          failure,
          JSON.stringify(output),
          JSON.stringify(measure),
          madeAt,
        )
        for (const messageId of new Set(cites)) {
          database.run('INSERT INTO model_answer_cite (message_id, answer_id) VALUES (?, ?)', messageId, lastId)
        }
      }),
    forgetFailures: (companionId) =>
      void database.run('DELETE FROM model_answer WHERE companion_id = ? AND failure IS NOT NULL', companionId),
    measured(companionId) {
      const rows = database
        .all<{ measure: string }>(
          `SELECT measure_json AS measure FROM model_answer WHERE companion_id = ? ORDER BY id DESC LIMIT ${enoughToMeasure}`,
          companionId,
        )
        .map(({ measure }) => JSON.parse(measure) as AnswerMeasure)
      const counted = rows.flatMap((row) => (row.counted === null ? [] : [{ ...row, counted: row.counted }]))
      return {
        calls: counted.length,
        estimated: sumOf(counted.map(({ estimated }) => estimated)),
        counted: sumOf(counted.map((row) => row.counted)),
        milliseconds: rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / Math.max(1, rows.length),
      }
    },
  }
}

/** Several uses of tokens as one. */
export function sumOf(uses: readonly TokenUse[]): TokenUse {
  return uses.reduce(
    (sum, { prompt, completion }) => ({ prompt: sum.prompt + prompt, completion: sum.completion + completion }),
    { prompt: 0, completion: 0 },
  )
}
