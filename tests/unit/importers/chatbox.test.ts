import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { withOneBeginning } from '#tests/helpers/chat-shapes.ts'
import { chatboxBackup, chatboxFile, chatboxSession } from '#tests/helpers/chatbox-export.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const plain: ChatTurn[] = [
  { role: 'user', shown: 0, versions: [{ text: 'hi', time: 1_700_000_000_000 }] },
  { role: 'assistant', shown: 0, versions: [{ text: 'hello', time: 1_700_000_001_000 }] },
]
const said = (id: string, more: object = {}) => ({
  id,
  role: 'user',
  contentParts: [{ type: 'text', text: id }],
  ...more,
})

async function readSession(session: object) {
  return await readOneText('a.json', JSON.stringify(chatboxFile(session)))
}

describe('Chatbox', () => {
  test('sessions come back as they were, forks and all', async () => {
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }), async (talk) => {
        const turns = withOneBeginning(talk)
        expect(turnsOf(await readSession(chatboxSession(turns)))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('the older layout lists whole sessions', async () => {
    const text = JSON.stringify({ 'chat-sessions': [chatboxSession(plain)], settings: {} })
    expect(turnsOf(await readOneText('a.json', text))).toEqual(plain)
  })

  test('a backup has a file for each session, and its pictures by number', async () => {
    const messages = [
      { id: '1', role: 'user', contentParts: [{ type: 'image', storageKey: 'picture:1' }] },
      {
        id: '2',
        role: 'user',
        contentParts: [],
        files: [{ name: 'a.pdf', storageKey: 'file:text', rawStorageKey: 'file:raw' }],
      },
      {
        id: '3',
        role: 'assistant',
        contentParts: [{ type: 'tool-call', toolName: 'search', args: {}, resultStorageKey: 'tool:1' }],
      },
    ]
    const session = { id: 's', name: 'S', type: 'chat', messages }
    const reading = await readTexts(chatboxBackup(session, { 'picture:1': 'picture', 'file:raw': 'pdf' }))
    expect(reading.problems).toEqual([])
    expect(formatsOf(reading)).toMatchObject({ 'sessions/session-1/session.json': 'chatbox', 'settings.json': 'other' })
    expect(reading.conversations.map(({ nodes }) => nodes.length)).toEqual([3])
    expect(reading.conversations[0]?.assets.map(({ pointer, name, file }) => [pointer, name, file?.name])).toEqual([
      ['picture:1', 'cat.png', 'sessions/session-1/resources/resource-000001.png'],
      ['file:raw', 'cat.png', 'sessions/session-1/resources/resource-000002.png'],
      ['tool:1', 'search', undefined],
    ])
    expect(JSON.stringify(reading.conversations)).not.toContain('never-store')
  })

  test('no key of the settings goes anywhere', async () => {
    const settings = { providers: { openai: { apiKey: 'sk-never-store-this' } }, modelId: 'gpt-4o' }
    const conversation = await readSession(chatboxSession(plain, { settings }))
    expect(JSON.stringify(conversation)).not.toContain('never-store')
    expect(JSON.stringify(conversation.raw)).toContain('modelId')
  })

  test('earlier threads come before what the session holds now, and stay when it moves on', async () => {
    const threads = [
      { id: 't1', name: 'first', messages: [said('a'), said('b')] },
      { id: 't2', name: 'second', messages: [said('c')] },
    ]
    const before = await readSession({ id: 's', name: 'S', messages: [said('d')], threads })
    const line = [
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
      ['d', 'c'],
    ]
    expect(before.nodes.map(({ sourceId, parentId }) => [sourceId, parentId])).toEqual(line)
    const moved = [...threads, { id: 't3', name: 'third', messages: [said('d')] }]
    const after = await readSession({ id: 's', name: 'S', messages: [said('e')], threads: moved })
    expect(after.nodes.map(({ sourceId, parentId }) => [sourceId, parentId])).toEqual([...line, ['e', 'd']])
  })

  test('forks keep their tails, and forks inside of other forks', async () => {
    const forks = {
      q: {
        position: 0,
        lists: [
          { id: 'l0', messages: [] },
          { id: 'l1', messages: [said('b1'), said('b2')] },
        ],
      },
      b1: {
        position: 0,
        lists: [
          { id: 'l2', messages: [] },
          { id: 'l3', messages: [said('c1')] },
        ],
      },
      gone: { position: 0, lists: [{ id: 'l4', messages: [said('z')] }] },
    }
    const { nodes, currentId } = await readSession({
      id: 's',
      messages: [said('q'), said('a')],
      messageForksHash: forks,
    })
    expect(Object.fromEntries(nodes.map(({ sourceId, parentId }) => [sourceId, parentId]))).toEqual({
      q: null,
      a: 'q',
      b1: 'q',
      b2: 'b1',
      c1: 'b1',
      z: null,
    })
    expect(currentId).toBe('a')
  })

  test('words of every kind are read: older ones, thoughts, tools, pictures, links, errors', async () => {
    const messages = [
      {
        id: '1',
        role: 'user',
        content: 'legacy',
        pictures: [{ storageKey: 'picture:1' }],
        files: [{ id: 'f', name: 'a.txt' }],
      },
      {
        id: '2',
        role: 'assistant',
        content: 'hello',
        reasoningContent: 'hm',
        links: [{ title: 'A', url: 'https://a.example' }],
      },
      {
        id: '3',
        role: 'assistant',
        contentParts: [
          { type: 'reasoning', text: 'hm', duration: 1_500 },
          { type: 'tool-call', toolName: 'search', args: { q: 1 }, result: 'found' },
          { type: 'info', text: 'note' },
        ],
        error: 'broke',
        generating: true,
      },
    ]
    const { nodes, assets } = await readSession({ id: 's', messages })
    expect(nodes.map(({ parts }) => parts.map(({ kind }) => kind))).toEqual([
      ['text', 'image', 'file'],
      ['thought', 'text', 'citation'],
      ['thought', 'tool_call', 'tool_result', 'opaque', 'error'],
    ])
    expect(nodes[2]).toMatchObject({ state: 'interrupted', keptRaw: true })
    expect(assets.map(({ pointer, file }) => [pointer, file])).toEqual([
      ['picture:1', null],
      ['f', null],
    ])
  })

  test('a session never used is said, a broken one fails alone', async () => {
    const { conversations, problems } = await readTexts({
      'a.json': JSON.stringify(
        chatboxFile({ id: 's', name: 'Empty', messages: [] }, 5 as unknown as object, chatboxSession(plain)),
      ),
    })
    expect(conversations).toHaveLength(1)
    expect(problems.map(({ kind, code, item }) => [kind, code, item])).toEqual([
      ['note', 'empty-conversation', 'Empty'],
      ['failed', 'not-a-conversation', 'Listed'],
    ])
  })

  test.skipIf(!hasFixtures)('the sample loses nothing', async () => {
    const reading = await readPaths(fixture('chatbox', 'chatbox-exported-data-2026-4-2.json'))
    expect(Object.values(formatsOf(reading))).toEqual(['chatbox'])
    expect(reading.problems).toEqual([])
    const [session] = reading.conversations
    expect(session?.nodes.map(({ sourceId }) => sourceId).toSorted()).toEqual(['m0', 'm1', 'm2', 'm2b', 'm8'])
    const versions = session?.nodes.filter(({ parentId }) => parentId === 'm1')
    expect(versions?.map(({ parts }) => spokenText(parts))).toEqual(['other answer', 'hello'])
    expect(session?.currentId).toBe('m2')
  })
})
