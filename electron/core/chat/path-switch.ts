import type { Database } from '#core/store/database.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { descend, type VisibleThread } from './visible-thread.ts'

/**
 * Makes the thread of a conversation run through another message a little at a time, so that a path of a hundred
 * thousand rows holds nobody up. Until it is done the thread is a beginning of the old path or of the new one; whoever
 * writes to the thread meanwhile brings it to its end at once.
 */
export type PathSwitch = {
  readonly switchTo: (conversationId: ConversationId, id: MessageId) => Promise<void>
  /** Ends what is under way in this conversation, or anywhere. */
  readonly settle: (conversationId?: ConversationId) => void
  /** Ends what a crash cut off, once, when the vault is opened. */
  readonly mend: () => void
}

const mark = `'path_switch'`
type Mark = { readonly conversationId: ConversationId; readonly id: MessageId }
type Place = {
  readonly id: MessageId
  readonly depth: number
  readonly parentId: MessageId | null
  readonly isOn: 0 | 1
}

// The next so many from a message upwards; the first that is on the thread ends them.
const climb = `
  WITH RECURSIVE up (id, depth, parent_id, isOn) AS (
    SELECT m.id, m.depth, m.parent_id, EXISTS (
      SELECT 1 FROM thread t WHERE t.conversation_id = :conversationId AND t.depth = m.depth AND t.message_id = m.id)
    FROM message m WHERE m.id = :id
    UNION ALL
    SELECT m.id, m.depth, m.parent_id, EXISTS (
      SELECT 1 FROM thread t WHERE t.conversation_id = :conversationId AND t.depth = m.depth AND t.message_id = m.id)
    FROM up JOIN message m ON m.id = up.parent_id WHERE up.isOn = 0
  )
  SELECT id, depth, parent_id AS parentId, isOn FROM up LIMIT :limit`

export function createPathSwitch(
  database: Database,
  visible: Pick<VisibleThread, 'show' | 'describe' | 'remember'>,
  { slice = 500 }: { readonly slice?: number } = {},
): PathSwitch {
  let current: Mark | null = null

  function end(): void {
    database.run(`DELETE FROM meta WHERE key = ${mark}`)
    current = null
  }

  function settle(conversationId?: ConversationId): void {
    const going = current
    if (!going || (conversationId !== undefined && conversationId !== going.conversationId)) return
    database.transaction(() => {
      visible.show(going.conversationId, going.id)
      visible.describe(going.conversationId)
      end()
    })
  }

  /** From the message up to where the path leaves the thread, that place left out; lowest first. */
  async function pathUp({ conversationId, id }: Mark, pause: () => Promise<void>): Promise<Place[]> {
    const path: Place[] = []
    for (let from: MessageId | null = id; from !== null; await pause()) {
      const places: Place[] = database.all<Place>(climb, { conversationId, id: from, limit: slice })
      path.push(...places.filter(({ isOn }) => isOn === 0))
      const last = places.at(-1)
      from = last === undefined || last.isOn === 1 ? null : last.parentId
    }
    return path
  }

  async function work(to: Mark, pause: () => Promise<void>): Promise<void> {
    const { conversationId, id } = to
    const path = await pathUp(to, pause)
    const [own, first] = [path[0], path.at(-1)]
    // On the thread already.
    if (!own || !first) return end()
    const from = first.depth
    const sql = 'SELECT max(depth) AS depth FROM thread WHERE conversation_id = ?'
    for (let last = database.get<{ depth: number | null }>(sql, conversationId)?.depth ?? -1; last >= from;) {
      const down = Math.max(from, last - slice + 1)
      database.run('DELETE FROM thread WHERE conversation_id = ? AND depth BETWEEN ? AND ?', conversationId, down, last)
      last = down - 1
      await pause()
    }
    const downwards = path.map((place) => place.id).toReversed()
    for (let start = 0; start < downwards.length; start += slice) {
      database.run(
        `INSERT INTO thread (conversation_id, depth, message_id, created_at)
         SELECT conversation_id, depth, id, created_at FROM message WHERE id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(downwards.slice(start, start + slice)),
      )
      await pause()
    }
    for (let at: { id: MessageId; depth: number } | undefined = { id, depth: own.depth }; at; await pause()) {
      const { changes } = database.run(
        `INSERT INTO thread (conversation_id, depth, message_id, created_at)
         WITH RECURSIVE ${descend} SELECT :conversationId, depth, id, created_at FROM down WHERE id <> :id`,
        { id: at.id, conversationId, to: at.depth + slice },
      )
      at =
        changes < slice
          ? undefined
          : database.get<{ id: MessageId; depth: number }>(
              'SELECT message_id AS id, depth FROM thread WHERE conversation_id = ? ORDER BY depth DESC LIMIT 1',
              conversationId,
            )
    }
    for (let depth = from; depth <= own.depth; depth += slice) {
      visible.remember(conversationId, depth, Math.min(own.depth, depth + slice - 1))
      await pause()
    }
    database.transaction(() => {
      visible.describe(conversationId)
      end()
    })
  }

  return {
    settle,
    mend: () => {
      const row = database.get<{ value: string }>(`SELECT value FROM meta WHERE key = ${mark}`)
      if (!row) return
      current = JSON.parse(row.value) as Mark
      settle()
    },
    switchTo: async (conversationId, id) => {
      settle()
      const to = { conversationId, id }
      database.run(`INSERT INTO meta (key, value) VALUES (${mark}, ?)`, JSON.stringify(to))
      current = to
      const overtaken = new Error('somebody brought it to its end')
      try {
        await work(to, async () => {
          await new Promise((resolve) => setImmediate(resolve))
          if (current !== to) throw overtaken
        })
      } catch (error) {
        if (error === overtaken) return
        // An import on its own connection may have laid the thread anew: then all of it at once.
        settle(conversationId)
      }
    },
  }
}
