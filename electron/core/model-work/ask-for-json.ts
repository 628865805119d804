import type { Providers } from '#core/providers/providers.ts'
import type { PromptMessage } from '#core/providers/reply-stream.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { TokenUse } from '#shared/model/message.ts'
import { readJson } from './read-json.ts'

const mostCharactersPerToken = 6

export type JsonAnswer<Value> = {
  /** Null where the model gave nothing that could be read, though it was asked twice. */
  readonly value: Value | null
  /** Of both askings; an estimate where the provider did not count. */
  readonly spent: TokenUse
  readonly isCounted: boolean
}

/**
 * Asks a model for JSON as small ones give it: mended where it is broken, asked for once more where it is none. `read`
 * says what it holds, or null. Throws what `providers.stream` throws, and the signal's reason.
 */
export async function askForJson<Value>({
  providers,
  binding,
  messages,
  read,
  again,
  longestAnswer,
  signal,
}: {
  readonly providers: Pick<Providers, 'stream'>
  readonly binding: ModelBinding
  readonly messages: readonly PromptMessage[]
  readonly read: (json: unknown) => Value | null
  /** What is said to a model that answered with something else, in the language it was asked in. */
  readonly again: string
  /** In tokens, what it thinks aside; a model that goes on and on is left there, and what it said is read. */
  readonly longestAnswer: number
  readonly signal: AbortSignal
}): Promise<JsonAnswer<Value>> {
  let prompt = 0
  let completion = 0
  let isCounted = true
  let asked = messages
  for (let turn = 0; turn < 2; turn += 1) {
    let answer = ''
    let thought = ''
    let counted: TokenUse | null = null
    // Nothing is said of temperature or length: models that refuse to be told would refuse everything.
    for await (const piece of providers.stream({ binding, messages: asked, signal })) {
      if (piece.type === 'finish') counted = piece.tokens
      else if (piece.type === 'delta' && piece.channel === 'text') answer += piece.text
      else if (piece.type === 'delta') thought += piece.text
      if (answer.length > longestAnswer * mostCharactersPerToken) break
    }
    // A stream ends early without a word where it was aborted.
    signal.throwIfAborted()
    isCounted &&= counted !== null
    prompt += counted?.prompt ?? estimateTokens(asked.map(({ content }) => content).join('\n'))
    completion += counted?.completion ?? estimateTokens(answer + thought)
    const value = read(readJson(answer))
    if (value !== null) return { value, spent: { prompt, completion }, isCounted }
    asked = [...messages, { role: 'assistant', content: answer.slice(0, 2_000) }, { role: 'user', content: again }]
  }
  return { value: null, spent: { prompt, completion }, isCounted }
}
