import type { ChatTurn } from './chat-model.ts'
import { chatNodes, lastShown } from './chat-nodes.ts'

/** An export of Grok with one conversation; `links` tells each answer's parent, without it only times tell the order. */
export function grokExport(turns: readonly ChatTurn[], { links = true, backwards = false } = {}) {
  const nodes = chatNodes(turns)
  const responses = nodes.map(({ id, parent, role, text, time }) => ({
    response: {
      _id: id,
      conversation_id: 'g-1',
      message: text,
      sender: role === 'user' ? 'human' : 'ASSISTANT',
      create_time: time === null ? null : { $date: { $numberLong: String(time) } },
      ...(role === 'assistant' ? { model: 'grok-4' } : {}),
      ...(links && parent !== null ? { parent_response_id: parent } : {}),
      metadata: {},
    },
    share_link: null,
  }))
  return {
    conversations: [
      {
        conversation: {
          id: 'g-1',
          user_id: 'u',
          title: 'Laptop',
          create_time: '2025-07-30T02:10:16.257000Z',
          modify_time: '2025-07-30T02:12:00.000000Z',
          ...(links ? { leaf_response_id: lastShown(turns, nodes) } : {}),
        },
        responses: backwards ? responses.toReversed() : responses,
      },
    ],
    projects: [],
    tasks: [],
    media_posts: [],
  }
}
