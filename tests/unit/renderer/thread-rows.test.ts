import { describe, expect, it } from 'vitest'
import { toThreadRows } from '#renderer/features/chat/thread/thread-rows.ts'
import { sampleMessage } from '#tests/helpers/sample-message.ts'

const minute = 60_000
const start = Date.UTC(2025, 7, 5, 21, 0)
const utcDay = (time: number) => new Date(time).toISOString().slice(0, 10)
const kinds = (messages: Parameters<typeof toThreadRows>[0]) => toThreadRows(messages, utcDay).map((row) => row.kind)

describe('rows of a thread', () => {
  it('puts a rule before each new day, and a time after a long silence', () => {
    expect(
      kinds([
        sampleMessage(1, { createdAt: start }),
        sampleMessage(2, { createdAt: start + minute }),
        sampleMessage(3, { createdAt: start + 90 * minute }),
        sampleMessage(4, { createdAt: start + 24 * 60 * minute }),
      ]),
    ).toEqual(['day', 'message', 'message', 'gap', 'message', 'day', 'message'])
  })

  it('draws no rule where the source did not say when', () => {
    expect(kinds([sampleMessage(1), sampleMessage(2)])).toEqual(['message', 'message'])
  })

  it('groups what one side says in a row', () => {
    const rows = toThreadRows(
      [
        sampleMessage(1, { role: 'user', createdAt: start }),
        sampleMessage(2, { role: 'user', createdAt: start + minute }),
        sampleMessage(3, { createdAt: start + 2 * minute }),
        sampleMessage(4, { createdAt: start + 9 * minute }),
      ],
      utcDay,
    )
    expect(rows.flatMap((row) => (row.kind === 'message' ? [row.startsGroup] : []))).toEqual([true, false, true, true])
  })

  it('folds hidden, system, tool and wordless messages into one line, losing none', () => {
    const rows = toThreadRows(
      [
        sampleMessage(1, { role: 'system' }),
        sampleMessage(2, { hidden: true }),
        sampleMessage(3, { role: 'user' }),
        sampleMessage(4, { parts: [{ kind: 'thought', text: 'hm', seconds: 2 }] }),
        sampleMessage(5, { role: 'tool' }),
        sampleMessage(6),
      ],
      utcDay,
    )
    expect(rows.map((row) => row.kind)).toEqual(['aside', 'message', 'aside', 'message'])
    expect(
      rows.flatMap((row) => (row.kind === 'aside' ? row.messages.map((message) => Number(message.id)) : [])),
    ).toEqual([1, 2, 4, 5])
  })

  it('never folds away a reply that is being written or failed before its first word', () => {
    expect(
      kinds([sampleMessage(1, { state: 'streaming', parts: [] }), sampleMessage(2, { state: 'failed', parts: [] })]),
    ).toEqual(['message', 'message'])
  })

  it('draws one line above what is new, also where it begins with something folded away', () => {
    const messages = [
      sampleMessage(1, { createdAt: start }),
      sampleMessage(2, { parts: [{ kind: 'thought', text: 'hm', seconds: 2 }] }),
      sampleMessage(3, { createdAt: start + minute }),
      sampleMessage(4, { createdAt: start + 2 * minute }),
    ]
    const newFrom = (id: number) => toThreadRows(messages, utcDay, sampleMessage(id).id).map((row) => row.kind)
    expect(newFrom(4)).toEqual(['day', 'message', 'aside', 'message', 'new', 'message'])
    expect(newFrom(2)).toEqual(['day', 'message', 'aside', 'new', 'message', 'message'])
    expect(newFrom(9)).toEqual(['day', 'message', 'aside', 'message', 'message'])
  })

  it('keeps a deleted message in its place, as a line that can be restored', () => {
    expect(kinds([sampleMessage(1), sampleMessage(2, { deleted: true, hidden: true })])).toEqual(['message', 'message'])
  })
})

describe('the key of a row', () => {
  it('is the same for every version of a message, so that stepping through them loses neither focus nor place', () => {
    const key = (id: number) =>
      toThreadRows([sampleMessage(1), sampleMessage(id, { parentId: sampleMessage(1).id })])[1]?.key
    expect(key(2)).toBe(key(9))
  })

  it('is different for every row', () => {
    const rows = toThreadRows(
      Array.from({ length: 50 }, (_, index) => sampleMessage(index + 1, { hidden: index % 7 === 0 })),
    )
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
  })
})
