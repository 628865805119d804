import type { SectionBuilder } from '../section.ts'
import { listThatFits } from './fitting-list.ts'
import { memoryWords } from './memory-words.ts'
import { memoryLine } from './pinned.ts'

/** What was said helps more than a short form of it, so this takes little. */
const mostTokens = 600
const share = 0.08

/** What earlier talks were about, by a model: the latest that have room, told oldest first. */
export const summariesSection: SectionBuilder = {
  rank: 32,
  build: (context, room) =>
    listThatFits('summaries', {
      head: memoryWords[context.language].summaries,
      items: context.remembered.summaries.map((summary) => ({
        text: memoryLine(summary, context),
        note: summary.note,
      })),
      room: Math.min(room, context.plan.summaries ?? Math.min(mostTokens, context.budget.room * share)),
      arrange: (items) => items.toReversed(),
    }),
}
