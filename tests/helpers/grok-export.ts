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

/** The same chat as it stands in an archive of X: a list that a script assigns, question and answer at one moment. */
export function grokArchive(turns: readonly ChatTurn[]): string {
  const items = turns.map(({ role, versions: [said] }) => ({
    grokChatItem: {
      grokMode: { value: '1', name: 'Normal', originalName: 'NORMAL', annotations: {} },
      accountId: '17',
      chatId: '1981',
      createdAt: said?.time === null || said === undefined ? null : new Date(said.time).toISOString(),
      sender:
        role === 'user' ? { value: '1', name: 'User', originalName: 'USER' } : { value: '2', originalName: 'AGENT' },
      message: said?.text,
    },
  }))
  return `window.YTD.grok_chat_item.part0 = ${JSON.stringify(items, null, 2)}`
}
