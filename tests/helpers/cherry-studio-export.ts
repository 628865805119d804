import type { ChatTurn } from './chat-model.ts'

/** A backup with one topic: messages and blocks in tables, title and assistant only in settings of JSON in JSON. */
export function cherryBackup(turns: readonly ChatTurn[], more: { topics?: object[]; blocks?: object[] } = {}): object {
  const messages: object[] = []
  const blocks: object[] = []
  let above: string | null = null
  for (const [turn, { role, versions, shown }] of turns.entries()) {
    const askId: string | null = role === 'assistant' ? above : null
    for (const [version, { text, time }] of versions.entries()) {
      const id = `${turn}-${version}`
      const createdAt = new Date(time ?? 0).toISOString()
      blocks.push({ id: `b-${id}`, messageId: id, type: 'main_text', content: text, status: 'success', createdAt })
      messages.push({
        id,
        role,
        topicId: 't1',
        assistantId: 'mia',
        createdAt,
        status: 'success',
        blocks: [`b-${id}`],
        ...(askId === null ? {} : { askId, useful: version === shown }),
        ...(role === 'assistant' ? { modelId: `model-${version}`, model: { id: `model-${version}`, name: 'M' } } : {}),
      })
      if (version === shown) above = id
    }
  }
  const assistants = {
    defaultAssistant: { id: 'default', name: 'Default', topics: [] },
    assistants: [
      {
        id: 'mia',
        name: 'Mia',
        prompt: 'Be kind.',
        topics: [{ id: 't1', name: 'A topic', createdAt: '2025-09-17T05:12:00.728Z' }],
        mcpServers: [{ env: { KEY: 'sk-never-store-this' } }],
      },
    ],
  }
  const slices = {
    assistants: JSON.stringify(assistants),
    llm: JSON.stringify({ providers: [{ id: 'openai', apiKey: 'sk-never-store-this' }] }),
  }
  return {
    time: 1_758_091_674_643,
    version: 5,
    localStorage: { language: 'zh-CN', 'persist:cherry-studio': JSON.stringify(slices) },
    indexedDB: {
      files: [],
      settings: [],
      topics: [{ id: 't1', messages }, ...(more.topics ?? [])],
      message_blocks: [...blocks.toReversed(), ...(more.blocks ?? [])],
    },
  }
}
