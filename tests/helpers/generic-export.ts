import type { SaidTurn } from './said-turns.ts'

const start = Date.UTC(2024, 2, 1, 20, 12)

/** When the turn of this place was said, in epoch ms. */
export function genericTime(index: number): number {
  return start + index * 61_000
}

const iso = (index: number) => new Date(genericTime(index)).toISOString()

/** Files of apps that nobody here has heard of, by what is unlike in them. */
export const genericShapes: Record<string, (turns: readonly SaidTurn[]) => { name: string; text: string }> = {
  'a bare list': (turns) => json(turns.map(({ role, text }, at) => ({ role, content: text, created_at: iso(at) }))),
  'one conversation': (turns) =>
    json({
      app: 'Moonlight',
      topic: 'A walk',
      log: turns.map(({ role, text }, at) => ({
        sender: role === 'user' ? 'human' : 'AI',
        msg: text,
        ts: genericTime(at),
      })),
    }),
  'conversations in an envelope': (turns) =>
    json({
      ok: true,
      result: {
        threads: [
          { uuid: 'bd0a11f4-thread-of-ours', name: 'A walk', entries: turns.map(entry) },
          { uuid: 'bd0a11f4-another-thread', name: 'Another', entries: turns.map(entry) },
        ],
      },
    }),
  'a list of lists': (turns) => json([turns.map(entry)]),
  'true and false': (turns) =>
    json({ chat: turns.map(({ role, text }, at) => ({ isUser: role === 'user', body: text, createdAt: iso(at) })) }),
  'messages within messages': (turns) =>
    json([
      {
        title: 'A walk',
        nodes: turns.map(({ role, text }, at) => ({
          message: { author: { role }, content: text, create_time: genericTime(at) / 1_000 },
        })),
      },
    ]),
  'a line each': (turns) => ({
    name: 'a.jsonl',
    text: turns.map((turn, at) => JSON.stringify(entry(turn, at))).join('\n'),
  }),
  'a table': (turns) => ({
    name: 'a.csv',
    text: ['Date,Sender,Message', ...turns.map(({ role, text }, at) => [iso(at), role, text].map(cell).join(','))].join(
      '\r\n',
    ),
  }),
  'a Chinese table': (turns) => ({
    name: 'a.csv',
    text: [
      '时间,角色,内容',
      ...turns.map(({ role, text }, at) => [iso(at), role === 'user' ? '用户' : '助手', text].map(cell).join(',')),
    ].join('\n'),
  }),
}

function entry({ role, text }: SaidTurn, at: number): object {
  return { from: role === 'user' ? 'me' : 'assistant', text, time: iso(at) }
}

function json(value: unknown): { name: string; text: string } {
  return { name: 'a.json', text: JSON.stringify(value) }
}

function cell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
