import type { IndexedText, MessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { ConversationId, ImportRunId, MessageId } from '#shared/model/ids.ts'
import type { MergeCopies } from './merge-copies.ts'
import { clearThread, forgetLostChoices, standing } from './tree-repair.ts'
import type { VisibleThread } from './visible-thread.ts'

/** What one step of an undo took out. */
export type UndoStep = { readonly messages: number; readonly conversations: number; readonly done: boolean }

type Node = {
  readonly id: MessageId
  readonly parentId: MessageId | null
  readonly depth: number
  readonly runId: ImportRunId | null
}

/** A conversation on its way out; `at` is the next of `ids` to go. */
type Leaving = {
  readonly conversationId: ConversationId
  readonly nodes: readonly Node[]
  readonly going: ReadonlyMap<MessageId, Node>
  readonly ids: readonly MessageId[]
  /** Somebody wrote here since, or another run did. */
  readonly hasOthers: boolean
  /** The end of the thread as this left it; whoever writes here between two steps moves it. */
  readonly leafId: MessageId | null
  at: number
}

/** Characters that one transaction takes out of the index: some tens of milliseconds. */
const weightAtOnce = 20_000
const rowWeight = 20

/** Takes an import back, oldest conversation first, one short transaction a call. */
export function createImportUndo({
  database,
  index,
  visible,
  merged,
}: {
  readonly database: Database
  readonly index: MessageIndex
  readonly visible: VisibleThread
  readonly merged: Pick<MergeCopies, 'release'>
}): (importRunId: ImportRunId) => UndoStep {
  let leaving: Leaving | null = null

  const markedOf = `
    FROM mark k JOIN message m ON m.id = k.message_id WHERE k.conversation_id = ? AND m.import_run_id = ?`

  /** Whether somebody put a mark on what this run brought, be it a moment ago. */
  function hasMarked(conversationId: ConversationId, runId: ImportRunId): boolean {
    return database.get(`SELECT 1 ${markedOf} LIMIT 1`, conversationId, runId) !== undefined
  }

  /**
   * A mark makes a message the person's own, as if they had written it: a favourite that went with an import would be
   * lost without a word. It leaves its place in the source, so that the whole conversation can be brought in again.
   */
  function keepMarked(conversationId: ConversationId, runId: ImportRunId): void {
    const kept = database.all<{ id: MessageId; createdAt: number | null; text: string; unfindable: 0 | 1 }>(
      `SELECT DISTINCT m.id, m.created_at AS createdAt, m.text,
         m.search_key IS NULL AND m.deleted_at IS NULL AS unfindable ${markedOf}`,
      conversationId,
      runId,
    )
    for (const { id, createdAt, text, unfindable } of kept) {
      database.run(
        'UPDATE mark SET source_id = (SELECT source_id FROM message WHERE id = :id) WHERE message_id = :id',
        { id },
      )
      const searchKey = unfindable === 1 ? index.add({ conversationId, createdAt, text }) : null
      database.run(
        `UPDATE message SET source_id = NULL, import_run_id = NULL, search_key = coalesce(?, search_key) WHERE id = ?`,
        searchKey,
        id,
      )
    }
  }

  function begin(runId: ImportRunId): Leaving | null {
    const next = database.get<{ id: ConversationId }>(
      'SELECT conversation_id AS id FROM import_conversation WHERE import_run_id = ? ORDER BY conversation_id LIMIT 1',
      runId,
    )
    if (!next) return null
    merged.release(next.id, runId)
    database.run('DELETE FROM mark WHERE conversation_id = ? AND import_run_id = ?', next.id, runId)
    keepMarked(next.id, runId)
    const nodes = database.all<Node>(
      `SELECT id, parent_id AS parentId, depth, import_run_id AS runId FROM message
       WHERE conversation_id = ? ORDER BY depth`,
      next.id,
    )
    const going = new Map(nodes.filter((node) => node.runId === runId).map((node) => [node.id, node]))
    const hasOthers = going.size < nodes.length
    if (!hasOthers) clearThread(database, next.id)
    // The deepest first: cut off anywhere, what is left is still a tree.
    const ids = [...going.keys()].toReversed()
    return { conversationId: next.id, nodes, going, ids, hasOthers, leafId: visible.leaf(next.id), at: 0 }
  }

  /** Takes messages out of search, and away where nothing hangs on them, until the transaction is full. */
  function takeSome(from: Leaving, room: number): { readonly messages: number; readonly weight: number } {
    const { conversationId, ids, hasOthers, at } = from
    const entries: IndexedText[] = []
    let weight = 0
    while (weight < room && from.at < ids.length) {
      const id = ids[from.at] as MessageId
      const row = database.get<{ text: string; key: number | null }>(
        'SELECT text, search_key AS key FROM message WHERE id = ?',
        id,
      )
      weight += rowWeight
      if (row && row.key !== null) {
        entries.push({ key: row.key, conversationId, text: row.text })
        weight += row.text.length
      }
      if (hasOthers) database.run('UPDATE message SET search_key = NULL WHERE id = ? AND search_key IS NOT NULL', id)
      else database.run('DELETE FROM message WHERE id = ?', id)
      from.at += 1
    }
    index.removeMany(entries)
    return { messages: from.at - at, weight }
  }

  function finish(runId: ImportRunId, { conversationId, nodes, going, hasOthers }: Leaving): void {
    database.run(
      'DELETE FROM import_conversation WHERE import_run_id = ? AND conversation_id = ?',
      runId,
      conversationId,
    )
    if (!hasOthers) {
      removeEmpty(conversationId)
      return
    }
    const leaf = standing(visible.leaf(conversationId), going)
    moveUp(nodes, going)
    for (const id of going.keys()) database.run('DELETE FROM message WHERE id = ?', id)
    forgetLostChoices(database, conversationId)
    clearThread(database, conversationId)
    visible.settle(conversationId, leaf)
  }

  /** What hung on messages that go hangs on their nearest ancestors that stay. */
  function moveUp(nodes: readonly Node[], going: ReadonlyMap<MessageId, Node>): void {
    const depths = new Map<MessageId, number>()
    for (const node of nodes) {
      if (going.has(node.id)) continue
      const parentId = standing(node.parentId, going)
      const depth = parentId === null ? 0 : (depths.get(parentId) ?? 0) + 1
      depths.set(node.id, depth)
      if (parentId === node.parentId && depth === node.depth) continue
      database.run('UPDATE message SET parent_id = ?, depth = ? WHERE id = ?', parentId, depth, node.id)
    }
  }

  /**
   * What is not sent yet is somebody's words as well: the conversation that has one stays, as does one that another run
   * brought too.
   */
  function removeEmpty(conversationId: ConversationId): void {
    database.run(
      `DELETE FROM conversation WHERE id = ? AND kind <> 'lifelong' AND import_run_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM import_conversation b WHERE b.conversation_id = conversation.id)
       AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.conversation_id = conversation.id)
       AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.conversation_id = conversation.id)`,
      conversationId,
    )
    visible.settle(conversationId, null)
  }

  return (importRunId) =>
    database.transaction(() => {
      let messages = 0
      let conversations = 0
      for (let room = weightAtOnce; room > 0;) {
        if (leaving && visible.leaf(leaving.conversationId) !== leaving.leafId) leaving = null
        if (leaving && hasMarked(leaving.conversationId, importRunId)) leaving = null
        leaving ??= begin(importRunId)
        if (!leaving) return { messages, conversations, done: messages === 0 && !index.tidy() }
        const taken = takeSome(leaving, room)
        messages += taken.messages
        room -= taken.weight + rowWeight
        if (leaving.at < leaving.ids.length) break
        finish(importRunId, leaving)
        conversations += 1
        leaving = null
      }
      return { messages, conversations, done: false }
    })
}
