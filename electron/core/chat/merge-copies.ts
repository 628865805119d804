import type { MessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { ConversationId, ImportRunId, MessageId } from '#shared/model/ids.ts'
import { createMergeRecords, type MergedConversation, type MergeRecord } from './merge-records.ts'
import { createMessageCopies } from './message-copies.ts'
import { clearThread, forgetLostChoices, rehang, standing } from './tree-repair.ts'
import type { VisibleThread } from './visible-thread.ts'

/** Where a message of a conversation that goes into another one has its like there, or gets it. */
export type Merging = {
  readonly goes: ConversationId
  readonly keeps: ConversationId
  /** Messages that are in both. */
  readonly twins: ReadonlyMap<MessageId, MessageId>
  /** Messages that are put in, parents before their children; null for another beginning. */
  readonly copies: readonly {
    readonly id: MessageId
    readonly under: { readonly kept: MessageId } | { readonly copyOf: MessageId } | null
  }[]
  /** Messages of the kept one that come to stand behind a copy. */
  readonly moves: readonly { readonly id: MessageId; readonly under: MessageId }[]
}

/** What conversations that were merged brought along. A copy is known by its original, so that it leaves again with it. */
export type MergeCopies = {
  /** Puts in what is missing, with all marks. The conversation that goes is left as it is. */
  readonly putIn: (merging: Merging) => void
  /** Those that were merged here, the last first. */
  readonly list: () => MergedConversation[]
  /**
   * Takes out what a merged conversation brought, but for what the person went on from, or did something with, since. What
   * was merged later and rests on it is taken apart first.
   */
  readonly takeOut: (goes: ConversationId) => void
  /** Before a run takes its words out of a conversation, lets whatever rests on them stand by itself again. */
  readonly release: (keeps: ConversationId, importRunId: ImportRunId) => void
}

type Node = {
  readonly id: MessageId
  readonly parentId: MessageId | null
  readonly isCopy: boolean
  /** Something of the person hangs on it. */
  readonly held: 0 | 1
}

const copyOf = `'merged-' || o.id`
const isSameMark = 'o.kind = mark.kind AND o.emoji = mark.emoji AND o.note = mark.note AND o.marked_at = mark.marked_at'

export function createMergeCopies({
  database,
  index,
  visible,
}: {
  readonly database: Database
  readonly index: MessageIndex
  readonly visible: VisibleThread
}): MergeCopies {
  const messages = createMessageCopies({ database, index })
  const records = createMergeRecords(database)

  function depthOf(id: MessageId): number {
    return database.get<{ depth: number }>('SELECT depth FROM message WHERE id = ?', id)?.depth ?? 0
  }

  /** Copies that stayed elsewhere when it was taken apart there are that one's own by now. */
  function letGo({ goes, keeps }: Merging): void {
    database.run(
      `UPDATE message SET request_id = NULL FROM message o
       WHERE o.conversation_id = :goes AND message.request_id = ${copyOf} AND message.conversation_id <> :keeps`,
      { goes, keeps },
    )
  }

  /** Copies what is missing; answers where each original is now. */
  function copy({ keeps, twins, copies }: Merging): Map<MessageId, MessageId> {
    const places = new Map(twins)
    const depths = new Map<MessageId, number>()
    for (const { id, under } of copies) {
      const parentId = under === null ? null : 'kept' in under ? under.kept : (places.get(under.copyOf) ?? null)
      const depth = parentId === null ? 0 : (depths.get(parentId) ?? depthOf(parentId)) + 1
      const copied = messages.copy(id, { conversationId: keeps, parentId, depth }, `merged-${id}`)
      places.set(id, copied)
      depths.set(copied, depth)
    }
    index.flush()
    return places
  }

  /** A copy came with the import that its original came with, under the same name unless that is taken. */
  function sign({ goes, keeps }: Merging): void {
    database.run(
      `UPDATE message SET import_run_id = o.import_run_id, source_id = CASE WHEN EXISTS (
         SELECT 1 FROM message taken WHERE taken.conversation_id = :keeps AND taken.source_id = o.source_id)
         THEN NULL ELSE o.source_id END
       FROM message o WHERE o.conversation_id = :goes AND message.request_id = ${copyOf} AND message.source_id IS NULL`,
      { goes, keeps },
    )
    database.run(
      `INSERT OR IGNORE INTO import_conversation (import_run_id, conversation_id)
       SELECT DISTINCT c.import_run_id, c.conversation_id FROM message o JOIN message c ON c.request_id = ${copyOf}
       WHERE o.conversation_id = ? AND c.import_run_id IS NOT NULL`,
      goes,
    )
  }

  /** What was chosen and quoted there is so here. */
  function carryOver({ goes }: Merging, places: ReadonlyMap<MessageId, MessageId>): void {
    const told = database.all<{ id: MessageId; chosenId: MessageId | null; replyToId: MessageId | null }>(
      `SELECT o.id, o.selected_child_id AS chosenId, o.reply_to_id AS replyToId
       FROM message o JOIN message c ON c.request_id = ${copyOf}
       WHERE o.conversation_id = ? AND (o.selected_child_id IS NOT NULL OR o.reply_to_id IS NOT NULL)`,
      goes,
    )
    for (const { id, chosenId, replyToId } of told) {
      database.run(
        `UPDATE message SET selected_child_id = ?, reply_to_id = ? WHERE id = ?`,
        (chosenId && places.get(chosenId)) ?? null,
        (replyToId && places.get(replyToId)) ?? null,
        places.get(id) ?? null,
      )
    }
  }

  /** What was marked there is marked here; answers what was not so before. */
  function mark({ goes, keeps }: Merging, places: ReadonlyMap<MessageId, MessageId>): MergeRecord['marks'] {
    const marked = database.all<{ id: MessageId }>(
      'SELECT DISTINCT message_id AS id FROM mark WHERE conversation_id = ?',
      goes,
    )
    return marked.flatMap(({ id }) => {
      const twin = places.get(id)
      if (twin === undefined) return []
      const put = database.all<{ kind: string; emoji: string }>(
        `INSERT OR IGNORE INTO mark (message_id, kind, emoji, conversation_id, note, marked_at, import_run_id)
         SELECT ?, kind, emoji, ?, note, marked_at, import_run_id FROM mark WHERE message_id = ?
         RETURNING kind, emoji`,
        twin,
        keeps,
        id,
      )
      return put.map(({ kind, emoji }) => [twin, kind, emoji] as const)
    })
  }

  /** Where messages hang that are about to hang elsewhere. */
  function parentsOf(moves: Merging['moves']): MergeRecord['parents'] {
    const sql = 'SELECT id, parent_id AS parentId FROM message WHERE id IN (SELECT value FROM json_each(?))'
    return database
      .all<{ id: MessageId; parentId: MessageId | null }>(sql, JSON.stringify(moves.map(({ id }) => id)))
      .map(({ id, parentId }) => [id, parentId])
  }

  /** The kept one lasts from the first word of the two to the last. */
  function widen({ goes, keeps }: Merging): void {
    database.run(
      `UPDATE conversation SET created_at = coalesce(min(conversation.created_at, g.created_at), g.created_at),
         updated_at = max(conversation.updated_at, g.updated_at)
       FROM conversation g WHERE g.id = :goes AND conversation.id = :keeps`,
      { goes, keeps },
    )
  }

  /** The copies that stay: what the person did something with or went on from since, and what is on the way there. */
  function staying(nodes: ReadonlyMap<MessageId, Node>, newest: MessageId): ReadonlySet<MessageId> {
    const stays = new Set<MessageId>()
    for (const { id, parentId, isCopy, held } of nodes.values()) {
      const isOwn = !isCopy ? id > newest : held === 1
      let at = isOwn ? (isCopy ? id : parentId) : null
      for (let node = at === null ? undefined : nodes.get(at); node; node = at === null ? undefined : nodes.get(at)) {
        if (!node.isCopy ? node.id <= newest : stays.has(node.id)) break
        if (node.isCopy) stays.add(node.id)
        at = node.parentId
      }
    }
    return stays
  }

  function takeOutOf(keeps: ConversationId, goes: ConversationId, { marks, parents }: MergeRecord): void {
    database.run(
      `DELETE FROM mark WHERE conversation_id = :keeps AND (message_id, kind, emoji) IN (
         SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
         FROM json_each(:marks)
       ) AND EXISTS (SELECT 1 FROM mark o WHERE o.conversation_id = :goes AND ${isSameMark})`,
      { keeps, goes, marks: JSON.stringify(marks) },
    )
    const copied = new Set(
      database
        .all<{ id: MessageId }>(
          `SELECT c.id FROM message o JOIN message c ON c.request_id = ${copyOf} WHERE o.conversation_id = ?`,
          goes,
        )
        .map(({ id }) => id),
    )
    const rows: Node[] = database
      .all<Omit<Node, 'isCopy'>>(
        `SELECT m.id, m.parent_id AS parentId, (
             EXISTS (SELECT 1 FROM mark WHERE mark.message_id = m.id)
             OR EXISTS (SELECT 1 FROM edit_draft e WHERE e.message_id = m.id)
             OR EXISTS (SELECT 1 FROM outbox w WHERE w.conversation_id = m.conversation_id AND w.parent_id = m.id)
           ) AS held
         FROM message m WHERE m.conversation_id = ? ORDER BY m.id`,
        keeps,
      )
      .map((row) => ({ ...row, isCopy: copied.has(row.id) }))
    const newest = rows.findLast(({ isCopy }) => isCopy)?.id
    if (newest === undefined) return
    const nodes = new Map(rows.map((node) => [node.id, node]))
    const stays = staying(nodes, newest)
    const going = new Map(rows.filter(({ id, isCopy }) => isCopy && !stays.has(id)).map((node) => [node.id, node]))
    records.narrow({ keeps, goes }, newest)
    if (going.size === 0) return
    const leaf = standing(visible.leaf(keeps), going)
    const formerly = new Map(parents.filter(([, parentId]) => parentId === null || nodes.has(parentId)))
    const moves = rows.filter(({ id, parentId }) => !going.has(id) && parentId !== null && going.has(parentId))
    rehang(
      database,
      keeps,
      moves.map(({ id, parentId }) => {
        const above = standing(parentId, going)
        const former = formerly.get(id)
        return { id, parentId: former === undefined || (above !== null && copied.has(above)) ? above : former }
      }),
    )
    const ids = JSON.stringify([...going.keys()])
    index.removeMany(
      database.all<{ key: number; conversationId: ConversationId; text: string }>(
        `SELECT search_key AS key, conversation_id AS conversationId, text FROM message
         WHERE id IN (SELECT value FROM json_each(?)) AND search_key IS NOT NULL`,
        ids,
      ),
    )
    database.run('DELETE FROM message WHERE id IN (SELECT value FROM json_each(?))', ids)
    forgetLostChoices(database, keeps)
    clearThread(database, keeps)
    visible.settle(keeps, leaf)
    database.run(
      `DELETE FROM import_conversation AS b WHERE b.conversation_id = :keeps
         AND b.import_run_id IN (SELECT import_run_id FROM import_conversation WHERE conversation_id = :goes)
         AND NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = :keeps AND m.import_run_id = b.import_run_id)`,
      { keeps, goes },
    )
  }

  function takeOut(goes: ConversationId): void {
    for (const id of records.later(goes)) takeOut(id)
    const sql = 'SELECT merged_into AS keeps FROM conversation WHERE id = ? AND merged_into IS NOT NULL'
    const keeps = database.get<{ keeps: ConversationId }>(sql, goes)?.keeps
    const record = records.of(goes)
    if (keeps === undefined || record === null) return
    takeOutOf(keeps, goes, record)
    records.forget(goes)
    database.run('UPDATE conversation SET merged_into = NULL WHERE id = ?', goes)
  }

  return {
    putIn(merging) {
      const { keeps, copies, moves } = merging
      const parents = parentsOf(moves)
      letGo(merging)
      const places = copy(merging)
      sign(merging)
      if (moves.length > 0) {
        rehang(
          database,
          keeps,
          moves.map(({ id, under }) => ({ id, parentId: places.get(under) ?? null })),
        )
      }
      carryOver(merging, places)
      records.write(merging, { parents, marks: mark(merging, places) })
      if (copies.length === 0) return
      visible.settle(keeps, null)
      widen(merging)
    },
    list: records.list,
    takeOut,
    release(keeps, importRunId) {
      const brought = database.get(
        `SELECT 1 FROM message WHERE conversation_id = ? AND import_run_id = ? AND request_id IS NULL LIMIT 1`,
        keeps,
        importRunId,
      )
      if (!brought) return
      for (const merged of records.list()) if (merged.keeps === keeps) takeOut(merged.goes)
      database.run('UPDATE conversation SET merged_into = NULL WHERE merged_into = ?', keeps)
    },
  }
}
