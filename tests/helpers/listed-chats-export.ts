import type { ChatTurn } from './chat-model.ts'

/** Chats as BetterChatGPT lists them: roles and words, no ids of messages and no times. */
export function betterChatGptFile(turns: readonly ChatTurn[]): object {
  const chat = {
    id: 'chat-1',
    title: 'A chat',
    titleSet: true,
    messages: messagesOf(turns).map(({ role, content }) => ({ role, content: [{ type: 'text', text: content }] })),
    config: { model: 'gpt-4o', temperature: 1 },
  }
  return { version: 3, folders: {}, chats: [chat] }
}

/** Chatbot UI's export of its history. */
export function chatbotUiFile(turns: readonly ChatTurn[]): object {
  const conversation = {
    id: 'chat-1',
    name: 'A chat',
    messages: messagesOf(turns),
    model: { id: 'gpt-4o', name: 'GPT-4o' },
    prompt: 'Be kind.',
    temperature: 0.5,
    folderId: null,
  }
  return { version: 4, history: [conversation], folders: [], prompts: [] }
}

/** TypingMind's backup, where several models may have answered at one place; the chat went on from the first. */
export function typingMindFile(turns: readonly ChatTurn[]): object {
  const messages = turns.map(({ role, versions }, turn) => {
    const written = versions.map(({ text, time }, version) => ({
      uuid: `${turn}-${version}`,
      role,
      content: version === 0 ? text : [{ type: 'text', text }],
      createdAt: time === null ? undefined : new Date(time).toISOString(),
    }))
    if (written.length === 1) return written[0]
    return {
      type: 'tm_multi_responses',
      responses: written.map((one, index) => ({ model: `model-${index}`, messages: [one] })),
    }
  })
  const chat = {
    chatID: 'chat-1',
    chatTitle: 'A chat',
    model: 'gpt-4o',
    messages,
    createdAt: '2024-01-01T00:00:00.000Z',
  }
  return { data: { chats: [chat], folders: [], userPrompts: [] }, checksum: 'x' }
}

function messagesOf(turns: readonly ChatTurn[]): { role: string; content: string }[] {
  return turns.map(({ role, versions: [said] }) => ({ role, content: said?.text ?? '' }))
}
