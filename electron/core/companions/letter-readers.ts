import { promptBudget } from '#core/prompt/budget.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { LetterReader } from '#shared/contract/letter.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { CompanionRepository } from './companion-repository.ts'

/** The models that read a companion's Letter, the one that speaks first before those after it. Throws NOT_FOUND. */
export function createLetterReaders({
  companions,
  providers,
}: {
  readonly companions: Pick<CompanionRepository, 'get'>
  readonly providers: Pick<Providers, 'describe'>
}): (companionId: CompanionId) => LetterReader[] {
  return (companionId) => {
    const { binding, fallbacks } = companions.get(companionId)
    return [...(binding ? [binding] : []), ...fallbacks].flatMap((one): LetterReader[] => {
      const model = providers.describe(one)
      if (!model) return []
      const { window, windowFrom, room } = promptBudget(model)
      const { provider, price, isDemo } = model
      return [{ binding: one, provider, window, windowFrom, room, price, isDemo }]
    })
  }
}
