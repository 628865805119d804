import { randomUUID } from 'node:crypto'
import type { ExportConversation, ExportNode } from '#tests/helpers/chatgpt-export.ts'

export type Turn = { readonly role: 'user' | 'assistant'; readonly text: string; readonly model?: string }

/** One conversation in ChatGPT's own shape, with these very words in it, an hour and some apart from each other. */
export const chatgptConversation = (options: {
  readonly title: string
  readonly turns: readonly Turn[]
  /** Seconds since 1970. */
  readonly start?: number
  readonly pace?: number
}): ExportConversation => {
  const { title, turns, start = Date.UTC(2025, 4, 20, 12) / 1_000, pace = 75 } = options
  const id = randomUUID()
  const mapping: Record<string, ExportNode> = {}
  let parent: string | null = null
  let time = start
  for (const { role, text, model = 'gpt-4o' } of turns) {
    const node: string = randomUUID()
    time += pace
    mapping[node] = {
      id: node,
      parent,
      children: [],
      message: {
        id: node,
        author: { role, name: null, metadata: {} },
        create_time: time,
        update_time: null,
        content: { content_type: 'text', parts: [text] },
        status: 'finished_successfully',
        end_turn: role === 'assistant',
        weight: 1,
        metadata: role === 'assistant' ? { model_slug: model } : {},
        recipient: 'all',
        channel: null,
      },
    }
    if (parent !== null) mapping[parent]?.children.push(node)
    parent = node
  }
  return {
    id,
    conversation_id: id,
    title,
    create_time: start,
    update_time: time,
    mapping,
    current_node: parent,
    default_model_slug: 'gpt-4o',
    is_archived: false,
    moderation_results: [],
  }
}
