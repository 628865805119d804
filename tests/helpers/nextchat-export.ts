import type { ChatTurn } from './chat-model.ts'

/** How a browser of each of these locales writes a moment. */
export const locales = [
  'zh-CN',
  'zh-TW',
  'zh-HK',
  'en-US',
  'en-GB',
  'en-AU',
  'de-DE',
  'ja-JP',
  'ko-KR',
  'fr-FR',
  'nl-NL',
  'sv-SE',
  'vi-VN',
  'th-TH',
  'pt-BR',
  'ru-RU',
]

/** A session with its times as a browser wrote them for its person. */
export function nextchatSession(turns: readonly ChatTurn[], locale: string, more: object = {}): object {
  const messages = turns.map(({ role, versions: [said] }, index) => ({
    id: `m${index}`,
    date: new Date(said?.time ?? 0).toLocaleString(locale),
    role,
    content: said?.text ?? '',
    ...(role === 'assistant' ? { model: 'gpt-4o', streaming: false } : {}),
  }))
  return {
    id: 'session-1',
    topic: 'A talk',
    memoryPrompt: '',
    messages,
    lastUpdate: turns.at(-1)?.versions[0]?.time ?? 0,
    mask: { id: 'm', name: 'Mia', avatar: '1f603', context: [], modelConfig: { model: 'gpt-4o' } },
    ...more,
  }
}

/** The backup of everything the app keeps. */
export function nextchatBackup(...sessions: readonly object[]): object {
  return {
    'access-control': { accessCode: '', openaiApiKey: 'sk-never-store-this' },
    'chat-next-web-store': { sessions, currentSessionIndex: 0, deletedSessionIds: {} },
    'mask-store': { masks: {} },
    'prompt-store': { prompts: {} },
    'app-config': {},
  }
}
