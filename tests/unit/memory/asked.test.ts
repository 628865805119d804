import { expect, test } from 'vitest'
import { asksForSeveral } from '#core/memory/asked.ts'
import { spreadOut } from '#core/memory/spread-out.ts'
import type { Recalled } from '#core/memory/recall.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'

test.each([
  ['What books did I read?', true],
  ['Which outdoor activities do we like?', true],
  ['How many times did we swim?', true],
  ['What do we both like?', true],
  ['我们去过哪些城市？', true],
  ['我們去過幾次海邊？', true],
  ['What does she eat?', false],
  ['What is his name?', false],
  ['Which house was it?', false],
  ['你是谁？', false],
])('whether “%s” asks for several things', (question, several) => {
  expect(asksForSeveral(question)).toBe(several)
})

function find(depth: number, score: number): Recalled {
  return {
    messageId: depth as MessageId,
    conversationId: 1 as ConversationId,
    depth,
    role: 'user',
    author: null,
    at: null,
    text: '',
    byMeaning: false,
    score,
    because: [],
  }
}

test('finds beside the best one leave room for one that stands alone, and none is lost', () => {
  const ranked = [find(10, 2), find(11, 1.95), find(12, 1.9), find(90, 1.8), find(91, 0.5)]
  expect(spreadOut(ranked, 3).map(({ depth }) => depth)).toEqual([10, 11, 90])
  expect(spreadOut(ranked, 9)).toHaveLength(5)
})
