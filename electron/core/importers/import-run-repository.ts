import {
  ImportProgress,
  Preview,
  Receipt,
  type CertainReading,
  type ImportRun,
  type ImportState,
} from '#shared/model/import-run.ts'
import type { CompanionId, ConversationId, ImportRunId, Timestamp } from '#shared/model/ids.ts'
import { AppError } from '../errors.ts'
import { apartName } from './apart.ts'
import type { Database } from '../store/database.ts'

/** What may change on a run. What is left out stays. */
export type ImportRunUpdate = {
  readonly [Key in Exclude<keyof ImportRun, 'id' | 'fileNames' | 'startedAt' | 'madeCompanionId'>]?: ImportRun[Key]
}

/** Imports and their receipts, kept for ever. */
export type ImportRunRepository = {
  /** Newest first. */
  readonly list: () => ImportRun[]
  /** Throws NOT_FOUND. */
  readonly get: (id: ImportRunId) => ImportRun
  readonly create: (run: {
    readonly state: ImportState
    readonly companionId: CompanionId | null
    readonly fileNames: readonly string[]
    readonly startedAt: Timestamp
  }) => ImportRun
  /** Notes that a companion was made for this run. */
  readonly setMadeCompanion: (id: ImportRunId, companionId: CompanionId) => void
  /** Lets go of a companion that is about to be removed. */
  readonly forgetCompanion: (companionId: CompanionId) => void
  readonly update: (id: ImportRunId, update: ImportRunUpdate) => ImportRun
  /** The conversation a run wrote to last: the only one that a crash can have left half in. */
  readonly lastConversation: (id: ImportRunId) => ConversationId | null
  /** How much of what a run brought in is in the vault. */
  readonly brought: (id: ImportRunId) => Pick<ImportProgress, 'conversations' | 'messages'>
  /** The runs whose messages stand in these conversations. */
  readonly runsOf: (conversations: CertainReading['conversations']) => ImportRunId[]
  /**
   * Gives the conversations that a run brought under names apart their own, and what still has those another. To be
   * called in the transaction that says what becomes of both.
   */
  readonly takeNames: (id: ImportRunId) => void
}

type Row = {
  readonly id: ImportRunId
  readonly state: ImportState
  readonly companionId: CompanionId | null
  readonly fileNamesJson: string
  readonly startedAt: Timestamp
  readonly finishedAt: Timestamp | null
  readonly progressJson: string
  readonly previewJson: string | null
  readonly receiptJson: string | null
  readonly failure: string | null
  readonly madeCompanionId: CompanionId | null
  readonly seen: 0 | 1
}

const columns = `
  id, state, companion_id AS companionId, file_names_json AS fileNamesJson, started_at AS startedAt,
  finished_at AS finishedAt, progress_json AS progressJson, preview_json AS previewJson,
  receipt_json AS receiptJson, failure, made_companion_id AS madeCompanionId, seen`

/** Where every import begins. */
export const noProgress: ImportProgress = { bytesDone: 0, bytesTotal: 0, conversations: 0, messages: 0 }

/** The `failure` of a run whose undo has begun: cut off by a lock or crash, it is gone on with at the next opening. */
export const undoBegun = 'undo'

export function createImportRunRepository(database: Database): ImportRunRepository {
  function get(id: ImportRunId): ImportRun {
    const row = database.get<Row>(`SELECT ${columns} FROM import_run WHERE id = ?`, id)
    if (!row) throw new AppError('NOT_FOUND', { entity: 'import-run' })
    return toRun(row)
  }

  const list = (): ImportRun[] => database.all<Row>(`SELECT ${columns} FROM import_run ORDER BY id DESC`).map(toRun)

  function update(id: ImportRunId, change: ImportRunUpdate): ImportRun {
    const run = { ...get(id), ...change }
    database.run(
      `UPDATE import_run SET state = ?, companion_id = ?, finished_at = ?, progress_json = ?, preview_json = ?,
         receipt_json = ?, failure = ?, seen = ?
       WHERE id = ?`,
      run.state,
      run.companionId,
      run.finishedAt,
      JSON.stringify(run.progress),
      run.preview && JSON.stringify(run.preview),
      run.receipt && JSON.stringify(run.receipt),
      run.failure,
      run.seen ? 1 : 0,
      id,
    )
    return run
  }

  return {
    list,
    get,
    update,
    create({ state, companionId, fileNames, startedAt }) {
      const { lastId } = database.run(
        'INSERT INTO import_run (state, companion_id, file_names_json, started_at, progress_json) VALUES (?, ?, ?, ?, ?)',
        state,
        companionId,
        JSON.stringify(fileNames),
        startedAt,
        JSON.stringify(noProgress),
      )
      return get(lastId as ImportRunId)
    },
    setMadeCompanion(id, companionId) {
      database.run('UPDATE import_run SET made_companion_id = ? WHERE id = ?', companionId, id)
    },
    forgetCompanion(companionId) {
      database.run('UPDATE import_run SET companion_id = NULL WHERE companion_id = ?', companionId)
      const isTheirs = (one: { readonly companionId: CompanionId | null }) => one.companionId === companionId
      for (const { id, preview, receipt } of list()) {
        const { belongs = [] } = preview ?? {}
        const { owners = [] } = receipt ?? {}
        if (!belongs.some(isTheirs) && !owners.some(isTheirs)) continue
        update(id, {
          preview: preview && { ...preview, belongs: belongs.filter((one) => !isTheirs(one)) },
          receipt: receipt && {
            ...receipt,
            owners: owners.map((one) => (isTheirs(one) ? { ...one, companionId: null } : one)),
          },
        })
      }
    },
    lastConversation(id) {
      // Without this, a run that brought in nothing would be looked for in every message.
      const touched = database.get('SELECT 1 FROM import_conversation WHERE import_run_id = ? LIMIT 1', id)
      if (!touched) return null
      const sql = 'SELECT conversation_id AS id FROM message WHERE import_run_id = ? ORDER BY id DESC LIMIT 1'
      return database.get<{ id: ConversationId }>(sql, id)?.id ?? null
    },
    brought(id) {
      const sql = `
        SELECT count(DISTINCT m.conversation_id) AS conversations, count(*) AS messages
        FROM import_conversation i JOIN message m ON m.conversation_id = i.conversation_id
        WHERE i.import_run_id = :id AND m.import_run_id = :id`
      return database.get<Pick<ImportProgress, 'conversations' | 'messages'>>(sql, { id }) ?? noProgress
    },
    runsOf(conversations) {
      const sql = `
        SELECT i.import_run_id AS id FROM conversation c JOIN import_conversation i ON i.conversation_id = c.id
        WHERE c.source = ? AND c.source_id = ? AND EXISTS (
          SELECT 1 FROM message m WHERE m.conversation_id = c.id AND m.import_run_id = i.import_run_id)`
      const runs = conversations.flatMap((one) => database.all<{ id: ImportRunId }>(sql, one.source, one.sourceId))
      return [...new Set(runs.map(({ id }) => id))]
    },
    takeNames(id) {
      const apart = apartName(id, '')
      const isApart = 'import_run_id = :id AND substr(source_id, 1, length(:apart)) = :apart'
      const taken = `
        UPDATE conversation SET source_id = :old || source_id WHERE EXISTS (
          SELECT 1 FROM conversation n
          WHERE n.source = conversation.source AND n.source_id = :apart || conversation.source_id AND n.import_run_id = :id)`
      database.run(taken, { id, apart, old: `replaced by ${id}: ` })
      database.run(`UPDATE conversation SET source_id = substr(source_id, length(:apart) + 1) WHERE ${isApart}`, {
        id,
        apart,
      })
    },
  }
}

function toRun({ fileNamesJson, progressJson, previewJson, receiptJson, ...row }: Row): ImportRun {
  return {
    ...row,
    seen: row.seen === 1,
    fileNames: JSON.parse(fileNamesJson) as string[],
    progress: ImportProgress.parse(JSON.parse(progressJson)),
    preview: previewJson === null ? null : Preview.parse(JSON.parse(previewJson)),
    receipt: receiptJson === null ? null : Receipt.parse(JSON.parse(receiptJson)),
  }
}
