import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { deepLibrechatFile, librechatFile } from '#tests/helpers/librechat-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { familiesOf, talkTrees, treeOf } from '#tests/helpers/talk-tree.ts'

async function readMessage(message: object) {
  const file = {
    conversationId: 'c',
    exportAt: 'x',
    messages: [{ messageId: 'a', isCreatedByUser: false, ...message }],
  }
  const { nodes, assets } = await readOneText('a.json', JSON.stringify(file))
  if (!nodes[0]) throw new Error('the message is lost')
  return { ...nodes[0], assets }
}

type Message = { children?: Message[] }

/** Counts without any code of ours. */
function count(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + 1 + count(message.children ?? []), 0)
}

describe('LibreChat', () => {
  test.each([true, false])('talks come back as they were, with every branch (nested: %s)', async (recursive) => {
    await fc.assert(
      fc.asyncProperty(talkTrees(), async (tree) => {
        const conversation = await readOneText('a.json', JSON.stringify(librechatFile(tree, recursive)))
        expect(treeOf(conversation).nodes).toEqual(familiesOf(tree).nodes)
        expect(conversation.nodes.some(({ sourceId }) => sourceId === conversation.currentId)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('a talk of thousands of messages, each nested in the one before, is read', async () => {
    const { nodes, currentId } = await readOneText('deep.json', deepLibrechatFile(5_000))
    expect(nodes).toHaveLength(5_000)
    expect(currentId).toBe('m4999')
    expect(nodes.every(({ parentId }, index) => parentId === (index === 0 ? null : `m${index - 1}`))).toBe(true)
  })

  test('depth anywhere else fails the conversation, not the import', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const text = `{"conversationId":"c","exportAt":"x","messages":[{"messageId":"a","text":"hi","odd":${deep}}]}`
    const { conversations, problems } = await readTexts({ 'a.json': text })
    expect(conversations).toEqual([])
    expect(problems).toMatchObject([{ kind: 'failed', code: 'unreadable-conversation' }])
  })

  test('who spoke is told by the mark, whatever the name beside it', async () => {
    const sent = { sender: 'User', text: 'x' }
    expect(await readMessage({ ...sent, isCreatedByUser: false })).toMatchObject({ role: 'assistant', author: 'User' })
    expect(await readMessage({ ...sent, isCreatedByUser: undefined })).toMatchObject({ role: 'user' })
  })

  test('the model is the message’s own; neither the options nor an agent’s id stand in for it', async () => {
    const options = { model: 'gpt-3.5-turbo' }
    const file = { conversationId: 'c', exportAt: 'x', options, messages: [{ messageId: 'a', text: 'x' }] }
    expect((await readOneText('a.json', JSON.stringify(file))).nodes[0]?.model).toBeNull()
    expect((await readMessage({ text: 'x', model: 'gpt-4o' })).model).toBe('gpt-4o')
    expect((await readMessage({ text: 'x', model: 'agent_x1' })).model).toBeNull()
  })

  test('content in parts is read in order, and what is unknown kept', async () => {
    const unknown = { type: 'agent_update', agent_update: { runId: 1 } }
    const { parts, keptRaw } = await readMessage({
      text: '',
      content: [
        { type: 'think', think: 'hm' },
        { type: 'tool_call', tool_call: { name: 'search', args: '{"q":1}', output: 'found' } },
        { type: 'text', text: { value: 'hello' } },
        { type: 'error', error: 'broke' },
        unknown,
      ],
    })
    expect(parts).toEqual([
      { kind: 'thought', text: 'hm', seconds: null },
      { kind: 'tool_call', text: '{"q":1}', name: 'search' },
      { kind: 'tool_result', text: 'found', name: 'search' },
      { kind: 'text', text: 'hello' },
      { kind: 'error', text: 'broke' },
      { kind: 'opaque', type: 'agent_update', text: '', json: JSON.stringify(unknown) },
    ])
    expect(keptRaw).toBe(true)
  })

  test('words beside content that holds none are not lost', async () => {
    const content = [{ type: 'think', think: 'hm' }]
    expect((await readMessage({ text: 'hello', content })).parts).toMatchObject([
      { kind: 'thought' },
      { text: 'hello' },
    ])
  })

  test('failed and unfinished answers say so; files are named', async () => {
    expect((await readMessage({ text: 'quota', error: true })).parts).toEqual([{ kind: 'error', text: 'quota' }])
    expect((await readMessage({ text: 'half', unfinished: true })).state).toBe('stopped')
    const files = [
      { file_id: 'f', filepath: '/images/a.png', filename: 'a.png', type: 'image/png', width: 4, height: 5 },
    ]
    const { parts, assets } = await readMessage({ text: 'x', files })
    expect(parts[1]).toMatchObject({ kind: 'image', name: 'a.png', width: 4, height: 5 })
    expect(assets).toMatchObject([{ pointer: '/images/a.png', file: null }])
  })

  test.each([
    [
      'dangling and circular parents',
      [
        { messageId: 'a', parentMessageId: 'b' },
        { messageId: 'b', parentMessageId: 'a' },
        { messageId: 'c', parentMessageId: 'gone' },
      ],
    ],
    ['missing ids', [{}, {}, {}]],
    ['used ids', [{ messageId: 'a' }, { messageId: 'a', x: 1 }, { messageId: 'a', x: 2 }]],
  ])('%s lose no message', async (_name, marks) => {
    const messages = marks.map((mark, index) => ({ text: `said ${index}`, sender: 'User', ...mark }))
    const { nodes } = await readOneText('a.json', JSON.stringify({ conversationId: 'c', exportAt: 'x', messages }))
    expect(nodes.map(({ parts }) => spokenText(parts)).toSorted()).toEqual(['said 0', 'said 1', 'said 2'])
  })

  test('a tree and a flat list of the same talk are one', async () => {
    const tree = [{ messageId: 'a', text: 'one', depth: 0, children: [{ messageId: 'b', text: 'two', depth: 1 }] }]
    const flat = ['a', 'b', 'c'].map((messageId) => ({ messageId, text: messageId, parentMessageId: null }))
    const file = { conversationId: 'c', exportAt: 'x', messagesTree: tree, messages: flat }
    const { nodes } = await readOneText('a.json', JSON.stringify(file))
    expect(nodes.map(({ sourceId, parentId }) => [sourceId, parentId])).toEqual([
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
    ])
  })

  test('a list without any links is one line', async () => {
    const messages = ['one', 'two', 'three'].map((text) => ({ text, sender: 'User' }))
    const { nodes } = await readOneText('a.json', JSON.stringify({ conversationId: 'c', exportAt: 'x', messages }))
    expect(nodes.map(({ parentId }) => parentId)).toEqual([null, nodes[0]?.sourceId, nodes[1]?.sourceId])
  })

  test.skipIf(!hasFixtures).each(['librechat-export.json', 'librechat-linear.json', 'librechat-tree.json'])(
    '%s loses nothing',
    async (name) => {
      const path = fixture('librechat', name)
      const reading = await readPaths(path)
      expect(formatsOf(reading)).toEqual({ [name]: 'librechat' })
      expect(reading.problems).toEqual([])
      const { messages } = JSON.parse(readFileSync(path, 'utf8')) as { messages: Message[] }
      expect(reading.conversations.map(({ nodes }) => nodes.length)).toEqual([count(messages)])
    },
  )
})
