import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { withOneBeginning } from '#tests/helpers/chat-shapes.ts'
import { cherryBackup, cherryDatabase, type CherryRow } from '#tests/helpers/cherry-studio-export.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const plain: ChatTurn[] = [
  { role: 'user', shown: 0, versions: [{ text: 'hi', time: 1_700_000_000_000 }] },
  {
    role: 'assistant',
    shown: 0,
    versions: [
      { text: 'hello', time: 1_700_000_001_000 },
      { text: 'hey', time: 1_700_000_001_000 },
    ],
  },
]

/** Reads the blocks of one answer. */
async function readBlocks(...blocks: readonly object[]) {
  const own = blocks.map((block, index) => ({ id: `b${index}`, messageId: 'm', ...block }))
  const topics = [{ id: 't', messages: [{ id: 'm', role: 'assistant', blocks: own.map(({ id }) => id) }] }]
  const { conversations } = await readTexts({
    'data.json': JSON.stringify(cherryBackup([], { topics, blocks: own.toReversed() })),
  })
  const node = conversations[0]?.nodes[0]
  if (!node) throw new Error('the message is lost')
  return node
}

describe('Cherry Studio', () => {
  test('topics come back as they were, with the answers of several models', async () => {
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }), async (talk) => {
        const turns = withOneBeginning(talk)
        expect(turnsOf(await readOneText('data.json', JSON.stringify(cherryBackup(turns))))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('each answer is labelled with the model that gave it, and the title comes from the settings', async () => {
    const { title, nodes, raw } = await readOneText('data.json', JSON.stringify(cherryBackup(plain)))
    expect(title).toBe('A topic')
    expect(nodes.map(({ model, author }) => [model, author])).toEqual([
      [null, null],
      ['model-0', 'Mia'],
      ['model-1', 'Mia'],
    ])
    expect(raw).toMatchObject({ assistant: { prompt: 'Be kind.' } })
  })

  test('no key of the settings goes anywhere', async () => {
    const conversation = await readOneText('data.json', JSON.stringify(cherryBackup(plain)))
    expect(JSON.stringify(conversation)).not.toContain('never-store')
  })

  test.each([['not json'], ['{"assistants":"{broken"}'], ['{"assistants":"null"}']])(
    'settings that are %s cost the titles, not the talks',
    async (settings) => {
      const backup = { ...cherryBackup(plain), localStorage: { 'persist:cherry-studio': settings } }
      const { title, nodes } = await readOneText('data.json', JSON.stringify(backup))
      expect([title, nodes.length]).toEqual([null, 3])
    },
  )

  test('blocks of every kind are read in the order of the message', async () => {
    const unknown = { type: 'hologram', content: { text: 'words in it' } }
    const { parts } = await readBlocks(
      { type: 'thinking', content: 'hm', thinking_millsec: 1_500 },
      { type: 'tool', toolName: 'search', arguments: { q: 1 }, content: 'found' },
      { type: 'main_text', content: 'hello' },
      { type: 'code', content: 'x = 1', language: 'python' },
      { type: 'citation', response: { results: [{ title: 'A', url: 'https://a.example' }] } },
      { type: 'error', error: { message: 'broke' } },
      { type: 'unknown' },
      unknown,
    )
    expect(parts).toEqual([
      { kind: 'thought', text: 'hm', seconds: 1.5 },
      { kind: 'tool_call', text: '{"q":1}', name: 'search' },
      { kind: 'tool_result', text: 'found', name: 'search' },
      { kind: 'text', text: 'hello' },
      { kind: 'code', text: 'x = 1', language: 'python' },
      { kind: 'citation', text: '', title: 'A', url: 'https://a.example' },
      { kind: 'error', text: 'broke' },
      expect.objectContaining({ kind: 'opaque', type: 'hologram', text: 'words in it' }),
    ])
  })

  test.each([
    ['a list', [{ title: 'A', url: 'https://a.example' }]],
    ['a search', { results: [{ title: 'A', url: 'https://a.example' }] }],
    ['an annotation', [{ type: 'url_citation', url_citation: { title: 'A', url: 'https://a.example' } }]],
    ['a grounding', { groundingChunks: [{ web: { title: 'A', uri: 'https://a.example' } }] }],
  ])('pages are found in %s', async (_name, results) => {
    const { parts } = await readBlocks({ type: 'citation', response: { results } })
    expect(parts).toEqual([{ kind: 'citation', text: '', title: 'A', url: 'https://a.example' }])
  })

  test('files lie beside the data under their ids', async () => {
    const file = { id: 'f1', ext: '.png', name: 'f1.png', origin_name: 'cat.png', size: 7, type: 'image' }
    const blocks = [{ id: 'b', messageId: 'm', type: 'image', file }]
    const topics = [{ id: 't', messages: [{ id: 'm', role: 'user', blocks: ['b'] }] }]
    const { conversations } = await readTexts({
      'data.json': JSON.stringify(cherryBackup([], { topics, blocks })),
      'Data/Files/f1.png': 'picture',
    })
    expect(conversations[0]?.assets).toMatchObject([{ name: 'cat.png', file: { name: 'Data/Files/f1.png' } }])
  })

  test('topics never used and blocks of deleted messages are said', async () => {
    const more = {
      topics: [{ id: 'empty', messages: [] }],
      blocks: [{ id: 'x', messageId: 'gone', type: 'main_text' }],
    }
    const { problems } = await readTexts({ 'data.json': JSON.stringify(cherryBackup(plain, more)) })
    expect(problems.map(({ kind, code, item }) => [kind, code, item])).toEqual([
      ['note', 'empty-conversation', null],
      ['note', 'block-without-message', 'main_text'],
    ])
  })

  test('answers that were stopped or cut off say so; older ones hold their words themselves', async () => {
    const messages = [
      { id: '1', role: 'assistant', content: '<think>hm</think>half', status: 'paused' },
      {
        id: '2',
        role: 'assistant',
        content: 'x',
        reasoning_content: 'y',
        status: 'pending',
        images: ['https://a.example/1.png'],
      },
      null,
      { id: '3', role: 'user', content: ['odd'] },
    ]
    const { conversations } = await readTexts({
      'data.json': JSON.stringify(cherryBackup([], { topics: [{ id: 't', messages }] })),
    })
    expect(conversations[0]?.nodes.map(({ state, parts }) => [state, parts.map(({ kind }) => kind)])).toEqual([
      ['stopped', ['thought', 'text']],
      ['interrupted', ['thought', 'text', 'image']],
      ['complete', ['opaque']],
    ])
  })

  test.skipIf(!hasFixtures)('the sample loses nothing', async () => {
    const reading = await readPaths(fixture('cherry-studio', 'data.json'))
    expect(formatsOf(reading)).toEqual({ 'data.json': 'cherry-studio' })
    expect(reading.conversations.map(({ sourceId, title, nodes }) => [sourceId, title, nodes.length])).toEqual([
      ['t1', '三体介绍', 2],
      ['t-legacy', null, 1],
    ])
    expect(reading.problems.map(({ code }) => code)).toEqual(['block-without-message'])
  })
})

describe('the database that backups are made of since version 2', () => {
  const name = 'Data/cherrystudio.sqlite'
  const read = async (...given: Parameters<typeof cherryDatabase>) => readTexts({ [name]: cherryDatabase(...given) })
  const answer = (parts: readonly object[], more: CherryRow = {}): CherryRow => ({
    id: 'm',
    topic_id: 't',
    role: 'assistant',
    data: JSON.stringify({ parts }),
    status: 'success',
    ...more,
  })

  test('gives topics back as they were, with the answers of several models', async () => {
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }), async (talk) => {
        const turns = withOneBeginning(talk)
        const { conversations } = await read(turns)
        expect(conversations.map(turnsOf)).toEqual([turns])
      }),
      { numRuns: 15 },
    )
  })

  test('is told from the databases of other apps, and holds no key that would come along', async () => {
    const { sorted, conversations } = await read(plain)
    expect(sorted).toMatchObject([
      { kind: 'export', importer: { id: 'cherry-studio' }, detection: { certainty: 'certain' } },
    ])
    expect(conversations).toMatchObject([{ source: 'cherry-studio', sourceId: 't1', title: 'A topic' }])
    expect(conversations[0]?.nodes.map(({ model, author }) => [model, author])).toEqual([
      [null, null],
      ['model-0', 'Mia'],
      ['model-1', 'Mia'],
    ])
    expect(JSON.stringify(conversations)).not.toContain('never-store')
  })

  test('and a backup of version 1 of the same topic are the same conversation', async () => {
    const older = await readOneText('data.json', JSON.stringify(cherryBackup(plain)))
    const [newer] = (await read(plain)).conversations
    expect(newer?.sourceId).toBe(older.sourceId)
    expect(newer?.nodes.map(({ sourceId }) => sourceId)).toEqual(older.nodes.map(({ sourceId }) => sourceId))
  })

  test('gives every part of an answer', async () => {
    const parts = [
      { type: 'reasoning', text: 'hm', providerMetadata: { cherry: { thinkingMs: 1_500 } } },
      { type: 'step-start' },
      { type: 'text', text: 'hello' },
      { type: 'file', mediaType: 'image/png', filename: 'a.png', providerMetadata: { cherry: { fileEntryId: 'f-1' } } },
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,iVBORw0KGgo=' },
      { type: 'tool-search', state: 'output-available', input: { q: 'x' }, output: 'found' },
      { type: 'dynamic-tool', toolName: 'look', input: { q: 'y' }, errorText: 'no' },
      { type: 'source-url', url: 'https://example.invalid', title: 'A page' },
      { type: 'data-code', data: { content: 'let a', language: 'js' } },
      { type: 'data-error', data: { message: 'no network' } },
      { type: 'data-translation', data: { content: 'bonjour', targetLanguage: 'fr' } },
    ]
    const { conversations } = await readTexts({
      [name]: cherryDatabase([], { topic: [{ id: 't', name: 'T' }], message: [answer(parts)] }),
      'Data/Files/f-1.png': Buffer.from('picture'),
    })
    expect(conversations[0]?.nodes[0]?.parts).toMatchObject([
      { kind: 'thought', text: 'hm', seconds: 1.5 },
      { kind: 'text', text: 'hello' },
      { kind: 'image', pointer: 'f-1', name: 'a.png' },
      { kind: 'image' },
      { kind: 'tool_call', name: 'search', text: '{"q":"x"}' },
      { kind: 'tool_result', name: 'search', text: 'found' },
      { kind: 'tool_call', name: 'look' },
      { kind: 'tool_result', name: 'look', text: 'no' },
      { kind: 'citation', url: 'https://example.invalid', title: 'A page' },
      { kind: 'code', text: 'let a', language: 'js' },
      { kind: 'error', text: 'no network' },
      { kind: 'opaque', type: 'data-translation' },
    ])
    expect(conversations[0]?.assets.map(({ file }) => file !== null)).toEqual([true, true])
    expect(conversations[0]?.nodes[0]?.keptRaw).toBe(true)
  })

  test('reads blocks where an early one still has them, and keeps what it cannot read', async () => {
    const blocks = JSON.stringify({ blocks: [{ type: 'main_text', content: 'hello' }] })
    const { conversations } = await read([], {
      message: [answer([], { data: blocks }), answer([], { id: 'n', data: 'no json', created_at: 1_758_085_920_728 })],
    })
    const nodes = conversations[0]?.nodes ?? []
    expect(nodes[0]?.parts).toEqual([{ kind: 'text', text: 'hello' }])
    expect(JSON.stringify(nodes[1]?.raw)).toContain('no json')
  })

  test('leaves what was deleted in the app, and hides its messages', async () => {
    const { conversations, problems } = await read(plain, {
      topic: [
        { id: 'gone', name: 'Gone', deleted_at: 1 },
        { id: 'empty', name: 'Empty' },
      ],
      message: [
        answer([{ type: 'text', text: 'x' }], { id: 'x', topic_id: 'gone' }),
        answer([{ type: 'text', text: 'y' }], { id: 'y', topic_id: 't1', parent_id: '1-0', deleted_at: 1 }),
      ],
    })
    expect(conversations.map(({ sourceId }) => sourceId)).toEqual(['t1'])
    expect(conversations[0]?.nodes.find(({ sourceId }) => sourceId === 'y')).toMatchObject({ hidden: true })
    expect(problems.map((one) => ('code' in one ? [one.code, one.item] : []))).toEqual([
      ['deleted-there', 'Gone'],
      ['empty-conversation', 'Empty'],
    ])
  })

  test('brings what was said with agents, as parts and as the blocks of before', async () => {
    const message = (id: string, role: string, more: object) => ({
      message: { id, role, createdAt: '2026-01-02T10:00:00.000Z', ...more },
      blocks: [{ id: `b-${id}`, messageId: id, type: 'main_text', content: `${id} in a block` }],
    })
    const said = [
      message('q', 'user', { data: { parts: [{ type: 'text', text: 'Are you there?' }] } }),
      message('a', 'assistant', { modelId: 'openai::model-1', blocks: ['b-a'] }),
    ]
    const { conversations, problems } = await read(plain, {
      agent: [{ id: 'g', name: 'Kai' }],
      agent_session: [
        { id: 's', agent_id: 'g', name: 'At the harbour' },
        { id: 'never', agent_id: 'g', name: 'Never held' },
      ],
      agent_session_message: said.map((one, index) => {
        return { session_id: 's', role: one.message.role, content: JSON.stringify(one), created_at: index + 1 }
      }),
    })
    expect(problems).toMatchObject([{ code: 'empty-conversation', item: 'Never held' }])
    expect(conversations.map(({ sourceId, title }) => [sourceId, title])).toEqual([
      ['t1', 'A topic'],
      ['agent:s', 'At the harbour'],
    ])
    expect(conversations[1]?.nodes).toMatchObject([
      { sourceId: 'q', role: 'user', parentId: null, parts: [{ kind: 'text', text: 'Are you there?' }] },
      {
        sourceId: 'a',
        role: 'assistant',
        parentId: 'q',
        author: 'Kai',
        model: 'model-1',
        parts: [{ kind: 'text', text: 'a in a block' }],
      },
    ])
  })

  test('that is damaged is named, and so are other databases', async () => {
    const turns = Array.from({ length: 200 }, () => plain).flat()
    const whole = cherryDatabase(
      turns.map((turn, index) => ({ ...turn, versions: [{ text: `words ${index}`, time: 1 }] })),
    )
    const torn = Buffer.from(whole)
    torn.fill(0xff, whole.indexOf('words 300') - 200, whole.indexOf('words 300'))
    const schema = Buffer.from(whole)
    schema.fill(0xff, 100, 140)
    const pageStore = Buffer.concat([Buffer.from([0x2f, 1, 2, 3, 0x1a, 0, 1, 1, 8]), Buffer.from('idb_cmp1\0')])
    const { conversations, sorted, problems } = await readTexts({
      'Data/cut.sqlite': whole.subarray(0, 30_000),
      'Data/schema.sqlite': schema,
      'Data/torn.sqlite': torn,
      'IndexedDB/file__0.indexeddb.leveldb/MANIFEST-000001': pageStore,
    })
    expect(conversations).toEqual([])
    const codes = sorted.map((one) => [one.file.name.split('/').at(-1), 'code' in one ? one.code : one.kind])
    expect(Object.fromEntries(codes)).toEqual({
      'cut.sqlite': 'app-database',
      'schema.sqlite': 'app-database',
      'torn.sqlite': 'export',
      'MANIFEST-000001': 'browser-database',
    })
    expect(problems).toMatchObject([{ kind: 'failed', file: 'Data/torn.sqlite', code: 'damaged' }])
  })
})
