import type { ChatTurn } from './chat-model.ts'

type Message = { id: string; role: string; timestamp: number | null; contentParts: object[] }

/** A session as Chatbox keeps it: what is shown in one list, other versions as forks of the message before them. */
export function chatboxSession(turns: readonly ChatTurn[], more: object = {}): object {
  const messages: Message[] = []
  const forks: Record<string, object> = {}
  for (const [turn, { role, versions, shown }] of turns.entries()) {
    const written = versions.map(({ text, time }, version) => ({
      id: `${turn}-${version}`,
      role,
      timestamp: time,
      contentParts: [{ type: 'text', text }],
      ...(role === 'assistant' ? { model: 'gpt-4o', aiProvider: 'openai' } : {}),
    }))
    const above = messages.at(-1)
    const current = written[shown]
    if (current) messages.push(current)
    if (!above || written.length < 2) continue
    const lists = written.map((message, version) => ({
      id: `list-${version}`,
      messages: version === shown ? [] : [message],
    }))
    forks[above.id] = { position: shown, createdAt: 1, lists }
  }
  return { id: 'session-1', name: 'Daily', type: 'chat', messages, messageForksHash: forks, ...more }
}

/** The files of a backup since 2026: each session by itself, and a manifest that says what key each resource had. */
export function chatboxBackup(session: object, resources: Record<string, string>): Record<string, string> {
  const stored = Object.entries(resources).map(([key, content], index) => {
    const path = `sessions/session-1/resources/resource-00000${index + 1}.png`
    return {
      content,
      entry: { id: `r${index}`, path, originalStorageKeys: [key], mimeType: 'image/png', filename: 'cat.png' },
    }
  })
  const manifest = { format: 'chatbox-backup', formatVersion: 2, resources: stored.map(({ entry }) => entry) }
  return {
    'settings.json': JSON.stringify({ providers: { openai: { apiKey: 'sk-never-store-this' } } }),
    'sessions/session-1/session.json': JSON.stringify(session),
    ...Object.fromEntries(stored.map(({ content, entry }) => [entry.path, content])),
    'manifest.json': JSON.stringify(manifest),
  }
}

/** The file that exports sessions, with the settings beside them. */
export function chatboxFile(...sessions: readonly object[]): object {
  const named = sessions.map((session, index) => [`session:session-${index + 1}`, session] as const)
  return {
    settings: { providers: { openai: { apiKey: 'sk-never-store-this' } } },
    configVersion: 13,
    'chat-sessions-list': named.map(([key]) => ({ id: key.slice('session:'.length), name: 'Listed', type: 'chat' })),
    ...Object.fromEntries(named),
    __exported_items: ['setting', 'conversations'],
  }
}
