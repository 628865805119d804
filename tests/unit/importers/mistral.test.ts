import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { wentOnFromLast } from '#tests/helpers/chat-nodes.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { mistralChat } from '#tests/helpers/mistral-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const read = async (value: unknown): Promise<NeutralConversation> => await readOneText('a.json', JSON.stringify(value))

describe.skipIf(!hasFixtures)('the sample Le Chat export', () => {
  test('loses nothing, and text cut by references is whole again', async () => {
    const reading = await readPaths(fixture('lechat', 'chat-0b1c.json'))
    expect(formatsOf(reading)).toEqual({ 'chat-0b1c.json': 'mistral' })
    expect(reading.problems).toEqual([])
    expect(reading.conversations).toHaveLength(1)
    expect(reading.conversations[0]?.nodes.map(({ parts }) => parts)).toMatchObject([
      [
        { kind: 'text', text: 'Bonjour' },
        { kind: 'image', name: 'photo.png' },
      ],
      [
        { kind: 'tool_call', name: 'web_search' },
        { kind: 'text', text: 'Bonjour ! Voici.' },
        { kind: 'image', pointer: 'https://example.com/i.png?x=1' },
      ],
    ])
  })
})

/** Every message a second after the one before it, and people and answers in turn. */
function apart(turns: readonly ChatTurn[]): ChatTurn[] {
  let time = Date.UTC(2025, 0, 1)
  return turns.map((turn, index) => ({
    ...turn,
    role: index % 2 === 0 ? 'user' : 'assistant',
    shown: index % 2 === 0 ? 0 : turn.versions.length - 1,
    versions: (index % 2 === 0 ? turn.versions.slice(0, 1) : turn.versions).map(({ text }) => ({
      text,
      time: (time += 1_000),
    })),
  }))
}

test('a chat comes back as it was said, in whatever order its messages stand', async () => {
  const shuffled = chats({ versions: true })
    .map(wentOnFromLast)
    .map(apart)
    .chain((turns) =>
      fc.tuple(fc.constant(turns), fc.shuffledSubarray(mistralChat(turns), { minLength: mistralChat(turns).length })),
    )
  await fc.assert(
    fc.asyncProperty(shuffled, async ([turns, messages]) => {
      expect(turnsOf(await read(messages))).toEqual(turns)
    }),
    { numRuns: 40 },
  )
})

test('an answer that was preferred over another is shown', async () => {
  const answer = (id: string, createdAt: string, more: object) => ({
    id,
    chatId: 'c',
    role: 'assistant',
    content: id,
    contentChunks: null,
    createdAt,
    ...more,
  })
  const { nodes, currentId } = await read([
    { id: 'q', chatId: 'c', role: 'user', content: 'q', contentChunks: null, createdAt: '2025-01-01T00:00:00Z' },
    answer('a', '2025-01-01T00:00:01Z', { preferenceOver: 'b' }),
    answer('b', '2025-01-01T00:00:02Z', { preference: 'rejected' }),
  ])
  expect(nodes.map(({ sourceId, parentId }) => [sourceId, parentId])).toEqual([
    ['q', null],
    ['a', 'q'],
    ['b', 'q'],
  ])
  expect(currentId).toBe('a')
})

test('files are found beside the chat they were sent in, and broken messages are said', async () => {
  const message = (chatId: string) => ({
    id: 'm',
    chatId,
    role: 'user',
    content: 'see',
    contentChunks: null,
    createdAt: null,
    files: [{ type: 'image', name: 'photo.png' }],
  })
  const { conversations, problems } = await readTexts({
    'one/chat-1.json': JSON.stringify([message('1'), 'torn']),
    'one/files/photo.png': 'first',
    'two/chat-2.json': JSON.stringify([message('2')]),
    'two/files/photo.png': 'second',
  })
  expect(conversations.map(({ assets }) => assets.map(({ file }) => file?.name))).toEqual([
    ['one/files/photo.png'],
    ['two/files/photo.png'],
  ])
  expect(problems.map(({ code }) => code)).toEqual(['not-a-message'])
})

test('unknown chunks are kept verbatim', async () => {
  const chunk = { type: 'custom_element', name: 'map', at: [1, 2] }
  const { nodes } = await read([{ id: 'm', chatId: 'c', role: 'assistant', content: '', contentChunks: [chunk] }])
  expect(nodes[0]).toMatchObject({
    keptRaw: true,
    parts: [{ kind: 'opaque', type: 'custom_element', json: JSON.stringify(chunk) }],
  })
})
