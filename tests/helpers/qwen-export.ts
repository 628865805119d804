import type { ChatTurn } from './chat-model.ts'
import { chatNodes, lastShown } from './chat-nodes.ts'

/** A chat as Qwen's interface answers it: times are texts of seconds, and newer answers stand only in their list. */
export function qwenChat(turns: readonly ChatTurn[], { listOnly = false } = {}) {
  const nodes = chatNodes(turns)
  const messages = Object.fromEntries(
    nodes.map(({ id, parent, children, role, text, time }) => [
      id,
      {
        id,
        parentId: parent,
        childrenIds: children,
        role,
        content: listOnly && role === 'assistant' ? '' : text,
        content_list: [{ content: text, timestamp: seconds(time), phase: 'answer' }],
        timestamp: seconds(time),
        model: role === 'assistant' ? 'qwen3-max' : '',
      },
    ]),
  )
  const last = lastShown(turns, nodes)
  return {
    id: 'conv-1',
    title: 'Test',
    chat_type: 't2t',
    archived: false,
    currentId: last,
    user_id: 'u',
    created_at: '1777088048',
    updated_at: '1777088096',
    chat: { history: { messages, currentId: last } },
  }
}

function seconds(time: number | null): number | null {
  return time === null ? null : Math.floor(time / 1_000)
}
