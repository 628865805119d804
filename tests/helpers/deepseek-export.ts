import type { ChatTurn } from './chat-model.ts'
import { chatNodes } from './chat-nodes.ts'

/** A conversation as DeepSeek exports it: a mapping below an empty root, words in fragments, times of Beijing. */
export function deepseekConversation(turns: readonly ChatTurn[], { links = true } = {}) {
  const nodes = chatNodes(turns, (index) => String(index + 1))
  const roots = nodes.filter(({ parent }) => parent === null).map(({ id }) => id)
  const root = { id: 'root', message: null, ...(links ? { parent: null, children: roots } : {}) }
  const mapping: Record<string, object> = { root }
  for (const { id, parent, children, role, text, time } of nodes) {
    const message = {
      files: [],
      model: 'deepseek-chat',
      inserted_at: time === null ? null : beijingTime(time),
      fragments: [{ type: role === 'user' ? 'REQUEST' : 'RESPONSE', content: text }],
    }
    mapping[id] = links ? { id, parent: parent ?? 'root', children, message } : { id, message }
  }
  return {
    id: '7d0f0a7e-0000-4000-8000-000000000001',
    title: '旅行',
    inserted_at: '2025-03-15T20:34:07.776000+08:00',
    updated_at: '2025-03-15T20:40:00.000000+08:00',
    mapping,
  }
}

function beijingTime(time: number): string {
  return new Date(time + 8 * 3_600_000).toISOString().replace('Z', '000+08:00')
}
