import type { Log } from '#core/log.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import { quantise, type Quantised } from './quantise.ts'

/** Nobody waits longer for an answer because of what might be found besides. */
const longestWait = 4_000
const mostKnown = 50

/** What the latest questions mean: asked once each, however often a prompt is built of one. In memory alone. */
export function createQuestions({ embed, log }: { readonly embed: Providers['embed']; readonly log: Log }) {
  const known = new Map<string, Quantised>()

  function keyOf({ providerId, model }: ModelBinding, question: string): string {
    return JSON.stringify([providerId, model, question])
  }

  return {
    ask(binding: ModelBinding, question: string, signal: AbortSignal): Promise<void> | null {
      const key = keyOf(binding, question)
      if (question.trim() === '' || known.has(key)) return null
      return embed(binding, [question], AbortSignal.any([signal, AbortSignal.timeout(longestWait)])).then(
        ({ vectors: [vector] }) => {
          if (!vector) return
          const [oldest] = known.keys()
          if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest)
          known.set(key, quantise(vector))
        },
        // The words of the question find without it.
        () => log.info({ provider: binding.providerId }, 'a question was not looked up by meaning'),
      )
    },
    known: (binding: ModelBinding, question: string): Quantised | null => known.get(keyOf(binding, question)) ?? null,
    forget: (): void => known.clear(),
  }
}
