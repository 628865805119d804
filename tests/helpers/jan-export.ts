import type { ChatTurn } from './chat-model.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The two files of one of Jan's threads, by name. `timed` is how versions before 0.6 wrote them. */
export function janThread(turns: readonly ChatTurn[], timed = false): Record<'messages.jsonl' | 'thread.json', string> {
  const lines = turns.map(({ role, versions: [said] }, index) => ({
    type: 'text',
    role,
    content: [{ type: 'text', text: { value: said?.text ?? '', annotations: [] } }],
    id: ulid(said?.time ?? 0, index),
    object: 'thread.message',
    thread_id: 'jan_1',
    status: 'ready',
    created_at: timed ? said?.time : 0,
    completed_at: 0,
    metadata: {},
  }))
  const thread = {
    id: 'jan_1',
    object: 'thread',
    title: 'A thread',
    assistants: [{ id: 'jan', name: 'Jan', model: { id: 'qwen3:8b', engine: 'llamacpp' }, instructions: 'Be nice' }],
    created: 1_751_500_000,
    updated: 1_751_500_000.123,
  }
  return {
    'messages.jsonl': lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    'thread.json': JSON.stringify(thread),
  }
}

function ulid(time: number, index: number): string {
  let head = ''
  for (let left = time, place = 0; place < 10; place += 1, left = Math.floor(left / 32))
    head = `${alphabet[left % 32]}${head}`
  return head + String(index).padStart(16, '0')
}
