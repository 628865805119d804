import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation, NeutralNode } from '#core/importers/neutral.ts'
import { chatgptConversations, writeJson } from '#tests/helpers/chatgpt-export.ts'
import { readPaths, type Reading } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

async function readValue(value: unknown): Promise<Reading> {
  await using folder = await tempFolder()
  await writeJson(folder.file('a.json'), value)
  return await readPaths(folder.file('a.json'))
}

async function readOne(conversation: object): Promise<NeutralConversation> {
  const { conversations } = await readValue([conversation])
  if (!conversations[0]) throw new Error('nothing was read')
  return conversations[0]
}

const plain = { author: { role: 'user' }, content: { content_type: 'text', parts: ['hello'] } }

/** The node of one message between a root and nothing. */
async function readMessage(message: object): Promise<NeutralNode> {
  const { nodes } = await readOne({
    id: 'c',
    mapping: {
      root: { parent: null, message: plain },
      n: { parent: 'root', message: { author: { role: 'assistant' }, ...message } },
    },
  })
  const node = nodes.find((one) => one.sourceId === 'n')
  if (!node) throw new Error('the message is gone')
  return node
}

describe('content', () => {
  const pointer = 'sediment://file_00ab#p1'
  const image = { content_type: 'image_asset_pointer', asset_pointer: pointer, width: 4, height: 3 }
  const media = { assetId: null, name: null, mime: null }
  const shown = { kind: 'image', ...media, pointer, width: 4, height: 3, description: null }

  test.each([
    ['text', { parts: ['a', '', 'b', null, { text: 'c' }] }, [{ kind: 'text', text: 'a\nb\nc' }]],
    ['text', { parts: [''] }, []],
    ['multimodal_text', { parts: [image, 'see'] }, [shown, { kind: 'text', text: 'see' }]],
    [
      'multimodal_text',
      { parts: [{ content_type: 'audio_transcription', text: 'spoken' }] },
      [{ kind: 'text', text: 'spoken' }],
    ],
    ['code', { text: 'x = 1', language: 'python' }, [{ kind: 'code', text: 'x = 1', language: 'python' }]],
    ['execution_output', { text: '1' }, [{ kind: 'tool_result', text: '1', name: null }]],
    ['tether_browsing_display', { result: 'r', summary: 's' }, [{ kind: 'tool_result', text: 's\nr', name: null }]],
    ['tether_browsing_code', { text: 'open' }, [{ kind: 'tool_call', text: 'open', name: null }]],
    [
      'tether_quote',
      { text: 'q', title: 't', url: 'https://a.example' },
      [{ kind: 'citation', text: 'q', title: 't', url: 'https://a.example' }],
    ],
    ['sonic_webpage', { snippet: 'q', title: 't' }, [{ kind: 'citation', text: 'q', title: 't', url: null }]],
    [
      'thoughts',
      { thoughts: [{ summary: 's', content: '', chunks: ['a', 'b'] }] },
      [{ kind: 'thought', text: 's\n\nab', seconds: null }],
    ],
    ['reasoning_recap', { content: 'Thought for 3s' }, [{ kind: 'thought', text: 'Thought for 3s', seconds: null }]],
    [
      'model_editable_context',
      { model_set_context: 'likes rain' },
      [{ kind: 'context', text: 'likes rain', label: 'memory' }],
    ],
    ['system_error', { name: 'E', text: 'broke' }, [{ kind: 'error', text: 'E\nbroke' }]],
    [
      'computer_output',
      { state: { title: 't', url: 'u' }, screenshot: image },
      [{ kind: 'tool_result', text: 't\nu', name: null }, shown],
    ],
    [
      'citable_code_output',
      { output_str: 'o', metadata: { display_title: 'd' } },
      [{ kind: 'tool_result', text: 'o', name: 'd' }],
    ],
    [
      'app_pairing_content',
      { workspaces: [{ app_name: 'A', title: 'T' }], context_parts: [{ text: 'c' }] },
      [{ kind: 'context', text: 'A: T\nc', label: 'app' }],
    ],
  ])('%s becomes what it is', async (type, content, parts) => {
    const node = await readMessage({ content: { content_type: type, ...content } })
    expect(node.parts).toEqual(parts)
    expect(node.keptRaw).toBe(false)
  })

  test('unknown content, parts and messages are kept verbatim and counted so', async () => {
    const content = { content_type: 'super_widget', title: 'A map', payload: { pins: [1, 2] } }
    const widget = await readMessage({ content })
    expect(widget).toMatchObject({ keptRaw: true, parts: [{ kind: 'opaque', type: 'super_widget', text: 'A map' }] })
    expect(JSON.parse((widget.parts[0] as { json: string }).json)).toEqual(content)
    const part = { content_type: 'hologram', text: 'boo' }
    expect(await readMessage({ content: { content_type: 'multimodal_text', parts: ['x', part] } })).toMatchObject({
      keptRaw: true,
      parts: [
        { kind: 'text', text: 'x' },
        { kind: 'opaque', type: 'hologram', text: 'boo', json: JSON.stringify(part) },
      ],
    })
    const { nodes } = await readOne({ id: 'c', mapping: { a: { message: plain }, b: { message: 'just words' } } })
    expect(nodes[1]).toMatchObject({ keptRaw: true, parts: [{ kind: 'opaque', text: 'just words' }] })
  })

  test('words to and from tools are tool traffic, not speech', async () => {
    expect(
      (await readMessage({ recipient: 'bio', content: { content_type: 'text', parts: ['likes tea'] } })).parts,
    ).toEqual([{ kind: 'tool_call', text: 'likes tea', name: 'bio' }])
    const reply = {
      author: { role: 'tool', name: 'bio' },
      content: { content_type: 'text', parts: ['Model set context updated.'] },
    }
    expect((await readMessage(reply)).parts).toEqual([
      { kind: 'tool_result', text: 'Model set context updated.', name: 'bio' },
    ])
  })

  test('custom instructions are context, not a turn of the person', async () => {
    const node = await readMessage({
      author: { role: 'user' },
      content: { content_type: 'user_editable_context', user_profile: 'I paint', user_instructions: 'Be brief' },
      metadata: { is_visually_hidden_from_conversation: true },
    })
    expect(node).toMatchObject({ role: 'system', hidden: true })
    expect(node.parts).toEqual([
      { kind: 'context', text: 'I paint', label: 'user_profile' },
      { kind: 'context', text: 'Be brief', label: 'user_instructions' },
    ])
  })

  test('files sent along are parts, once, with their names', async () => {
    const attachments = [
      { id: 'file_00ab', name: 'sea.png', mime_type: 'image/png' },
      { id: 'file-zz', name: 'poem.pdf', mime_type: 'application/pdf', size: 9 },
    ]
    const node = await readMessage({
      content: { content_type: 'multimodal_text', parts: [image] },
      metadata: { attachments },
    })
    expect(node.parts).toEqual([
      { ...shown, name: 'sea.png', mime: 'image/png' },
      { kind: 'file', assetId: null, pointer: 'file-zz', name: 'poem.pdf', mime: 'application/pdf', size: 9 },
    ])
  })

  test('citation marks stay as they are', async () => {
    const text = 'So it is \ue200cite\ue202turn0search1\ue201 and 【11†L1-L5】'
    expect((await readMessage({ content: { content_type: 'text', parts: [text] } })).parts).toEqual([
      { kind: 'text', text },
    ])
  })
})

describe('who, when and how', () => {
  const content = { content_type: 'text', parts: ['x'] }

  test('the model is the message’s own, else the conversation’s, else unknown, and never a choice such as auto', async () => {
    const ask = async (metadata: object, conversation: object = {}) => {
      const { nodes } = await readOne({
        id: 'c',
        ...conversation,
        mapping: { n: { message: { author: { role: 'assistant' }, content, metadata } } },
      })
      return nodes[0]?.model
    }
    expect(await ask({ model_slug: 'gpt-4o' }, { default_model_slug: 'gpt-5' })).toBe('gpt-4o')
    expect(await ask({}, { default_model_slug: 'gpt-5' })).toBe('gpt-5')
    expect(await ask({}, { default_model_slug: 'auto' })).toBeNull()
    expect(await ask({})).toBeNull()
  })

  test.each([
    [1_700_000_000, 1_700_000_000_000],
    [1_700_000_000.25, 1_700_000_000_250],
    [1_700_000_000_123, 1_700_000_000_123],
    [1_700_000_000_123_456, 1_700_000_000_123],
    ['2023-11-14T22:13:20Z', 1_700_000_000_000],
    ['2023-11-14T22:13:20.000+00:00', 1_700_000_000_000],
    ['1700000000.5', 1_700_000_000_500],
    [0, undefined],
    [-1, undefined],
    [null, undefined],
    [true, undefined],
    ['soon', undefined],
  ])('the time %j is %j', async (create_time, milliseconds) => {
    expect((await readMessage({ content, create_time })).createdAt?.milliseconds).toBe(milliseconds)
  })

  test('an answer that was stopped or never finished says so', async () => {
    expect((await readMessage({ content, status: 'in_progress' })).state).toBe('interrupted')
    expect((await readMessage({ content, status: 'finished_partial_completion' })).state).toBe('stopped')
    expect(await readMessage({ content, metadata: { finish_details: { type: 'max_tokens' } } })).toMatchObject({
      state: 'complete',
      finishReason: 'max_tokens',
    })
  })
})

describe('the tree', () => {
  const node = (parent?: string | null, children?: string[]) => ({ parent, children, message: plain })
  const parents = ({ nodes }: NeutralConversation) =>
    Object.fromEntries(nodes.map((one) => [one.sourceId, one.parentId]))

  test('is rebuilt from either kind of link', async () => {
    expect(parents(await readOne({ id: 'c', mapping: { a: node(null), b: node('a'), c: node('b') } }))).toEqual({
      a: null,
      b: 'a',
      c: 'b',
    })
    const down = {
      a: { children: ['b'], message: plain },
      b: { children: ['c'], message: plain },
      c: { message: plain },
    }
    expect(parents(await readOne({ id: 'c', mapping: down }))).toEqual({ a: null, b: 'a', c: 'b' })
  })

  test('keeps what hangs on nothing, and cuts circles without losing a node', async () => {
    expect(parents(await readOne({ id: 'c', mapping: { a: node(null), b: node('deleted'), c: node('b') } }))).toEqual({
      a: null,
      b: null,
      c: 'b',
    })
    expect(
      parents(await readOne({ id: 'c', mapping: { a: node('c'), b: node('a'), c: node('b'), d: node('d') } })),
    ).toEqual({ a: null, b: 'a', c: 'b', d: null })
  })

  test('gives versions in the order of their parent', async () => {
    const { nodes } = await readOne({
      id: 'c',
      mapping: { z: node('a'), a: node(null, ['m', 'z', 'b']), b: node('a'), m: node('a') },
    })
    expect(nodes.map((one) => one.sourceId)).toEqual(['a', 'm', 'z', 'b'])
  })

  test('closes over nodes that carry nothing and remembers them', async () => {
    const conversation = await readOne({
      id: 'c',
      current_node: 'x',
      mapping: { r: { message: null, children: ['a'] }, a: node('r'), x: { parent: 'a', message: null }, b: node('x') },
    })
    expect(parents(conversation)).toEqual({ a: null, b: 'a' })
    expect(conversation.currentId).toBe('a')
    expect(conversation.raw).toMatchObject({ emptyNodes: { r: { children: ['a'] }, x: { parent: 'a' } } })
  })

  test('ends at the newest leaf where no current node is told', async () => {
    const at = (time: number | null) => ({ parent: 'a', message: { ...plain, create_time: time } })
    expect(
      (await readOne({ id: 'c', mapping: { a: node(null), b: at(5), c: at(9), d: at(9), e: at(null) } })).currentId,
    ).toBe('d')
    expect((await readOne({ id: 'c', current_node: 'gone', mapping: { a: node(null), b: at(null) } })).currentId).toBe(
      'b',
    )
  })

  test('of 50,000 messages in one line is read without recursion', async () => {
    const mapping: Record<string, object> = {}
    for (let index = 0; index < 50_000; index += 1) mapping[`n${index}`] = node(index === 0 ? null : `n${index - 1}`)
    expect((await readOne({ id: 'c', mapping })).nodes).toHaveLength(50_000)
  })

  test('of any shape keeps every message once, parents first', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
    const links = fc.dictionary(
      name,
      fc.record(
        {
          parent: fc.oneof(name, fc.constant(null), fc.constant('gone')),
          children: fc.array(name),
          says: fc.boolean(),
        },
        { requiredKeys: ['says'] },
      ),
      { minKeys: 1 },
    )
    await fc.assert(
      fc.asyncProperty(links, fc.option(name), async (shape, current) => {
        const mapping = Object.fromEntries(
          Object.entries(shape).map(([id, { says, ...rest }]) => [id, { ...rest, message: says ? plain : null }]),
        )
        mapping['sure'] = { message: plain }
        const { nodes, currentId } = await readOne({ id: 'c', current_node: current, mapping })
        const seen = new Set<string>()
        for (const one of nodes) {
          expect(one.parentId === null || seen.has(one.parentId)).toBe(true)
          seen.add(one.sourceId)
        }
        expect([...seen].toSorted()).toEqual(
          Object.keys(mapping)
            .filter((id) => mapping[id]?.message)
            .toSorted(),
        )
        expect(nodes).toHaveLength(seen.size)
        expect(currentId === null || seen.has(currentId)).toBe(true)
      }),
    )
  })
})

describe('what a file may be', () => {
  const some = { id: 'c', title: 'T', mapping: { a: { message: plain } } }

  test.each([
    ['a list', [some]],
    ['one conversation', some],
    ['a list inside an object', { version: 2, conversations: [some] }],
    [
      'a share page',
      {
        shared_conversation_id: 'c',
        title: 'T',
        messages: [{ node_id: 'a', parent: null, role: 'user', text: 'hello' }],
      },
    ],
  ])('%s', async (_name, value) => {
    const { conversations, problems } = await readValue(value)
    expect(problems).toEqual([])
    expect(conversations).toMatchObject([
      { sourceId: 'c', title: 'T', nodes: [{ sourceId: 'a', parts: [{ kind: 'text', text: 'hello' }] }] },
    ])
  })

  test('is told by its content: a wrong name neither hides nor makes an export', async () => {
    await using folder = await tempFolder()
    await writeJson(folder.file('conversation_asset_file_names.json'), [some])
    await writeJson(folder.file('user.json'), { id: 1 })
    await writeJson(folder.file('conversations.json'), [{ uuid: 'x', notes: [] }])
    const { conversations, sorted } = await readPaths(folder.path)
    expect(conversations).toHaveLength(1)
    expect(sorted.map((one) => [one.file.name, one.kind === 'other' ? one.code : one.kind])).toEqual([
      ['conversation_asset_file_names.json', 'export'],
      ['conversations.json', 'no-conversations'],
      ['user.json', 'side-car'],
    ])
  })

  test('may hold broken items: they are said and the others come in', async () => {
    const { conversations, problems } = await readValue([7, { id: 'empty', title: 'no mapping' }, some, null])
    expect(conversations.map((one) => [one.sourceId, one.keptRaw])).toEqual([
      ['empty', 'no-mapping'],
      ['c', null],
    ])
    expect(problems.map(({ kind, code }) => [kind, code])).toEqual([
      ['failed', 'not-a-conversation'],
      ['failed', 'not-a-conversation'],
    ])
  })

  test('may be torn: what is whole comes in, the rest is said', async () => {
    await using folder = await tempFolder()
    const text = JSON.stringify([...chatgptConversations({ conversations: 4 })])
    writeFileSync(folder.file('a.json'), text.slice(0, text.length * 0.6))
    const { conversations, problems } = await readPaths(folder.file('a.json'))
    expect(conversations.length).toBeGreaterThan(0)
    expect(problems).toMatchObject([{ kind: 'failed', code: 'truncated' }])
  })

  test.each([
    ['UTF-8 with a mark', (text: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('may be in %s', async (_name, encode) => {
    await using folder = await tempFolder()
    writeFileSync(folder.file('a.json'), encode(JSON.stringify([...chatgptConversations({ conversations: 30 })])))
    const { conversations } = await readPaths(folder.file('a.json'))
    expect(conversations.map((one) => one.title)).toEqual(
      [...chatgptConversations({ conversations: 30 })].map((one) => one['title']),
    )
  })

  test('may try to reach a prototype: nothing is touched', async () => {
    await using folder = await tempFolder()
    writeFileSync(
      folder.file('a.json'),
      `[{"id":"c","__proto__":{"polluted":1},"mapping":{"__proto__":{"message":{}},"a":{"message":${JSON.stringify(plain)}}}}]`,
    )
    const { conversations } = await readPaths(folder.file('a.json'))
    expect(conversations[0]?.nodes).toHaveLength(1)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('conversations without an id are the same in the next export', async () => {
    const nameless = { title: 'T', create_time: 5, mapping: { a: { message: plain } } }
    const more = { ...nameless, mapping: { ...nameless.mapping, b: { parent: 'a', message: plain } } }
    const [first, second] = [await readOne(nameless), await readOne(more)]
    expect(first.sourceId).toMatch(/^anonymous:/)
    expect(second.sourceId).toBe(first.sourceId)
  })
})
