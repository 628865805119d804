import type { WindowSource } from '#shared/model/prompt.ts'
import { plainPlan, type PromptPlan } from '#shared/model/prompt-plan.ts'

/** What a model is taken to hold when nobody says: Ollama's default on this network, a small hosted model elsewhere. */
const assumedWindow = { nearby: 4_096, hosted: 32_768 }

/** However large the window, unless the person says so: history beyond this makes a reply slower and dearer, and no better. */
const longestHistory = 48_000

/** How many tokens a prompt may take, by estimate, and where that is known from. */
export type PromptBudget = {
  readonly window: number
  readonly windowFrom: WindowSource
  /** For everything that is sent, leaving room for the reply and for the estimate being a fifth too low. */
  readonly room: number
  readonly history: number
  /** More than the room must not be sent: the window is known, or the server would cut the beginning off in silence. */
  readonly isStrict: boolean
}

export function promptBudget(
  model: {
    readonly contextWindow: number | null
    readonly windowFrom: WindowSource
    readonly isNearby: boolean
  },
  { history }: Pick<PromptPlan, 'history'> = plainPlan,
): PromptBudget {
  const window = model.contextWindow ?? (model.isNearby ? assumedWindow.nearby : assumedWindow.hosted)
  const reply = Math.min(4_096, Math.floor(window / 4))
  const room = Math.max(512, Math.floor((window - reply) * 0.8))
  return {
    window,
    windowFrom: model.windowFrom,
    room,
    history: Math.min(history ?? longestHistory, room),
    isStrict: model.windowFrom !== 'assumed' || model.isNearby,
  }
}
