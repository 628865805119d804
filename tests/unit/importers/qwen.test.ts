import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation, NeutralNode } from '#core/importers/neutral.ts'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { qwenChat } from '#tests/helpers/qwen-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const read = async (value: unknown): Promise<NeutralConversation> => await readOneText('a.json', JSON.stringify(value))
const envelope = (data: unknown) => ({ success: true, request_id: 'r', data })

describe.skipIf(!hasFixtures)('the sample Qwen chat', () => {
  test('loses nothing', async () => {
    const reading = await readPaths(fixture('qwen', 'conv.json'))
    expect(formatsOf(reading)).toEqual({ 'conv.json': 'qwen' })
    expect(reading.problems).toEqual([])
    expect(reading.conversations).toMatchObject([
      {
        sourceId: 'conv-1',
        title: 'Test',
        createdAt: { milliseconds: 1_777_088_048_000 },
        nodes: [
          { role: 'user', model: null, parts: [{ kind: 'text', text: 'hello' }] },
          {
            role: 'assistant',
            model: 'qwen3-max-preview',
            parts: [
              { kind: 'thought', text: 'think' },
              { kind: 'text', text: 'hi there' },
            ],
          },
        ],
      },
    ])
  })
})

const toTheSecond = (turns: readonly ChatTurn[]): ChatTurn[] =>
  turns.map((turn) => ({
    ...turn,
    versions: turn.versions.map(({ text, time }) => ({ text, time: Math.floor((time ?? 0) / 1_000) * 1_000 })),
  }))

test.each([false, true])('a chat comes back as it was said (words only in the list: %s)', async (listOnly) => {
  // Thoughts before an answer are their own matter.
  const plain = chats({ versions: true }).filter((turns) => !JSON.stringify(turns).includes('<'))
  await fc.assert(
    fc.asyncProperty(plain.map(toTheSecond), async (turns) => {
      expect(turnsOf(await read(envelope(qwenChat(turns, { listOnly }))))).toEqual(turns)
    }),
    { numRuns: 30 },
  )
})

test.each([
  ['alone', (chat: object) => chat],
  ['in a list', (chat: object) => [chat]],
  ['in the envelope', envelope],
  ['listed in the envelope', (chat: object) => envelope([chat])],
])('a chat %s is read', async (_name, wrap) => {
  const chat = qwenChat([{ role: 'user', shown: 0, versions: [{ text: 'a', time: 1e12 }] }])
  const reading = await readTexts({ 'a.json': JSON.stringify(wrap(chat)) })
  expect(formatsOf(reading)).toEqual({ 'a.json': 'qwen' })
  expect(reading.conversations.map(({ sourceId, nodes }) => [sourceId, nodes.length])).toEqual([['conv-1', 1]])
})

test('phases, files, sources and what is unknown are kept as what they are', async () => {
  const message = {
    role: 'assistant',
    content: '',
    content_list: [
      { content: 'hm', phase: 'think' },
      { content: 'https://a.example/i.png', phase: 'image_gen' },
      { content: 'done', phase: 'answer' },
    ],
    files: [{ id: 'f', name: 'a.pdf', type: 'file', size: 4 }, 'torn'],
    info: { search_results: [{ title: 'T', url: 'https://a.example', snippet: 's' }] },
  }
  const { nodes } = await read({ id: 'c', chat: { history: { messages: { m: message, n: 7 } } } })
  expect(nodes[0]?.parts).toMatchObject([
    { kind: 'thought', text: 'hm' },
    { kind: 'image', pointer: 'https://a.example/i.png' },
    { kind: 'text', text: 'done' },
    { kind: 'file', pointer: 'f', name: 'a.pdf', size: 4 },
    { kind: 'opaque', text: 'torn' },
    { kind: 'citation', title: 'T', text: 's' },
  ])
  expect(nodes.map(({ keptRaw }: NeutralNode) => keptRaw)).toEqual([true, true])
})
