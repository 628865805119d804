import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex } from '#core/importers/files/hex-file.ts'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import type { SourceFile } from '#core/importers/files/source-files.ts'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { grokArchive, grokExport } from '#tests/helpers/grok-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const read = async (value: unknown): Promise<NeutralConversation> => await readOneText('a.json', JSON.stringify(value))
const withResponses = (...responses: unknown[]) => ({ conversations: [{ conversation: { id: 'g' }, responses }] })

describe.skipIf(!hasFixtures)('the sample Grok export', () => {
  test('loses nothing', async () => {
    const path = fixture('grok', 'prod-grok-backend.json')
    const raw = JSON.parse(readFileSync(path, 'utf8')) as { conversations: { responses: unknown[] }[] }
    const reading = await readPaths(path)
    expect(formatsOf(reading)).toEqual({ 'prod-grok-backend.json': 'grok' })
    expect(reading.problems).toEqual([])
    expect(reading.conversations.map(({ nodes }) => nodes.length)).toEqual(
      raw.conversations.map(({ responses }) => responses.length),
    )
    expect(reading.conversations[0]?.nodes[1]).toMatchObject({
      role: 'assistant',
      model: 'grok-3',
      createdAt: { milliseconds: 1_753_841_420_000, precision: 'millisecond' },
    })
  })
})

describe('a conversation', () => {
  test('comes back as it was said: words, people, order, versions and times', async () => {
    // Nothing tells versions of the first message from one after the other.
    const begun = chats({ versions: true }).filter(([first]) => first?.versions.length === 1)
    await fc.assert(
      fc.asyncProperty(begun, async (turns) => {
        expect(turnsOf(await read(grokExport(turns)))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('without links and turned round runs by its times', async () => {
    const apart = chats().filter(
      (turns) => new Set(turns.map(({ versions }) => versions[0]?.time)).size === turns.length,
    )
    await fc.assert(
      fc.asyncProperty(apart, async (turns) => {
        expect(turnsOf(await read(grokExport(turns, { links: false, backwards: true })))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('of flat responses without ids is the same in the next export', async () => {
    const said = (message: string, sender: string, create_time: unknown) => ({ message, sender, create_time })
    const first = [said('hi', 'human', '2025-01-01T00:00:00Z'), said('hi', 'assistant', 1_735_689_601)]
    const one = await read({ title: 'T', responses: first })
    const two = await read({ title: 'T', responses: [...first, said('hi', 'human', 1_735_689_602)] })
    expect(two.sourceId).toBe(one.sourceId)
    expect(two.nodes.slice(0, 2).map(({ sourceId }) => sourceId)).toEqual(one.nodes.map(({ sourceId }) => sourceId))
    expect(new Set(two.nodes.map(({ sourceId }) => sourceId)).size).toBe(3)
  })

  test('keeps thoughts, sources, pictures, and what it does not know', async () => {
    const { nodes } = await read(
      withResponses(
        {
          response: {
            _id: 'r',
            sender: 'ASSISTANT',
            message: 'see',
            thinking_trace: 'hm',
            generated_image_urls: ['https://a.example/i.jpg'],
            web_search_results: [{ title: 'T', url: 'https://a.example', preview: 'p' }],
            novel: { x: 1 },
          },
        },
        'torn',
      ),
    )
    expect(nodes[0]?.parts).toMatchObject([
      { kind: 'thought', text: 'hm' },
      { kind: 'text', text: 'see' },
      { kind: 'image', pointer: 'https://a.example/i.jpg' },
      { kind: 'citation', title: 'T', url: 'https://a.example', text: 'p' },
    ])
    expect(nodes[0]?.raw).toMatchObject({ response: { novel: { x: 1 } } })
    expect(nodes[1]).toMatchObject({ keptRaw: true, parts: [{ kind: 'opaque', text: 'torn' }] })
  })

  test('that is none is said and the others come in', async () => {
    const { conversations, problems } = await readTexts({
      'a.json': JSON.stringify({ conversations: [...grokExport([]).conversations, { title: 'empty' }, 7] }),
    })
    expect(conversations).toHaveLength(1)
    expect(problems.map(({ kind, item }) => [kind, item])).toEqual([
      ['failed', 'empty'],
      ['failed', null],
    ])
  })
})

test('uploads are found in the folders named by their ids, plain or as hexadecimal text', async () => {
  const response = { _id: 'r', sender: 'human', message: 'see', file_attachments: ['u-1', 'u-2', 'u-3'] }
  const bytes = Buffer.from('a picture of the sea')
  const root = 'ttl/30d/export_data/x'
  const { conversations } = await readTexts({
    [`${root}/prod-grok-backend.json`]: JSON.stringify(withResponses({ response })),
    [`${root}/prod-mc-asset-server/u-1/content`]: bytes.toString(),
    [`${root}/prod-mc-asset-server/u-2/content`]: bytes.toString('hex'),
  })
  const assets = conversations[0]?.assets ?? []
  expect(assets.map(({ pointer, file }) => [pointer, file !== null])).toEqual([
    ['u-1', true],
    ['u-2', true],
    ['u-3', false],
  ])
})

test.each([
  ['as they are', 'plain words, no digits', 'plain words, no digits'],
  ['decoded', Buffer.from('a picture of the sea').toString('hex'), 'a picture of the sea'],
  [
    'decoded over line breaks',
    Buffer.from('a picture')
      .toString('hex')
      .replaceAll(/(.{7})/g, '$1\n'),
    'a picture',
  ],
])('the bytes of an upload are given %s, wherever they are cut', async (_name, content, bytes) => {
  const file: SourceFile = {
    name: 'content',
    bytes: content.length,
    given: false,
    async *read() {
      yield Buffer.from(content.slice(0, 17))
      for (let at = 17; at < content.length; at += 3) yield Buffer.from(content.slice(at, at + 3))
    },
  }
  const chunks: Buffer[] = []
  for await (const chunk of fromHex(file).read()) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toBe(bytes)
})

describe('an archive of X', () => {
  test('gives the chats with Grok as they were said, questions before answers of the same moment', async () => {
    const pairs = chats().map((turns) =>
      turns.flatMap(({ versions }, index): ChatTurn[] => {
        const time = Date.UTC(2025, 0, 1) + index * 1_000
        const said = versions.map(({ text }) => ({ text, time }))
        return [
          { role: 'user', shown: 0, versions: said },
          { role: 'assistant', shown: 0, versions: said },
        ]
      }),
    )
    await fc.assert(
      fc.asyncProperty(pairs, fc.boolean(), async (turns, backwards) => {
        const archive = grokArchive(backwards ? turns.toReversed() : turns)
        const { conversations } = await readTexts({ 'data/grok-chat-item.js': archive, 'data/tweets.js': 'x = []' })
        expect(conversations.map(({ source, sourceId }) => [source, sourceId])).toEqual([['grok', '1981']])
        expect(conversations.map(turnsOf)).toEqual([turns])
      }),
      { numRuns: 30 },
    )
  })

  test('has its pictures beside it, and entries of no chat are said', async () => {
    const item = {
      chatId: 'c',
      createdAt: '2025-10-23T13:11:59.692Z',
      sender: { originalName: 'USER' },
      message: 'see',
    }
    const attachments = [{ mediaId: 'm1', fileName: 'sea.png', mimeType: 'image/png', url: 'https://a.example/m1' }]
    const list = [{ grokChatItem: { ...item, attachments, postIds: ['7'] } }, { grokChatItem: {} }, 7]
    const { conversations, problems } = await readTexts({
      'data/grok-chat-item.js': `window.YTD.grok_chat_item.part0 = ${JSON.stringify(list)}`,
      'data/grok_chat_media/sea.png': 'x',
    })
    expect(conversations[0]?.nodes).toMatchObject([
      { role: 'user', parts: [{ kind: 'text' }, { kind: 'image', pointer: 'm1' }], raw: { postIds: ['7'] } },
    ])
    expect(conversations[0]?.assets).toMatchObject([{ file: { name: 'data/grok_chat_media/sea.png' } }])
    expect(problems.map(({ code }) => code)).toEqual(['not-a-message', 'not-a-message'])
  })
})
