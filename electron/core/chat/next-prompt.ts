import { promptBudget, type PromptBudget } from '#core/prompt/budget.ts'
import { buildPrompt, type Prompt } from '#core/prompt/build-prompt.ts'
import type { BoundModel } from '#core/providers/providers.ts'
import type { Today } from '#shared/model/agenda.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { Letter } from '#shared/model/letter.ts'
import { shownSelf, type Self } from '#shared/model/self.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { forModel, type PromptAssets } from './model-history.ts'

/** Messages read for a prompt at most; the budget nearly always ends sooner. */
export const longestHistory = 1_000

/** What a companion is asked with. Sending and showing beforehand both come here, so that they cannot differ. */
export type NextPrompt = (asked: {
  readonly companion: Companion
  readonly others: readonly Companion[]
  readonly model: BoundModel
  /** Oldest first, ending with the message to be answered. */
  readonly history: readonly Message[]
  readonly begins: boolean
}) => { readonly prompt: Prompt; readonly budget: PromptBudget; readonly isRefused: boolean }

export function createNextPrompt({
  now,
  timeZone,
  daysOf,
  letterOf,
  selfProfile,
  assets,
}: {
  readonly now: () => number
  readonly timeZone: () => string
  /** What today is among the days kept with a companion. */
  readonly daysOf: (companionId: CompanionId) => Today | null
  readonly letterOf: (companionId: CompanionId) => Letter
  /** The person's own profile. */
  readonly selfProfile: () => Self
  readonly assets: PromptAssets
}): NextPrompt {
  return ({ companion, others, model, history, begins }) => {
    const budget = promptBudget(model)
    const letter = letterOf(companion.id)
    const prompt = buildPrompt({
      self: companion.id,
      profile: companion.profile,
      person: shownSelf(selfProfile(), companion.knows),
      letter: { text: letter.text, digest: letter.digest.text, digestUse: letter.digest.use },
      others: others.map(({ id, profile }) => ({ id, name: profile.name })),
      history: forModel(history, { sees: model.sees === 'yes', room: budget.history, assets }),
      begins,
      days: daysOf(companion.id),
      now: now(),
      timeZone: timeZone(),
      budget,
    })
    return { prompt, budget, isRefused: !prompt.fits && budget.isStrict }
  }
}
