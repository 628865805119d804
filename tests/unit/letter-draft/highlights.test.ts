import { expect, test } from 'vitest'
import { highlightsOf } from '#core/letter-draft/highlights.ts'
import type { PlannedSession } from '#core/letter-draft/history.ts'
import { ConversationId, MessageId } from '#shared/model/ids.ts'

const day = 86_400_000
const start = Date.UTC(2024, 0, 1, 12)

/** A session a day, each of some ten messages. */
function sessions(count: number, more: (place: number) => { warmth?: number; marked?: boolean } = () => ({})) {
  return Array.from({ length: count }, (_, place): PlannedSession => {
    const from = start + place * day
    const messages = Array.from({ length: 10 }, (_message, at) => ({
      id: MessageId.parse(place * 10 + at + 1),
      conversationId: ConversationId.parse(1),
      at: from + at * 60_000,
      tokens: 40,
      mark: '',
      warmth: 0,
      marked: false,
      ...(at === 0 && more(place)),
    }))
    return { from, messages, tokens: 400 }
  })
}

const places = (chosen: readonly PlannedSession[]) => chosen.map(({ from }) => Math.round(((from ?? 0) - start) / day))

test('highlights are about a seventh, in their order, with the ends of every month', () => {
  const chosen = places(highlightsOf(sessions(366)))
  expect(chosen).toEqual(chosen.toSorted((left, right) => left - right))
  expect(chosen.length / 366).toBeCloseTo(0.15, 2)
  for (const first of [0, 31, 60, 91, 335]) expect(chosen).toContain(first)
  for (const last of [30, 59, 90, 365]) expect(chosen).toContain(last)
})

test('what the person marked, and what is warmest, is chosen before the rest', () => {
  const chosen = places(
    highlightsOf(sessions(366, (place) => (place === 100 ? { marked: true } : place === 200 ? { warmth: 9 } : {}))),
  )
  expect(chosen).toContain(100)
  expect(chosen).toContain(200)
})

test('a history of one talk is a highlight', () => {
  expect(highlightsOf(sessions(1))).toHaveLength(1)
})
