import type { SaidTurn } from './said-turns.ts'

/** A training example as OpenAI's fine-tuning takes it, as one line. */
export function trainingLine(turns: readonly SaidTurn[], system: string | null = null): string {
  const opening = system === null ? [] : [{ role: 'system', content: system }]
  return JSON.stringify({ messages: [...opening, ...turns.map(({ role, text }) => ({ role, content: text }))] })
}

/** A question with the answer that was liked and the one that was not. */
export function preferenceLine(question: string, liked: string, other: string): string {
  return JSON.stringify({
    input: { messages: [{ role: 'user', content: question }], tools: [], parallel_tool_calls: true },
    preferred_output: [{ role: 'assistant', content: liked }],
    non_preferred_output: [{ role: 'assistant', content: other }],
  })
}

/** A conversation as ShareGPT's data sets hold it. */
export function sharegptRecord(id: string, turns: readonly SaidTurn[]): object {
  return {
    id,
    conversations: turns.map(({ role, text }) => ({ from: role === 'user' ? 'human' : 'gpt', value: text })),
  }
}
