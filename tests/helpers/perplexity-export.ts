import type { ChatTurn } from './chat-model.ts'

/** Pairs of question and answer, which is all that a Perplexity thread is made of. */
export function inPairs(turns: readonly ChatTurn[]): ChatTurn[] {
  return turns.flatMap(({ versions: [said] }, index) => {
    const versions = [said ?? { text: 'x', time: null }]
    return [
      { role: 'user' as const, shown: 0, versions: versions.map(({ text, time }) => ({ text: `${text}?`, time })) },
      {
        role: 'assistant' as const,
        shown: 0,
        versions: versions.map(({ text, time }) => ({ text: `${text} ${index}`, time })),
      },
    ]
  })
}

/** A thread as an extension saves it. */
export function perplexityThread(turns: readonly ChatTurn[]) {
  return {
    metadata: { thread_id: 't-1', thread_title: 'Tea', thread_url: 'https://www.perplexity.ai/search/tea' },
    conversations: pairs(turns).map(({ query, answer, time }, index) => ({
      index,
      uuid: `u-${index}`,
      query,
      answer,
      model: 'sonar',
      mode: 'concise',
      timestamp: time === null ? null : new Date(time).toISOString(),
      sources: [],
      related_queries: [],
    })),
  }
}

/** A thread as the interface answers it. */
export function perplexityEntries(turns: readonly ChatTurn[]) {
  return {
    status: 'success',
    entries: pairs(turns).map(({ query, answer, time }, index) => ({
      uuid: `u-${index}`,
      context_uuid: 't-1',
      query_str: query,
      display_model: 'sonar',
      entry_created_datetime: time === null ? null : new Date(time).toISOString(),
      thread_title: 'Tea',
      blocks: [
        {
          intended_usage: 'web_results',
          web_result_block: { web_results: [{ name: 'Tea', url: 'https://a.example', snippet: 's' }] },
        },
        { intended_usage: 'ask_text', markdown_block: { answer, chunks: [answer] } },
        { intended_usage: 'ask_text_0_markdown', markdown_block: { answer, chunks: [answer] } },
      ],
    })),
    thread_metadata: {},
  }
}

function pairs(turns: readonly ChatTurn[]) {
  return turns.flatMap(({ role, versions: [asked] }, index) => {
    const answered = turns[index + 1]?.versions[0]
    return role === 'user' && asked && answered ? [{ query: asked.text, answer: answered.text, time: asked.time }] : []
  })
}
