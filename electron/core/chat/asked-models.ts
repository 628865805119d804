import type { BoundModel, Providers } from '#core/providers/providers.ts'
import type { Companion, ModelBinding } from '#shared/model/companion.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { turnsToGoOn } from './continuation.ts'
import type { NextPrompt } from './next-prompt.ts'

/** One of the models that may give a reply. */
export type AskedModel = {
  readonly binding: ModelBinding
  /** Null where it is gone. */
  readonly provider: string | null
  /** Whether it writes on from words of its own without being told to. */
  readonly prefills: boolean
  /** All that it is asked with; null where its provider is gone. */
  readonly ask: () => (ReturnType<NextPrompt> & { readonly model: BoundModel }) | null
}

/**
 * Who is asked for a reply of a companion: their model, and after it those that stand in for it, in order. Sending and
 * showing beforehand both come here, so that no model is sent anything that was not to be seen.
 */
export type AskedModels = (about: {
  readonly companion: Companion
  readonly others: readonly Companion[]
  /** Oldest first, ending with the message to be answered. */
  readonly history: readonly Message[]
  readonly begins: boolean
  /** Those of the reply, where there are some already. */
  readonly versions?: readonly MessageId[]
  /** What the reply begins with, where it goes on from one that was cut off. */
  readonly text: string
}) => readonly AskedModel[]

export function createAskedModels({
  providers,
  nextPrompt,
}: {
  readonly providers: Pick<Providers, 'describe' | 'prefills'>
  readonly nextPrompt: NextPrompt
}): AskedModels {
  return ({ text, ...about }) => {
    const { binding: own, fallbacks } = about.companion
    if (own === null) return []
    return [own, ...fallbacks].map((binding) => {
      const prefills = providers.prefills(binding)
      return {
        binding,
        provider: providers.describe(binding)?.provider ?? null,
        prefills,
        ask: () => {
          const model = providers.describe(binding)
          return model && { model, ...nextPrompt({ ...about, model, goingOn: turnsToGoOn(text, prefills) }) }
        },
      }
    })
  }
}
