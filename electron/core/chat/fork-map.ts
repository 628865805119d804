import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { Fork, ForkPage, ForkPath } from '#shared/contract/conversations.ts'
import type { ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'
import { previewOf } from './message-row.ts'

export type ForkQuery = {
  readonly id: ConversationId
  /** Null for the visible thread, else the path that starts with this message. */
  readonly through: MessageId | null
  /** Only forks above this depth. */
  readonly before?: number | undefined
  readonly limit: number
}

/** Steps that one path is followed for: a length beyond is told as "more than". */
export const longestWalk = 5_000

// Where a conversation forks, off one index that holds nothing but parents. `-1` stands for what comes before the first.
const forks = `
  fork (parent_id) AS (
    SELECT parent_id FROM message WHERE conversation_id = :id GROUP BY parent_id HAVING count(*) > 1)`

// A path by the remembered versions, each step with whether the message has versions beside it.
const follow = `
  path (head, id, depth, next_id, is_forked) AS (
    SELECT h.value, m.id, m.depth, m.selected_child_id, 0
    FROM json_each(:heads) AS h JOIN message m ON m.id = h.value
    UNION ALL
    SELECT path.head, m.id, m.depth, m.selected_child_id, (
      SELECT min(c.id) <> max(c.id) FROM message c WHERE c.conversation_id = :id AND c.parent_id = path.id)
    FROM path JOIN message m ON m.id = coalesce(path.next_id, (
      SELECT max(c.id) FROM message c WHERE c.conversation_id = :id AND c.parent_id = path.id))
    JOIN message first ON first.id = path.head
    WHERE path.depth - first.depth < :walk
  )`

type PathRow = {
  readonly id: MessageId
  readonly parentId: MessageId | null
  readonly depth: number
  readonly role: Role
  readonly createdAt: Timestamp | null
  readonly text: string
  readonly deleted: 0 | 1
  readonly onThread: 0 | 1
}

/** Reads where a conversation forks, a page at a time from the end: forks and path lengths, nothing between them. */
export function createForkMap(database: Database): (query: ForkQuery) => ForkPage {
  /** The messages above the forks of the visible thread, latest first; null for a fork at the very beginning. */
  function onThread({ id, before, limit }: ForkQuery): { parentId: MessageId | null; depth: number }[] {
    return database.all(
      `WITH ${forks}
       SELECT fork.parent_id AS parentId, coalesce(m.depth + 1, 0) AS depth
       FROM fork LEFT JOIN message m ON m.id = fork.parent_id
       WHERE (fork.parent_id IS NULL OR EXISTS (
           SELECT 1 FROM thread t WHERE t.conversation_id = :id AND t.depth = m.depth AND t.message_id = m.id))
         AND coalesce(m.depth + 1, 0) < :before
       ORDER BY 2 DESC LIMIT :limit`,
      { id, before: before ?? Number.MAX_SAFE_INTEGER, limit },
    )
  }

  function onPath({ id, through, before, limit }: ForkQuery): { parentId: MessageId | null; depth: number }[] {
    return database.all(
      `WITH RECURSIVE ${follow}
       SELECT m.parent_id AS parentId, path.depth FROM path JOIN message m ON m.id = path.id
       WHERE path.is_forked AND path.depth < :before ORDER BY path.depth DESC LIMIT :limit`,
      { id, heads: JSON.stringify([through]), walk: longestWalk, before: before ?? Number.MAX_SAFE_INTEGER, limit },
    )
  }

  function pathsUnder(id: ConversationId, parentIds: readonly (MessageId | null)[]): PathRow[] {
    return database.all<PathRow>(
      `SELECT m.id, m.parent_id AS parentId, m.depth, m.role, m.created_at AS createdAt, substr(m.text, 1, 400) AS text,
         m.deleted_at IS NOT NULL AS deleted, EXISTS (
           SELECT 1 FROM thread t WHERE t.conversation_id = :id AND t.depth = m.depth AND t.message_id = m.id) AS onThread
       FROM message m
       WHERE m.conversation_id = :id AND (
         m.parent_id IN (SELECT value FROM json_each(:parents)) OR (:first AND m.parent_id IS NULL))
       ORDER BY m.id`,
      { id, parents: JSON.stringify(parentIds), first: Number(parentIds.includes(null)) },
    )
  }

  function walk(id: ConversationId, heads: readonly MessageId[]) {
    const rows = database.all<{ head: MessageId; length: number; forks: number }>(
      `WITH RECURSIVE ${follow}
       SELECT head, count(*) AS length, sum(is_forked) AS forks FROM path GROUP BY head`,
      { id, heads: JSON.stringify(heads), walk: longestWalk },
    )
    return new Map(rows.map((row) => [row.head, row]))
  }

  return (query) => {
    const { id, through, limit } = query
    if (through !== null) {
      const found = database.get('SELECT 1 FROM message WHERE id = ? AND conversation_id = ?', through, id)
      if (!found) throw new AppError('NOT_FOUND', { entity: 'message' })
    }
    const page = { ...query, limit: limit + 1 }
    const found = through === null ? onThread(page) : onPath(page)
    const shown = found.slice(0, limit)
    const rows = pathsUnder(
      id,
      shown.map(({ parentId }) => parentId),
    )
    const length = threadLength(id)
    const walked = walk(
      id,
      rows.filter((row) => row.onThread === 0).map((row) => row.id),
    )
    const toPath = ({ text, deleted, onThread, parentId: _parent, ...row }: PathRow): ForkPath => {
      const steps = walked.get(row.id)
      return {
        ...row,
        preview: previewOf(text),
        deleted: deleted === 1,
        onThread: onThread === 1,
        length: onThread === 1 ? length - row.depth : Math.min(longestWalk, steps?.length ?? 1),
        isLonger: (steps?.length ?? 0) > longestWalk,
        hasForks: (steps?.forks ?? 0) > 0,
      }
    }
    const forks = shown.map(({ parentId, depth }): Fork => ({
      parentId,
      depth,
      paths: rows.filter((row) => row.parentId === parentId).map(toPath),
    }))
    return { forks, hasEarlier: found.length > limit, threadLength: length }
  }

  function threadLength(id: ConversationId): number {
    const sql = 'SELECT max(depth) + 1 AS length FROM thread WHERE conversation_id = ?'
    return database.get<{ length: number | null }>(sql, id)?.length ?? 0
  }
}
