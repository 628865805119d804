import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { chats, turnsOf } from '#tests/helpers/chat-model.ts'
import { wentOnFromLast } from '#tests/helpers/chat-nodes.ts'
import { deepseekConversation } from '#tests/helpers/deepseek-export.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const read = async (value: unknown): Promise<NeutralConversation> => await readOneText('a.json', JSON.stringify(value))

async function readMessage(message: unknown) {
  const { nodes } = await read([
    { id: 'c', title: null, mapping: { 0: { message: { fragments: [] } }, 1: { id: '1', message } } },
  ])
  const node = nodes[1]
  if (!node) throw new Error('the message is gone')
  return node
}

describe.skipIf(!hasFixtures)('the sample DeepSeek export', () => {
  test('loses nothing, and the newest versions are shown', async () => {
    const path = fixture('deepseek', 'conversations.json')
    const [raw] = JSON.parse(readFileSync(path, 'utf8')) as [{ mapping: Record<string, { message: unknown }> }]
    const reading = await readPaths(path)
    expect(formatsOf(reading)).toEqual({ 'conversations.json': 'deepseek' })
    expect(reading.problems).toEqual([])
    const [conversation] = reading.conversations
    expect(conversation?.nodes).toHaveLength(Object.values(raw.mapping).filter(({ message }) => message).length)
    expect(conversation?.currentId).toBe('4')
    expect(conversation?.nodes.map(({ role, model }) => [role, model])).toEqual([
      ['user', null],
      ['assistant', 'deepseek-reasoner'],
      ['user', null],
      ['assistant', 'deepseek-chat'],
    ])
    expect(conversation?.createdAt).toMatchObject({ milliseconds: Date.UTC(2025, 2, 15, 12, 34, 7, 776) })
  })
})

describe('a conversation', () => {
  test('comes back as it was said: words, people, order, versions and times', async () => {
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }).map(wentOnFromLast), async (turns) => {
        expect(turnsOf(await read([deepseekConversation(turns)]))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('without any links runs in the order of its file', async () => {
    await fc.assert(
      fc.asyncProperty(chats(), async (turns) => {
        expect(turnsOf(await read([deepseekConversation(turns, { links: false })]))).toEqual(turns)
      }),
      { numRuns: 20 },
    )
  })

  test('saved from the interface is read as well', async () => {
    const message = (id: number, parent: number | null, role: string, text: string) => ({
      message_id: id,
      parent_id: parent,
      role,
      inserted_at: 1_742_000_000.5,
      fragments: [{ type: role === 'USER' ? 'REQUEST' : 'RESPONSE', content: text }],
    })
    const chat = await read({
      code: 0,
      data: {
        biz_code: 0,
        biz_data: {
          chat_session: { id: 's', title: 'T', current_message_id: 3 },
          chat_messages: [
            message(1, null, 'USER', 'a'),
            message(2, 1, 'ASSISTANT', 'b'),
            message(3, 1, 'ASSISTANT', 'c'),
          ],
        },
      },
    })
    expect(chat).toMatchObject({ source: 'deepseek', sourceId: 's', title: 'T', currentId: '3' })
    expect(chat.nodes.map(({ parentId, role }) => [parentId, role])).toEqual([
      [null, 'user'],
      ['1', 'assistant'],
      ['1', 'assistant'],
    ])
    expect(chat.nodes[0]?.createdAt?.milliseconds).toBe(1_742_000_000_500)
  })
})

describe('a message', () => {
  test.each([
    [{ fragments: [{ type: 'THINK', content: 'hm', elapsed_secs: 3 }] }, [{ kind: 'thought', text: 'hm', seconds: 3 }]],
    [
      { fragments: [{ type: 'TOOL_SEARCH', results: [{ title: 't', url: 'u', snippet: 's' }, { url: 'v' }] }] },
      [{ kind: 'tool_result', text: 't\nu\ns\n\nv', name: 'tool_search' }],
    ],
    [
      { role: 'assistant', content: 'a', reasoning_content: 'hm' },
      [
        { kind: 'thought', text: 'hm', seconds: null },
        { kind: 'text', text: 'a' },
      ],
    ],
    [
      { fragments: [{ type: 'REQUEST', content: 'see' }], files: [{ id: 'f', file_name: 'a.png', file_size: 3 }] },
      [
        { kind: 'text', text: 'see' },
        {
          kind: 'image',
          assetId: null,
          pointer: 'f',
          name: 'a.png',
          mime: null,
          width: null,
          height: null,
          description: null,
        },
      ],
    ],
  ])('%j becomes %j', async (message, parts) => {
    expect((await readMessage(message)).parts).toEqual(parts)
  })

  test('of an unknown kind is kept verbatim', async () => {
    const fragment = { type: 'HOLOGRAM', content: 'boo', depth: 3 }
    const node = await readMessage({ fragments: [fragment] })
    expect(node).toMatchObject({ keptRaw: true, parts: [{ kind: 'opaque', type: 'HOLOGRAM', text: 'boo' }] })
    expect(JSON.parse((node.parts[0] as { json: string }).json)).toEqual(fragment)
    expect(await readMessage('torn')).toMatchObject({ keptRaw: true, parts: [{ kind: 'opaque', text: 'torn' }] })
  })
})

test('a mapping of ChatGPT’s is not taken for DeepSeek’s, nor the other way round', async () => {
  const chatgpt = { id: 'c', mapping: { a: { message: { author: { role: 'user' }, content: { parts: ['x'] } } } } }
  const older = { id: 'c', mapping: { a: { message: { role: 'user', content: 'x', inserted_at: '2025-01-01' } } } }
  expect(
    formatsOf(await readTexts({ 'a.json': JSON.stringify([chatgpt]), 'b.json': JSON.stringify([older]) })),
  ).toEqual({ 'a.json': 'chatgpt', 'b.json': 'deepseek' })
})
