import type { SaidTurn } from './said-turns.ts'

const start = Date.UTC(2024, 2, 1, 20, 12)
const time = (index: number) => new Date(start + index * 61_000)

/** When the turn of this place was said, in epoch ms. */
export function exporterTime(index: number): number {
  return time(index).getTime()
}

/** How headings of speakers were written over the years. */
export const speakerMarks = {
  heading: ['#### ', ':'],
  older: ['### ', ':'],
  bold: ['**', ':**'],
  bare: ['', ':'],
} as const

/** A conversation as ChatGPT Exporter saves it as Markdown. */
export function exporterMarkdown(
  turns: readonly SaidTurn[],
  options: { readonly mark?: keyof typeof speakerMarks; readonly times?: boolean; readonly about?: boolean } = {},
): string {
  const [before, after] = speakerMarks[options.mark ?? 'heading']
  const about = [
    '---',
    'title: A trip: by sea',
    'source: https://chatgpt.com/c/7d9f1c6e-chat',
    'create_time: 2024-03-01T20:12:00.000Z',
    'mode_name: gpt-4o',
    '---',
    '',
  ]
  const blocks = turns.map(({ role, text }, index) => {
    const stamp = `<time datetime="${time(index).toISOString()}" title="3/1/2024, 8:12:00 PM">08:12 PM</time>\n\n`
    return `${before}${role === 'user' ? 'You' : 'ChatGPT'}${after}\n${options.times === true ? stamp : ''}${text}`
  })
  return [...(options.about === true ? about : []), '# A trip: by sea', '', blocks.join('\n\n')].join('\n')
}

/** A conversation as ChatGPT Exporter saves it as a page; `thought` stands before each answer. */
export function exporterPage(turns: readonly SaidTurn[], thought: string | null = null): string {
  const items = turns.map(({ role, text }, index) => {
    const thinking =
      thought === null || role === 'user'
        ? ''
        : `<details class="thinking"><summary>Thought for 7 seconds</summary><p>${escaped(thought)}</p></details>`
    const said = role === 'user' ? `<p class="no-katex">${escaped(text)}</p>` : `<p>${escaped(text)}</p>`
    return `
<div class="conversation-item">
    <div class="author ${role === 'user' ? 'user' : 'GPT-4'}">
        ${role === 'user' ? '<img alt="You" />' : '<svg width="41" height="41"></svg>'}
    </div>
    <div class="conversation-content-wrapper">
        ${thinking}
        <div class="conversation-content">
            ${said}
        </div>
    </div>
    <time class="time" datetime="${time(index).toISOString()}" title="3/1/2024">20:12</time>
</div>`
  })
  return `<!DOCTYPE html>
<html lang="en" data-theme="dark">
<head><title>A trip</title><style>
.metadata_item { padding: 4px } .conversation-item { display: flex } .author img { content: url(data:image/png;base64,iVBORw0KGgo=) }
</style></head>
<body><div class="conversation"><div class="conversation-header">
<h1><a href="https://chatgpt.com/c/7d9f1c6e-chat" target="_blank">A trip</a><button class="toggle"></button></h1>
<details><summary>Metadata</summary><div class="metadata_container">
<div class="metadata_item"><div>model_slug</div><div>gpt-4o</div></div></div></details></div>
${items.join('\n')}
</div></body></html>`
}

/** A conversation as extensions save it that read many sites. */
export function savedPage(turns: readonly SaidTurn[]): object {
  return {
    platform: 'DeepSeek',
    title: 'A trip',
    url: 'https://chat.deepseek.com/a/chat/s/7d9f1c6e-chat',
    messages: turns.map(({ role, text }, index) => ({ role, content: text, timestamp: time(index).toISOString() })),
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
