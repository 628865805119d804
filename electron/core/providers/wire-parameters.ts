import type { Parameters } from '#shared/model/companion.ts'
import type { PresetId } from '#shared/model/provider.ts'

type WireParameters = {
  readonly temperature?: number
  readonly top_p?: number
  readonly frequency_penalty?: number
  readonly presence_penalty?: number
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
}

/** Parameters under the names of the wire; what is left to the provider is not sent at all. */
export function wireParameters(parameters: Parameters, preset: PresetId): WireParameters {
  const { temperature, topP, frequencyPenalty, presencePenalty, maxTokens } = parameters
  return {
    ...(temperature !== null && { temperature }),
    ...(topP !== null && { top_p: topP }),
    ...(frequencyPenalty !== null && { frequency_penalty: frequencyPenalty }),
    ...(presencePenalty !== null && { presence_penalty: presencePenalty }),
    // OpenAI's newer models refuse the older name, and everybody else knows only that one.
    ...(maxTokens !== null && (preset === 'openai' ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens })),
  }
}
