import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation, NeutralNode } from '#core/importers/neutral.ts'
import { chats, turnsOf } from '#tests/helpers/chat-model.ts'
import { claudeConversation } from '#tests/helpers/claude-export.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const read = async (value: unknown): Promise<NeutralConversation> => await readOneText('a.json', JSON.stringify(value))

async function readMessages(...messages: unknown[]): Promise<readonly NeutralNode[]> {
  return (await read([{ uuid: 'c', name: '', chat_messages: messages }])).nodes
}

async function readMessage(message: object): Promise<NeutralNode> {
  const [node] = await readMessages({ uuid: 'm', sender: 'assistant', ...message })
  if (!node) throw new Error('the message is gone')
  return node
}

describe.skipIf(!hasFixtures)('sample Claude exports', () => {
  type Raw = { chat_messages?: unknown[]; docs?: unknown[]; description?: string; prompt_template?: string }

  test.each([
    'context-carry-conversations.json',
    'context-carry-projects.json',
    'panchat-conversations.json',
    'panchat-project_dir.json',
    'polylogue-schema-synthetic-00.json',
  ])('%s loses no message and no document', async (name) => {
    const path = fixture('claude', name)
    const parsed = JSON.parse(readFileSync(path, 'utf8')) as Raw | Raw[]
    const wanted = (Array.isArray(parsed) ? parsed : [parsed]).map(
      ({ chat_messages: messages, docs, description, prompt_template: template }) =>
        messages?.length ?? (docs?.length ?? 0) + [description, template].filter(Boolean).length,
    )
    const reading = await readPaths(path)
    expect(formatsOf(reading)).toEqual({ [name]: 'claude' })
    expect(reading.problems).toEqual([])
    expect(reading.conversations.map(({ nodes }) => nodes.length)).toEqual(wanted)
  })

  test('an unknown block is kept verbatim, and a file without its text is missed', async () => {
    const { conversations } = await readPaths(fixture('claude', 'panchat-conversations.json'))
    const [asked, answered] = conversations[0]?.nodes ?? []
    expect(answered).toMatchObject({ keptRaw: true })
    expect(answered?.parts.at(-1)).toMatchObject({ kind: 'opaque', type: 'citation_block' })
    expect(asked?.parts.at(-1)).toMatchObject({ kind: 'file', name: 'spec.md', size: 2048 })
    expect(conversations[0]?.assets).toMatchObject([{ name: 'spec.md', file: null }])
  })
})

describe('a conversation', () => {
  test('comes back as it was said: words, people, order, versions and times', async () => {
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }), async (turns) => {
        expect(turnsOf(await read([claudeConversation(turns)]))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('without links stands in one line, ties and all', async () => {
    await fc.assert(
      fc.asyncProperty(chats(), async (turns) => {
        expect(turnsOf(await read(claudeConversation(turns, { links: false })))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('has no title where its name is empty, and both batches of an export count', async () => {
    const one = claudeConversation([{ role: 'user', shown: 0, versions: [{ text: 'a', time: 1e12 }] }], { name: '' })
    const { conversations } = await readTexts({
      'batch-0000/conversations.json': JSON.stringify([one]),
      'batch-0001/conversations.json': JSON.stringify([{ ...one, uuid: 'c-2', name: 'B' }]),
      'users.json': JSON.stringify([{ uuid: 'u', full_name: 'X', email_address: 'x@example.com' }]),
    })
    expect(conversations.map(({ sourceId, title }) => [sourceId, title])).toEqual([
      ['c-1', null],
      ['c-2', 'B'],
    ])
  })

  test('shared as a snapshot runs by index and belongs to its conversation', async () => {
    const message = (index: number, text: string) => ({
      uuid: `m${index}`,
      index,
      sender: 'human',
      text,
      content: null,
    })
    const { sourceId, title, nodes } = await read({
      uuid: 's',
      conversation_uuid: 'c',
      snapshot_name: 'Shared',
      chat_messages: [message(1, 'b'), message(0, 'a')],
    })
    expect([sourceId, title]).toEqual(['c', 'Shared'])
    expect(nodes.map(({ parts }) => parts)).toEqual([[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]])
  })

  test('keeps broken messages, double ids and dangling parents', async () => {
    const nodes = await readMessages(
      { uuid: 'm', sender: 'human', text: 'a', parent_message_uuid: 'gone' },
      { uuid: 'm', sender: 'human', text: 'b', parent_message_uuid: 'm' },
      'torn',
      null,
      { sender: 'assistant', text: 'no id' },
    )
    expect(nodes).toHaveLength(5)
    expect(new Set(nodes.map(({ sourceId }) => sourceId)).size).toBe(5)
    expect(nodes.filter(({ keptRaw }) => keptRaw)).toHaveLength(2)
  })

  test('of 20,000 messages in one line is read without recursion', async () => {
    const messages = Array.from({ length: 20_000 }, (_, index) => ({
      uuid: `m${index}`,
      sender: 'human',
      text: 'x',
      parent_message_uuid: index === 0 ? null : `m${index - 1}`,
    }))
    expect(await readMessages(...messages)).toHaveLength(20_000)
  })
})

describe('content', () => {
  test.each([
    [[{ type: 'text', text: 'a' }], [{ kind: 'text', text: 'a' }]],
    [[{ type: 'text', text: '' }], []],
    [
      [
        {
          type: 'thinking',
          thinking: 'hm',
          start_timestamp: '2025-01-01T00:00:00Z',
          stop_timestamp: '2025-01-01T00:00:02.5Z',
        },
      ],
      [{ kind: 'thought', text: 'hm', seconds: 2.5 }],
    ],
    [
      [{ type: 'thinking', thinking: '', summaries: [{ summary: 's' }, { summary: 't' }] }],
      [{ kind: 'thought', text: 's\nt', seconds: null }],
    ],
    [[{ type: 'tool_use', name: 'search', input: { q: 1 } }], [{ kind: 'tool_call', text: '{"q":1}', name: 'search' }]],
    [
      [{ type: 'tool_use', name: 'artifacts', input: { command: 'create', type: 'text/markdown', content: '# Hi' } }],
      [{ kind: 'code', text: '# Hi', language: 'markdown' }],
    ],
    [
      [{ type: 'tool_use', name: 'artifacts', input: { command: 'update', old_str: 'a', new_str: 'b' } }],
      [{ kind: 'tool_call', text: '{"command":"update","old_str":"a","new_str":"b"}', name: 'artifacts' }],
    ],
    [
      [{ type: 'tool_result', name: 'search', content: [{ type: 'knowledge', title: 'T', url: 'u', text: 'x' }] }],
      [{ kind: 'tool_result', text: 'T\nu\nx', name: 'search' }],
    ],
    [
      [
        {
          type: 'text',
          text: 'a',
          citations: [{ details: { url: 'https://a.example' } }, { url: 'https://a.example' }],
        },
      ],
      [
        { kind: 'text', text: 'a' },
        { kind: 'citation', text: '', title: null, url: 'https://a.example' },
      ],
    ],
    [
      [{ type: 'voice_note', title: 'Note', text: 'spoken' }],
      [{ kind: 'audio', assetId: null, pointer: null, name: 'Note', mime: null, transcript: 'spoken' }],
    ],
    [[{ type: 'token_budget' }, { type: 'flag', flag: 'x' }], []],
  ])('%j becomes %j', async (content, parts) => {
    const node = await readMessage({ content, text: '' })
    expect(node.parts).toEqual(parts)
    expect(node.keptRaw).toBe(false)
  })

  test('text that stands for blocks left out is never taken for words', async () => {
    const text = 'Sure.\n```\nThis block is not supported on your current device yet.\n```\nDone.'
    const content = [
      { type: 'text', text: 'Sure.' },
      { type: 'tool_use', name: 'x', input: {} },
      { type: 'text', text: 'Done.' },
    ]
    const { parts } = await readMessage({ content, text })
    expect(parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))).toEqual(['Sure.', 'Done.'])
    const poisoned = '```\nThis block is not supported on your current device yet.\n```'
    expect((await readMessage({ content: [{ type: 'new', a: 1 }], text: poisoned })).parts).toMatchObject([
      { kind: 'opaque' },
    ])
    expect((await readMessage({ content: [], text: 'older' })).parts).toEqual([{ kind: 'text', text: 'older' }])
  })

  test('long text that was pasted in is kept under its file’s name', async () => {
    const attachments = [{ file_name: 'letter.txt', file_size: 9, file_type: 'txt', extracted_content: 'Dear you' }]
    expect((await readMessage({ content: [{ type: 'text', text: 'see' }], attachments })).parts).toEqual([
      { kind: 'text', text: 'see' },
      { kind: 'context', text: 'Dear you', label: 'letter.txt' },
    ])
  })

  test('a file named in both lists is one file, and the same name twice is two', async () => {
    const file = (uuid: string) => ({ file_uuid: uuid, file_name: 'sea.png', file_kind: 'image' })
    const { parts } = await readMessage({ files: [file('f1'), file('f2')], files_v2: [file('f1')], content: [] })
    expect(parts.map((part) => 'pointer' in part && [part.kind, part.pointer])).toEqual([
      ['image', 'f1'],
      ['image', 'f2'],
    ])
  })

  test('what the source says beyond the words stays, words that are nowhere else as well', async () => {
    const plain = await readMessage({ content: [{ type: 'text', text: 'a' }], text: 'a', updated_at: 'later' })
    expect(plain.raw).toEqual({ uuid: 'm', sender: 'assistant', updated_at: 'later' })
    const content = [{ type: 'text', text: 'a', citations: [{ uuid: 'x', url: 'https://a.example' }] }]
    expect((await readMessage({ content })).raw).toMatchObject({ content })
  })
})

describe('beside conversations', () => {
  test('memories are context, in all layouts', async () => {
    const memory = await read([
      {
        account_uuid: 'a',
        conversations_memory: 'likes rain',
        project_memories: { p1: 'paints' },
        memory_files: [{ path: '/me.md', content: '# Me' }],
      },
    ])
    expect(memory.sourceId).toBe('memory:a')
    expect(memory.nodes.every(({ role, hidden }) => role === 'system' && hidden)).toBe(true)
    expect(memory.nodes.flatMap(({ parts }) => parts)).toEqual([
      { kind: 'context', text: 'likes rain', label: 'memory' },
      { kind: 'context', text: 'paints', label: 'project_memory' },
      { kind: 'context', text: '# Me', label: '/me.md' },
    ])
    const row = await read([{ uuid: 'r', title: 'T', content: 'c', created_at: '2025-01-01T00:00:00Z' }])
    expect(row).toMatchObject({
      sourceId: 'memory:r',
      title: 'T',
      nodes: [{ parts: [{ kind: 'context', text: 'c' }] }],
    })
  })

  test('a design chat is read block by block', async () => {
    const message = (role: string, contentBlocks: unknown[], content = '') => ({
      content: { role, kind: 'chat', content, timestamp: 1_750_000_000_000, attachments: [], contentBlocks },
    })
    const chat = await read({
      uuid: 'd',
      title: 'Chat',
      project: { uuid: 'p', name: 'Site' },
      messages: [
        message('user', [], 'make it blue'),
        message('assistant', [
          { type: 'thinking', text: 'which blue' },
          { type: 'tool_call', toolCall: { id: 't', name: 'write', input: { a: 1 }, output: 'ok' } },
          { type: 'text', text: 'Done' },
          { type: 'error', message: 'late' },
          { type: 'hologram', x: 1 },
        ]),
      ],
    })
    expect(chat.title).toBe('Site')
    expect(chat.nodes.map(({ role }) => role)).toEqual(['user', 'assistant'])
    expect(chat.nodes[0]?.createdAt?.milliseconds).toBe(1_750_000_000_000)
    expect(chat.nodes.map(({ parts }) => parts)).toMatchObject([
      [{ kind: 'text', text: 'make it blue' }],
      [
        { kind: 'thought', text: 'which blue' },
        { kind: 'tool_call', text: '{"a":1}', name: 'write' },
        { kind: 'tool_result', text: 'ok', name: 'write' },
        { kind: 'text', text: 'Done' },
        { kind: 'error', text: 'late' },
        { kind: 'opaque', type: 'hologram' },
      ],
    ])
  })
})

test('a project keeps documents without names apart, and broken ones', async () => {
  const { nodes } = await read({ uuid: 'p', name: 'P', prompt_template: 'Be kind', docs: [{}, {}, 7] })
  expect(nodes.map(({ parts: [part] }) => part?.kind)).toEqual(['context', 'file', 'file', 'opaque'])
  expect(new Set(nodes.map(({ sourceId }) => sourceId)).size).toBe(4)
})
