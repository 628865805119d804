import type { PromptMessage } from '#core/providers/reply-stream.ts'
import type { LeftOut } from '#shared/model/prompt.ts'
import { costOf, paragraph, section, type SectionBuilder } from '../section.ts'

/**
 * The latest of what was said, as much as fits. It begins with the person, because several providers and most local
 * chat templates refuse anything else: a beginning that was theirs goes into the system message, and where the cut
 * falls into the middle of an exchange, their half of it is left out.
 */
export const historySection: SectionBuilder = {
  rank: 100,
  build: ({ dialogue, budget, frame }, room) => {
    const { past, question, unspoken, earlier } = dialogue
    const limit = Math.min(room, budget.history)
    const kept = latestThatFit(past, limit)
    const firstFromThem = kept.findIndex(({ role }) => role === 'user')
    const leading = firstFromThem === -1 ? kept : kept.slice(0, firstFromThem)
    const turns = kept.slice(leading.length)

    const isWhole = kept.length === past.length && earlier === 0
    const isAllTheirs = firstFromThem === -1 && question === null
    const words = leading.map(({ content }) => content).join('\n\n')
    const [opening] = words !== '' && (isWhole || isAllTheirs) ? paragraph('opening', frame.opened(words)) : []
    const history = section('history', turns)
    const takesOpening = opening !== undefined && opening.tokens + history.tokens <= limit

    const cut = past.length - turns.length - (takesOpening ? leading.length : 0)
    const leftOut = missing({ 'no-room': cut, 'too-old': earlier, unspoken })
    const isEmpty = turns.length === 0 && leftOut.length === 0
    return [...(takesOpening ? [opening] : []), ...(isEmpty ? [] : [{ ...history, leftOut }])]
  },
}

function latestThatFit(turns: readonly PromptMessage[], room: number): readonly PromptMessage[] {
  let left = room
  let from = turns.length
  while (from > 0) {
    const turn = turns[from - 1]
    if (turn) left -= costOf(turn)
    if (left < 0) break
    from -= 1
  }
  return turns.slice(from)
}

function missing(counts: Readonly<Record<Exclude<LeftOut['reason'], 'parts'>, number>>): LeftOut[] {
  const reasons = ['no-room', 'too-old', 'unspoken'] as const
  return reasons.flatMap((reason) => (counts[reason] > 0 ? [{ reason, count: counts[reason] }] : []))
}
