import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { chats, turnsOf } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { inPairs, perplexityEntries, perplexityThread } from '#tests/helpers/perplexity-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const read = async (value: unknown): Promise<NeutralConversation> => await readOneText('a.json', JSON.stringify(value))

describe.skipIf(!hasFixtures)('the sample Perplexity thread', () => {
  test('loses nothing', async () => {
    const reading = await readPaths(fixture('perplexity', 'thread.json'))
    expect(formatsOf(reading)).toEqual({ 'thread.json': 'perplexity' })
    expect(reading.problems).toEqual([])
    expect(reading.conversations).toMatchObject([
      {
        sourceId: 't1',
        title: 'Best tea',
        nodes: [
          { role: 'user', parts: [{ kind: 'text', text: 'best tea?' }] },
          {
            role: 'assistant',
            model: 'sonar',
            parts: [
              { kind: 'text', text: 'Longjing [1].' },
              { kind: 'citation', url: 'https://example.com' },
            ],
            raw: { related_queries: ['green tea?'], mode: 'concise' },
          },
        ],
      },
    ])
  })
})

test.each([
  ['an extension', perplexityThread],
  ['the interface', perplexityEntries],
])('a thread from %s comes back as it was said', async (_name, write) => {
  await fc.assert(
    fc.asyncProperty(chats().map(inPairs), async (turns) => {
      const thread = await read(write(turns))
      expect([thread.sourceId, thread.title]).toEqual(['t-1', 'Tea'])
      expect(turnsOf(thread)).toEqual(turns)
    }),
    { numRuns: 40 },
  )
})

test('entries without ids, answers or sense are all kept, apart from each other', async () => {
  const { conversations } = await readTexts({
    'a.json': JSON.stringify({
      metadata: { thread_title: 'T' },
      conversations: [{ query: 'a', answer: 'b' }, { query: 'a', answer: 'b' }, { query: 'c', answer: null }, 'torn'],
    }),
  })
  const nodes = conversations[0]?.nodes ?? []
  expect(nodes).toHaveLength(7)
  expect(new Set(nodes.map(({ sourceId }) => sourceId)).size).toBe(7)
  expect(nodes.at(-1)).toMatchObject({ keptRaw: true, parts: [{ kind: 'opaque', text: 'torn' }] })
})
