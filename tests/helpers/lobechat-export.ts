import type { ChatTurn } from './chat-model.ts'

type Row = { id: string; parentId: string | null; role: string; text: string; time: number }

/** LobeChat's older export: its state, with times in milliseconds and the model under `extra`. */
export function lobechatState(turns: readonly ChatTurn[]): object {
  return {
    exportType: 'sessions',
    state: {
      messages: rowsOf(turns).map(({ text, time, role, id, parentId }) => ({
        id,
        role,
        content: text,
        createdAt: time,
        updatedAt: time,
        files: [],
        meta: {},
        extra: role === 'assistant' ? { fromModel: 'gpt-4o', fromProvider: 'openai' } : {},
        sessionId: 'session-1',
        topicId: 'topic-1',
        ...(parentId === null ? {} : { parentId }),
      })),
      sessions: [
        {
          id: 'session-1',
          type: 'agent',
          meta: { title: 'Mia', avatar: '🌧️' },
          config: { model: 'gpt-4o', systemRole: 'Be kind.' },
        },
      ],
      topics: [
        { id: 'topic-1', title: 'A topic', sessionId: 'session-1', createdAt: 1_700_000_000_000 },
        { id: 'topic-2', title: 'Never used', sessionId: 'session-1', createdAt: 1_700_000_000_000 },
      ],
      sessionGroups: [],
      settings: { languageModel: { openai: { apiKey: 'sk-never-store-this' } } },
    },
    version: 7,
  }
}

/** The dump of its tables since 2025, in the order of a database: none. */
export function lobechatTables(turns: readonly ChatTurn[], more: object = {}): object {
  const messages = rowsOf(turns).map(({ id, parentId, role, text, time }) => ({
    id: `msg_${id}`,
    clientId: id,
    parentId: parentId === null ? null : `msg_${parentId}`,
    role,
    content: text,
    model: role === 'assistant' ? 'gpt-4o' : null,
    sessionId: null,
    topicId: 'tpc_1',
    threadId: null,
    createdAt: new Date(time).toISOString(),
  }))
  return {
    data: {
      agents: [{ id: 'agt_1', title: 'Mia', systemRole: 'Be kind.' }],
      agentsToSessions: [{ agentId: 'agt_1', sessionId: 'ssn_1' }],
      messages: messages.toReversed(),
      sessions: [{ id: 'ssn_1', slug: 'inbox', title: null }],
      topics: [{ id: 'tpc_1', clientId: 'topic-1', title: 'A topic', sessionId: 'ssn_1' }],
      ...more,
    },
    mode: 'pglite',
    schemaHash: 'x',
  }
}

/** Only answers name what they follow; versions of one are told apart by their times. */
function rowsOf(turns: readonly ChatTurn[]): Row[] {
  const rows: Row[] = []
  let above: string | null = null
  for (const [turn, { role, versions }] of turns.entries()) {
    const parentId: string | null = role === 'user' ? null : above
    for (const [version, { text, time }] of versions.entries()) {
      above = `${turn}-${version}`
      rows.push({ id: above, parentId, role, text, time: time ?? 0 })
    }
  }
  return rows
}
