import type { TalkTree } from './talk-tree.ts'

/** A chat as Open WebUI exports it: the tree, and a copy of the shown thread beside it. */
export function openwebuiChat({ nodes, current }: TalkTree, more: object = {}): object {
  const messages = Object.fromEntries(
    nodes.map(({ id, parent, role, text, time }) => [
      id,
      {
        id,
        parentId: parent,
        childrenIds: nodes.filter((node) => node.parent === id).map((node) => node.id),
        role,
        content: text,
        timestamp: time / 1_000,
        ...(role === 'user'
          ? { models: ['llama3.1:latest'] }
          : { model: 'llama3.1:latest', modelName: 'Llama', done: true }),
      },
    ]),
  )
  return {
    id: 'chat-1',
    user_id: 'user-1',
    title: 'A chat',
    chat: {
      title: 'A chat',
      models: ['llama3.1:latest'],
      history: { currentId: current, messages },
      messages: Object.values(messages).slice(0, 1),
      params: {},
      tags: [],
    },
    created_at: 1_700_000_000,
    updated_at: 1_700_000_100,
    share_id: null,
    archived: false,
    pinned: false,
    meta: {},
    folder_id: null,
    ...more,
  }
}

/** A chat of one question and this answer. */
export function openwebuiAnswer(answer: object): object {
  const question = {
    id: 'q',
    parentId: null,
    childrenIds: ['a'],
    role: 'user',
    content: 'hello',
    timestamp: 1_700_000_000,
  }
  const whole = { id: 'a', parentId: 'q', childrenIds: [], role: 'assistant', content: '', model: 'm', ...answer }
  return { id: 'chat-1', title: 'A chat', chat: { history: { currentId: 'a', messages: { q: question, a: whole } } } }
}
