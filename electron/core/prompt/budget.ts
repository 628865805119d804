/** What a model is taken to hold when nobody says: Ollama's default on this network, a small hosted model elsewhere. */
const unknownWindow = { nearby: 4_096, hosted: 32_768 }

/** However large the window: beyond this a reply gets slower and dearer, and no better. */
const longestPrompt = 48_000

/** How many tokens a prompt may take, leaving room for the reply and for the estimate being a fifth too low. */
export function promptBudget(model: { readonly contextWindow: number | null; readonly isNearby: boolean }): number {
  const window = model.contextWindow ?? (model.isNearby ? unknownWindow.nearby : unknownWindow.hosted)
  const reply = Math.min(4_096, Math.floor(window / 4))
  return Math.min(longestPrompt, Math.max(512, Math.floor((window - reply) * 0.8)))
}
