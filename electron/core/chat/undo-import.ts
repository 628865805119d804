import type { MessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { ConversationId, ImportRunId, MessageId } from '#shared/model/ids.ts'
import type { VisibleThread } from './visible-thread.ts'

type Node = {
  readonly id: MessageId
  readonly parentId: MessageId | null
  readonly depth: number
  readonly runId: ImportRunId | null
}

/** How many messages one transaction takes out, give or take a conversation. */
const messagesAtOnce = 300

/** Takes an import back, some conversations at a time, oldest first. */
export function createImportUndo({
  database,
  index,
  visible,
}: {
  readonly database: Database
  readonly index: MessageIndex
  readonly visible: VisibleThread
}): (importRunId: ImportRunId) => { messages: number; conversations: number; done: boolean } {
  /** What a run inserted of a conversation, off the tree; children that are not the run's move up. */
  function takeOut(conversationId: ConversationId, runId: ImportRunId): number {
    const nodes = database.all<Node>(
      `SELECT id, parent_id AS parentId, depth, import_run_id AS runId FROM message
       WHERE conversation_id = ? ORDER BY depth`,
      conversationId,
    )
    const going = new Map<MessageId, Node>()
    for (const node of nodes) if (node.runId === runId) going.set(node.id, node)
    const leaf = standing(visible.leaf(conversationId), going)
    moveUp(nodes, going)
    for (const id of going.keys()) remove(id, conversationId)
    database.run(
      `UPDATE message SET selected_child_id = NULL
       WHERE conversation_id = ? AND selected_child_id IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM message c WHERE c.id = message.selected_child_id AND c.parent_id = message.id)`,
      conversationId,
    )
    database.run('DELETE FROM import_conversation WHERE import_run_id = ? AND conversation_id = ?', runId, conversationId)
    if (going.size < nodes.length) rebuild(conversationId, leaf)
    else settleEmpty(conversationId, runId)
    return going.size
  }

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

  /** The message itself or its nearest ancestor that stays. */
  function standing(id: MessageId | null, going: ReadonlyMap<MessageId, Node>): MessageId | null {
    let node = id === null ? undefined : going.get(id)
    let at = id
    while (node) {
      at = node.parentId
      node = at === null ? undefined : going.get(at)
    }
    return at
  }

  function remove(id: MessageId, conversationId: ConversationId): void {
    const row = database.get<{ text: string; searchKey: number | null }>(
      'SELECT text, search_key AS searchKey FROM message WHERE id = ?',
      id,
    )
    if (row && row.searchKey !== null) index.remove(row.searchKey, { conversationId, text: row.text })
    database.run('DELETE FROM message WHERE id = ?', id)
  }

  function rebuild(conversationId: ConversationId, leaf: MessageId | null): void {
    database.run('DELETE FROM thread WHERE conversation_id = ?', conversationId)
    database.run('UPDATE conversation SET leaf_id = NULL WHERE id = ?', conversationId)
    visible.settle(conversationId, leaf)
  }

  function settleEmpty(conversationId: ConversationId, runId: ImportRunId): void {
    database.run(
      `DELETE FROM conversation WHERE id = ? AND import_run_id = ?
       AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.conversation_id = conversation.id)`,
      conversationId,
      runId,
    )
    rebuild(conversationId, null)
  }

  return (importRunId) =>
    database.transaction(() => {
      let messages = 0
      let conversations = 0
      while (messages < messagesAtOnce) {
        const next = database.get<{ id: ConversationId }>(
          `SELECT conversation_id AS id FROM import_conversation WHERE import_run_id = ? ORDER BY conversation_id LIMIT 1`,
          importRunId,
        )
        if (!next) return { messages, conversations, done: true }
        messages += takeOut(next.id, importRunId)
        conversations += 1
      }
      return { messages, conversations, done: false }
    })
}
