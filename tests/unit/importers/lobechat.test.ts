import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { shownAt, withDistinctTimes, withOneBeginning } from '#tests/helpers/chat-shapes.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { lobechatState, lobechatTables } from '#tests/helpers/lobechat-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const plain: ChatTurn[] = [
  { role: 'user', shown: 0, versions: [{ text: 'hi', time: 1_700_000_000_000 }] },
  { role: 'assistant', shown: 0, versions: [{ text: 'hello', time: 1_700_000_001_000 }] },
]

/** Reads one message beside a question, from the tables. */
async function readRow(row: object, tables: object = {}) {
  const messages = [
    { id: 'q', role: 'user', content: 'hi', topicId: 'tpc_1', createdAt: '2025-01-01T00:00:00.000Z' },
    { id: 'a', role: 'assistant', topicId: 'tpc_1', parentId: 'q', createdAt: '2025-01-01T00:00:01.000Z', ...row },
  ]
  const { nodes, assets } = await readOneText('a.json', JSON.stringify(lobechatTables([], { messages, ...tables })))
  const node = nodes.find(({ sourceId }) => sourceId === 'a')
  if (!node) throw new Error('the message is lost')
  return { ...node, assets }
}

describe('LobeChat', () => {
  test.each([
    ['its state', lobechatState],
    ['its tables, in no order', lobechatTables],
  ])('talks come back as they were from %s', async (_name, write) => {
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }), async (talk) => {
        const turns = withDistinctTimes(shownAt(withOneBeginning(talk), 'last'))
        const { conversations } = await readTexts({ 'a.json': JSON.stringify(write(turns)) })
        expect(conversations).toHaveLength(1)
        expect(conversations.map(turnsOf)).toEqual([turns])
      }),
      { numRuns: 40 },
    )
  })

  test('a talk keeps its name when its data moves from the browser to a database', async () => {
    const [older, newer] = [lobechatState(plain), lobechatTables(plain)].map((value) => JSON.stringify(value))
    const [before] = (await readTexts({ 'a.json': older ?? '' })).conversations
    const [after] = (await readTexts({ 'a.json': newer ?? '' })).conversations
    expect(after?.sourceId).toBe(before?.sourceId)
    expect(after?.nodes.map(({ sourceId, parentId }) => [sourceId, parentId])).toEqual(
      before?.nodes.map(({ sourceId, parentId }) => [sourceId, parentId]),
    )
  })

  test('says who answers and which model spoke, and names topics never used', async () => {
    for (const write of [lobechatState, lobechatTables]) {
      const { conversations } = await readTexts({ 'a.json': JSON.stringify(write(plain)) })
      expect(conversations).toMatchObject([
        {
          title: 'A topic',
          nodes: [
            { author: null, model: null },
            { author: 'Mia', model: 'gpt-4o' },
          ],
        },
      ])
    }
    const { problems } = await readTexts({ 'a.json': JSON.stringify(lobechatState(plain)) })
    expect(problems).toEqual([{ kind: 'note', file: 'a.json', code: 'empty-conversation', item: 'Never used' }])
  })

  test('no key of the settings goes anywhere', async () => {
    const { conversations } = await readTexts({ 'a.json': JSON.stringify(lobechatState(plain)) })
    expect(JSON.stringify(conversations)).not.toContain('never-store')
  })

  test('a failed answer is an error, not three dots', async () => {
    const error = {
      type: 'OllamaBizError',
      message: 'Error requesting',
      body: { error: { message: 'Failed to fetch' } },
    }
    const { parts, raw } = await readRow({ content: '...', error })
    expect(parts).toEqual([{ kind: 'error', text: 'OllamaBizError\nError requesting\nFailed to fetch' }])
    expect(raw).toMatchObject({ content: '...' })
    expect((await readRow({ content: '...' })).parts).toEqual([{ kind: 'text', text: '...' }])
  })

  test('thoughts, tools, pages and files are joined from where they lie', async () => {
    const { parts, assets } = await readRow(
      {
        content: 'found',
        reasoning: { content: 'hm', duration: 2_500 },
        tools: [{ id: 't', apiName: 'search', identifier: 'web', arguments: '{"q":1}' }],
        search: { citations: [{ title: 'A', url: 'https://example.com/a' }] },
      },
      {
        messagesFiles: [{ messageId: 'a', fileId: 'f1' }],
        globalFiles: [{ id: 'f1', name: 'a.png', fileType: 'image/png', size: 5 }],
      },
    )
    expect(parts).toEqual([
      { kind: 'thought', text: 'hm', seconds: 2.5 },
      { kind: 'text', text: 'found' },
      { kind: 'tool_call', text: '{"q":1}', name: 'search' },
      expect.objectContaining({ kind: 'image', name: 'a.png', pointer: 'f1' }),
      { kind: 'citation', text: '', title: 'A', url: 'https://example.com/a' },
    ])
    expect(assets).toMatchObject([{ pointer: 'f1', file: null }])
    const plugins = { messagePlugins: [{ id: 'a', apiName: 'search', identifier: 'web' }] }
    expect((await readRow({ role: 'tool', content: '[]' }, plugins)).parts).toEqual([
      { kind: 'tool_result', text: '[]', name: 'search' },
    ])
  })

  test('a thread begins at the message it was opened from and does not move the talk', async () => {
    const at = (second: number) => new Date(Date.UTC(2025, 0, 1, 0, 0, second)).toISOString()
    const row = (id: string, second: number, more: object = {}) => ({
      id,
      role: 'user',
      content: id,
      topicId: 'tpc_1',
      createdAt: at(second),
      ...more,
    })
    const messages = [
      row('a', 0),
      row('b', 1),
      row('x', 2, { threadId: 'th' }),
      row('y', 3, { threadId: 'th' }),
      row('c', 2),
    ]
    const threads = [{ id: 'th', sourceMessageId: 'a', topicId: 'tpc_1' }]
    const { nodes, currentId } = await readOneText('a.json', JSON.stringify(lobechatTables([], { messages, threads })))
    expect(Object.fromEntries(nodes.map(({ sourceId, parentId }) => [sourceId, parentId]))).toEqual({
      a: null,
      b: 'a',
      c: 'b',
      x: 'a',
      y: 'x',
    })
    expect(currentId).toBe('c')
  })

  test.skipIf(!hasFixtures).each([
    ['deprecated-messages.json', 'state'],
    ['topic.json', 'data'],
  ])('%s loses no message and no topic', async (name, key) => {
    const path = fixture('lobechat', name)
    const source = (JSON.parse(readFileSync(path, 'utf8')) as Record<string, { messages: Record<string, unknown>[] }>)[
      key
    ]
    const messages = source?.messages ?? []
    const reading = await readPaths(path)
    expect(formatsOf(reading)).toEqual({ [name]: 'lobechat' })
    expect(reading.problems.filter(({ code }) => code !== 'empty-conversation')).toEqual([])
    const ids = reading.conversations.flatMap(({ nodes }) => nodes.map(({ sourceId }) => sourceId))
    expect(ids.toSorted()).toEqual(messages.map(({ id }) => String(id)).toSorted())
    expect(reading.conversations).toHaveLength(new Set(messages.map(({ topicId }) => topicId)).size)
    const failed = messages.filter((message) => message['error']).length
    const errors = reading.conversations.flatMap(({ nodes }) =>
      nodes.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'error')),
    )
    expect(errors).toHaveLength(failed)
  })
})
