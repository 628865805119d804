import type { ChatTurn } from './chat-model.ts'
import { chatNodes } from './chat-nodes.ts'

/** The messages of a chat as Le Chat exports them: in no order, later versions numbered. */
export function mistralChat(turns: readonly ChatTurn[], chatId = '0b1c') {
  const nodes = chatNodes(turns)
  const messages = nodes.map(({ id, parent, role, text, time }) => ({
    id,
    version: nodes.filter((other) => other.parent === parent).findIndex((other) => other.id === id),
    chatId,
    content: text,
    contentChunks: role === 'assistant' ? [{ type: 'text', text }] : null,
    role,
    createdAt: time === null ? null : new Date(time).toISOString(),
    reaction: 'neutral',
    reactionDetail: null,
    reactionComment: null,
    preference: null,
    preferenceOver: null,
    context: null,
    canvas: [],
    quotes: [],
    files: [],
  }))
  return messages
}
