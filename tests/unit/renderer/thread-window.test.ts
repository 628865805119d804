import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anchorToRefresh,
  pageSize,
  shareUnchanged,
  type ThreadWindow,
  windowLimit,
  withNewer,
  withOlder,
} from '#renderer/features/chat/thread/thread-window.ts'
import { sampleMessage } from '#tests/helpers/sample-message.ts'

const total = 1_200
const thread = Array.from({ length: total }, (_, index) => sampleMessage(index + 1))

function page(from: number, to: number): ThreadWindow {
  const start = Math.max(0, from)
  const end = Math.min(total, to)
  return {
    messages: thread.slice(start, end),
    hasBefore: start > 0,
    hasAfter: end < total,
    onThread: true,
    lastDepth: total - 1,
  }
}

function bounds(window: ThreadWindow): [number, number] {
  return [(window.messages[0]?.id ?? 1) - 1, window.messages.at(-1)?.id ?? 0]
}

describe('the window over a thread', () => {
  it('never grows past its limit, never has a hole and never forgets that there is more, however one scrolls', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (moves) => {
        let window = page(total - pageSize, total)
        for (const up of moves) {
          const [start, end] = bounds(window)
          window = up ? withOlder(window, page(start - pageSize, start)) : withNewer(window, page(end, end + pageSize))
          const [from, to] = bounds(window)
          expect(window.messages).toEqual(thread.slice(from, to))
          expect(window.messages.length).toBeLessThanOrEqual(windowLimit)
          expect(window.hasBefore).toBe(from > 0)
          expect(window.hasAfter).toBe(to < total)
        }
      }),
    )
  })

  it('does not double messages when a page comes twice', () => {
    const window = page(100, 200)
    expect(withOlder(withOlder(window, page(20, 100)), page(20, 100)).messages).toHaveLength(180)
  })

  it('reads the end again while the end is in view, so that new messages arrive', () => {
    expect(anchorToRefresh(page(total - 100, total))).toEqual({ anchor: { from: 'end' }, limit: 100 })
    expect(anchorToRefresh(page(100, 300)).anchor).toEqual({ from: 'around', messageId: thread[200]?.id })
  })

  it('reads another version again where it is, and never the end of the visible thread in its place', () => {
    const aside = { ...page(total - 100, total), onThread: false }
    expect(anchorToRefresh(aside).anchor).toEqual({ from: 'around', messageId: thread[total - 50]?.id })
  })

  it('gives unchanged messages back as the same objects and changed ones as new', () => {
    const before = page(0, 3)
    const copy = structuredClone(before)
    const second = copy.messages[1]
    if (second) second.state = 'stopped'
    const shared = shareUnchanged(before, copy)
    expect(shared.messages[0]).toBe(before.messages[0])
    expect(shared.messages[1]).toBe(second)
    expect(shared.messages[2]).toBe(before.messages[2])
  })
})
