import type { Script, ScriptedProvider } from './scripted-provider.ts'

/** What was asked of the model in a request. */
export function askedIn(body: string): string {
  const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] }
  return messages[0]?.content ?? ''
}

export type DraftStep = 'read' | 'merge' | 'write'

/** Which step of a draft a request is. */
export function stepOf(body: string): DraftStep {
  const asked = askedIn(body)
  return asked.includes('"cites"') ? 'read' : asked.includes('"sentences"') ? 'write' : 'merge'
}

/** The lines that a request shows, by their numbers. */
export function linesIn(body: string): { readonly number: number; readonly speaker: string; readonly text: string }[] {
  const quoted = /<history>\n([\s\S]*)\n<\/history>/u.exec(askedIn(body))?.[1] ?? ''
  return quoted.split('\n').flatMap((line) => {
    const [, number, speaker = '', text = ''] = /^\[(\d+)\] (?:[\d: -]+ )?([^:]+): (.*)$/u.exec(line) ?? []
    return number === undefined ? [] : [{ number: Number(number), speaker, text }]
  })
}

const kinds = ['fact', 'event', 'promise', 'joke', 'name', 'turning'] as const

/**
 * A model that drafts without any wit: of every line with a star it notes the words, with a true quote; it puts nothing
 * together, and writes one sentence a note.
 */
export function draftAnswer(body: string): string {
  const lines = linesIn(body)
  if (stepOf(body) === 'read') {
    const items = lines
      .filter(({ text }) => text.includes('★'))
      .map(({ number, text }) => {
        const said = text.replace('★', '').trim()
        const kind = kinds.find((one) => said.startsWith(one)) ?? (said.startsWith('line') ? 'line' : kinds[number % 6])
        return { kind, text: said, cites: [{ line: number, quote: said.slice(0, 20) }] }
      })
    return JSON.stringify({ items })
  }
  if (stepOf(body) === 'merge') {
    return JSON.stringify({ items: lines.map(({ number, text }) => ({ from: [number], text: bare(text) })) })
  }
  return JSON.stringify({ sentences: lines.map(({ number, text }) => ({ text: `${bare(text)}.`, from: [number] })) })
}

/** Has the provider answer like that, with a count of tokens that a real one would give. */
export function drafts(provider: Pick<ScriptedProvider, 'answerWith'>, answer = draftAnswer): void {
  provider.answerWith((body) => said(answer(body), body))
}

/** An answer as a script. */
export function said(answer: string, body: string): Extract<Script, { readonly steps: unknown }> {
  const usage = { prompt_tokens: Math.ceil(body.length / 4), completion_tokens: Math.ceil(answer.length / 4) }
  return { steps: [{ say: answer }], usage }
}

function bare(text: string): string {
  return text.replace(/ \([^()]*\)$/u, '')
}
