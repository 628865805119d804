import type { Database } from '#core/store/database.ts'
import type { CompanionId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { LocalDate, MilestoneKind } from '#shared/model/milestone.ts'

/** A day that a model found, with the place of the words that say so. */
export type FoundDay = {
  readonly messageId: MessageId
  readonly date: LocalDate
  readonly kind: MilestoneKind
  readonly title: string
  readonly quoteStart: number
  readonly quoteLength: number
}

export type FoundDayRepository = {
  readonly list: (companionId: CompanionId) => (FoundDay & { readonly model: string })[]
  /** The keys of what was read before. */
  readonly readParts: (companionId: CompanionId) => ReadonlySet<string>
  /** Keeps what a part held, and that it was read, at once. Answers how many days are new. */
  readonly keep: (part: {
    readonly companionId: CompanionId
    readonly key: string
    readonly model: string
    readonly days: readonly FoundDay[]
    readonly at: Timestamp
  }) => number
}

export function createFoundDayRepository(database: Database): FoundDayRepository {
  return {
    list: (companionId) =>
      database.all(
        `SELECT message_id AS messageId, date, kind, title, quote_start AS quoteStart, quote_length AS quoteLength, model
         FROM found_day WHERE companion_id = ? ORDER BY date, id`,
        companionId,
      ),
    readParts: (companionId) =>
      new Set(
        database
          .all<{ key: string }>('SELECT key FROM read_part WHERE companion_id = ?', companionId)
          .map(({ key }) => key),
      ),
    keep: ({ companionId, key, model, days, at }) =>
      database.transaction(() => {
        let added = 0
        for (const { messageId, date, kind, title, quoteStart, quoteLength } of days) {
          const { changes } = database.run(
            `INSERT OR IGNORE INTO found_day
               (companion_id, message_id, date, kind, title, quote_start, quote_length, model, found_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            companionId,
            messageId,
            date,
            kind,
            title,
            quoteStart,
            quoteLength,
            model,
            at,
          )
          added += changes
        }
        database.run('INSERT OR IGNORE INTO read_part (companion_id, key) VALUES (?, ?)', companionId, key)
        return added
      }),
  }
}
