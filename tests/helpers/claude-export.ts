import type { ChatTurn } from './chat-model.ts'
import { chatNodes, lastShown } from './chat-nodes.ts'

/** A conversation as Claude exports it; `links` tells each message's parent, without it they stand in one line. */
export function claudeConversation(turns: readonly ChatTurn[], { links = true, uuid = 'c-1', name = 'A talk' } = {}) {
  const nodes = chatNodes(turns, (index) => `00000000-0000-4000-9000-${index.toString(16).padStart(12, '0')}`)
  return {
    uuid,
    name,
    summary: '',
    created_at: '2025-05-01T10:00:00.000001Z',
    updated_at: '2025-05-02T10:00:00.000001Z',
    account: { uuid: 'a-1' },
    ...(links ? { current_leaf_message_uuid: lastShown(turns, nodes) } : {}),
    chat_messages: nodes.map(({ id, parent, role, text, time }) => ({
      uuid: id,
      text,
      content: [{ type: 'text', text, citations: [] }],
      sender: role === 'user' ? 'human' : 'assistant',
      created_at: time === null ? null : new Date(time).toISOString(),
      updated_at: time === null ? null : new Date(time).toISOString(),
      attachments: [],
      files: [],
      ...(links ? { parent_message_uuid: parent ?? '00000000-0000-4000-8000-000000000000' } : {}),
    })),
  }
}
