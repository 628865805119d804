import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, MessageId, SummaryId, Timestamp } from '#shared/model/ids.ts'
import type { MemorySource } from '#shared/model/memory.ts'
import type { Summary } from '#shared/model/summary.ts'

export type NewSummary = Pick<Summary, 'companionId' | 'from' | 'to' | 'model'> & {
  readonly sentences: readonly { readonly text: string; readonly messageIds: readonly MessageId[] }[]
}

/** A summary as it was in another vault. */
export type BroughtSummary = NewSummary & Pick<Summary, 'ownText' | 'createdAt'>

/**
 * Summaries of what was said. A sentence is answered as long as every message it cites can be read; a summary without
 * any, and without words of the person, is not answered at all, and neither is what was forgotten.
 */
export type SummaryRepository = {
  /** The latest first. */
  readonly each: (companionId: CompanionId) => Generator<Summary, void, void>
  /** Throws NOT_FOUND. */
  readonly get: (id: SummaryId) => Summary
  readonly add: (summary: NewSummary, at: Timestamp) => void
  /** Takes in a summary of another vault, unless the same one is here, be it forgotten. */
  readonly bring: (summary: BroughtSummary) => void
  readonly setOwnText: (id: SummaryId, text: string | null) => void
  readonly setForgotten: (id: SummaryId, at: Timestamp | null) => void
  /** Takes what was forgotten until then off the disk. */
  readonly removeForgotten: (until: Timestamp) => void
}

type SummaryRow = Omit<Summary, 'sentences'>
type SentenceRow = { readonly text: string; readonly sources: string }

const columns = `
  id, companion_id AS companionId, from_date AS "from", to_date AS "to", model, own_text AS ownText,
  created_at AS createdAt`

/** The sentences of a summary, all of whose messages can be read. */
const sentences = `
  SELECT s.text,
    (SELECT json_group_array(json_object('messageId', m.id, 'conversationId', m.conversation_id))
     FROM summary_source x JOIN message m ON m.id = x.message_id WHERE x.sentence_id = s.id) AS sources
  FROM summary_sentence s
  WHERE s.summary_id = ? AND NOT EXISTS (
    SELECT 1 FROM summary_source x
    LEFT JOIN message m ON m.id = x.message_id AND m.deleted_at IS NULL AND m.hidden = 0
    LEFT JOIN conversation c ON c.id = m.conversation_id AND c.hidden = 0
    WHERE x.sentence_id = s.id AND c.id IS NULL)
  ORDER BY s.id`

export function createSummaryRepository(database: Database): SummaryRepository {
  function whole(row: SummaryRow): Summary {
    const read = database.all<SentenceRow>(sentences, row.id)
    return {
      ...row,
      sentences: read.map(({ text, sources }) => ({ text, sources: JSON.parse(sources) as MemorySource[] })),
    }
  }

  function insert({ companionId, from, to, model, ownText, sentences: said, createdAt }: BroughtSummary): void {
    const { lastId } = database.run(
      `INSERT INTO summary (companion_id, from_date, to_date, model, own_text, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
      companionId,
      from,
      to,
      model,
      ownText,
      createdAt,
    )
    for (const { text, messageIds } of said) {
      const sentence = database.run('INSERT INTO summary_sentence (summary_id, text) VALUES (?, ?)', lastId, text)
      for (const messageId of new Set(messageIds)) {
        database.run('INSERT INTO summary_source (sentence_id, message_id) VALUES (?, ?)', sentence.lastId, messageId)
      }
    }
  }

  return {
    *each(companionId) {
      const rows = database.all<SummaryRow>(
        `SELECT ${columns} FROM summary WHERE companion_id = ? AND forgotten_at IS NULL
         ORDER BY to_date DESC, id DESC`,
        companionId,
      )
      for (const row of rows) {
        const summary = whole(row)
        if (isTold(summary)) yield summary
      }
    },
    get: (id) => {
      const row = database.get<SummaryRow>(`SELECT ${columns} FROM summary WHERE id = ? AND forgotten_at IS NULL`, id)
      if (!row) throw new AppError('NOT_FOUND', { entity: 'memory' })
      return whole(row)
    },
    add: (summary, at) => insert({ ...summary, ownText: null, createdAt: at }),
    bring: (summary) =>
      database.transaction(() => {
        const same = 'SELECT 1 FROM summary WHERE companion_id = ? AND created_at = ? AND from_date = ? AND to_date = ?'
        const { companionId, createdAt, from, to } = summary
        if (!database.get(same, companionId, createdAt, from, to)) insert(summary)
      }),
    setOwnText: (id, text) => {
      database.run('UPDATE summary SET own_text = ? WHERE id = ?', text, id)
    },
    setForgotten: (id, at) => {
      const { changes } = database.run('UPDATE summary SET forgotten_at = ? WHERE id = ?', at, id)
      if (changes === 0) throw new AppError('NOT_FOUND', { entity: 'memory' })
    },
    removeForgotten: (until) => {
      database.run('DELETE FROM summary WHERE forgotten_at <= ?', until)
    },
  }
}

function isTold({ sentences: told, ownText }: Summary): boolean {
  return ownText !== null || told.length > 0
}
