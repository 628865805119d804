import { z } from 'zod'

/**
 * The parts of a prompt whose order is the person's. Who they are and the Letter always come first, and what holds
 * about being an AI, the moment and the days after them.
 */
export const MovablePart = z.enum(['self', 'examples', 'pinned', 'summaries', 'lore', 'memories', 'passages'])
export type MovablePart = z.infer<typeof MovablePart>

const tokens = z.int().min(0).max(1_000_000).nullable().default(null)

/** What a companion is told in which order, and how many tokens some of it may take; null leaves that to Keepsake. */
export const PromptPlan = z.object({
  /** Parts that are not named follow in their usual order. */
  order: z.array(MovablePart).max(MovablePart.options.length).default([]),
  history: tokens,
  summaries: tokens,
  memories: tokens,
  passages: tokens,
})
export type PromptPlan = z.infer<typeof PromptPlan>

/** Everything left to Keepsake. */
export const plainPlan: PromptPlan = PromptPlan.parse({})

/** All movable parts, those first that a plan names. */
export function orderOf({ order }: PromptPlan): readonly MovablePart[] {
  return [...new Set([...order, ...MovablePart.options])]
}
