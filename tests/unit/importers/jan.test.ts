import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { janThread } from '#tests/helpers/jan-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readTexts } from '#tests/helpers/read-text.ts'

const plain: ChatTurn[] = [
  { role: 'user', shown: 0, versions: [{ text: 'hi', time: 1_700_000_000_123 }] },
  { role: 'assistant', shown: 0, versions: [{ text: 'hello', time: 1_700_000_001_456 }] },
]
const inFolder = (files: Record<string, string>, folder = 'threads/jan_1') =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))

describe('Jan', () => {
  test.each([
    ['in the ids, since version 0.6', false],
    ['in the messages', true],
  ])('threads come back as they were, with their times %s', async (_name, timed) => {
    await fc.assert(
      fc.asyncProperty(chats(), async (turns) => {
        const { conversations, problems } = await readTexts(inFolder(janThread(turns, timed)))
        expect(problems).toEqual([])
        expect(conversations.map(turnsOf)).toEqual([turns])
      }),
      { numRuns: 30 },
    )
  })

  test('title, assistant and model come from the thread beside the messages', async () => {
    const [thread] = (await readTexts(inFolder(janThread(plain)))).conversations
    expect(thread).toMatchObject({
      sourceId: 'jan_1',
      title: 'A thread',
      raw: { assistants: [{ instructions: 'Be nice' }] },
    })
    expect(thread?.nodes.map(({ author, model }) => [author, model])).toEqual([
      [null, null],
      ['Jan', 'qwen3:8b'],
    ])
  })

  test('messages alone are enough, and each folder has its own thread', async () => {
    const { 'messages.jsonl': messages } = janThread(plain)
    const other = {
      'messages.jsonl': messages.replaceAll('jan_1', 'jan_2'),
      'thread.json': '{"id":"jan_2","title":"Other"}',
    }
    const { conversations } = await readTexts({
      ...inFolder({ 'messages.jsonl': messages }),
      ...inFolder(other, 'threads/b'),
    })
    expect(conversations.map(({ sourceId, title }) => [sourceId, title])).toEqual([
      ['jan_2', 'Other'],
      ['jan_1', null],
    ])
    expect(conversations.every(({ nodes }) => nodes.length === 2)).toBe(true)
  })

  test('a torn line is said, and every other comes in', async () => {
    const { 'messages.jsonl': messages } = janThread(plain)
    const torn = `${messages}{"id":"x","object":"thread.mes`
    const { conversations, problems } = await readTexts({ 'messages.jsonl': torn })
    expect(conversations.map(turnsOf)).toEqual([plain])
    expect(problems).toMatchObject([{ kind: 'failed', item: '#3' }])
  })

  test('thoughts, tools, pictures and unknown parts are read', async () => {
    const message = {
      object: 'thread.message',
      thread_id: 't',
      role: 'assistant',
      status: 'stopped',
      content: [
        { type: 'text', text: { value: '<think>greet</think>hello!' } },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,cGljdHVyZQ==' } },
        { type: 'hologram', text: 'words in it' },
      ],
      metadata: {
        tool_calls: [
          {
            tool: { function: { name: 'search', arguments: '{"q":1}' } },
            response: { content: [{ type: 'text', text: 'found' }] },
          },
        ],
      },
    }
    const { conversations } = await readTexts({ 'messages.jsonl': JSON.stringify(message) })
    const [thread] = conversations
    expect(thread?.nodes[0]?.parts).toMatchObject([
      { kind: 'thought', text: 'greet' },
      { kind: 'text', text: 'hello!' },
      { kind: 'image' },
      { kind: 'opaque', type: 'hologram', text: 'words in it' },
      { kind: 'tool_call', text: '{"q":1}', name: 'search' },
      { kind: 'tool_result', text: 'found', name: 'search' },
    ])
    expect(thread?.nodes[0]).toMatchObject({ state: 'stopped', keptRaw: true })
    expect(thread?.assets.map(({ mime, file }) => [mime, file?.bytes])).toEqual([['image/png', 7]])
  })

  test('the same thread exported again has the same names', async () => {
    const withoutIds = janThread(plain)['messages.jsonl'].replaceAll(/"id":"[^"]*",/g, '')
    const [first] = (await readTexts({ 'messages.jsonl': withoutIds })).conversations
    const [second] = (await readTexts({ 'messages.jsonl': withoutIds })).conversations
    expect(first?.nodes.map(({ sourceId }) => sourceId)).toEqual(second?.nodes.map(({ sourceId }) => sourceId))
    expect(new Set(first?.nodes.map(({ sourceId }) => sourceId)).size).toBe(2)
  })

  test.skipIf(!hasFixtures)('the sample loses nothing', async () => {
    const reading = await readPaths(fixture('jan', 'threads'))
    expect(Object.values(formatsOf(reading))).toContain('jan')
    expect(reading.conversations.map(({ title, nodes }) => [title, nodes.length])).toEqual([['Hello', 2]])
    expect(reading.problems).toEqual([])
  })
})
