import type { ModelBinding, Parameters } from '#shared/model/companion.ts'
import type { TokenUse } from '#shared/model/message.ts'
import type { PromptTurn } from '#shared/model/prompt.ts'

/** One message as it goes to a provider; the bytes of its pictures are read when it goes. */
export type PromptMessage = PromptTurn

/**
 * What a provider says, piece by piece; `finish` comes once, last, with the model that really spoke where the provider
 * named it. `stand-in` comes first where another model is asked than at the beginning. Throws ProviderFailure; ends early
 * without a `finish` only when the signal was aborted.
 */
export type ReplyPiece =
  | { readonly type: 'delta'; readonly channel: 'text' | 'thought'; readonly text: string }
  | {
      readonly type: 'stand-in'
      readonly model: string
      readonly provider: string
      /** The models that gave nothing. */
      readonly asked: readonly string[]
    }
  | {
      readonly type: 'finish'
      readonly reason: string | null
      readonly tokens: TokenUse | null
      readonly model: string | null
    }
export type ReplyStream = AsyncIterable<ReplyPiece>

export type ReplyRequest = {
  readonly binding: ModelBinding
  readonly messages: readonly PromptMessage[]
  readonly parameters?: Parameters
  readonly signal: AbortSignal
}
