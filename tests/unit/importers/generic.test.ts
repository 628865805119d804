import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import { spokenText } from '#shared/model/part.ts'
import { guessMapping } from '#core/importers/formats/generic-mapping.ts'
import { readGeneric, sampleValue } from '#core/importers/formats/generic.ts'
import type { SourceFile } from '#core/importers/files/source-files.ts'
import { chatText } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { genericShapes, genericTime } from '#tests/helpers/generic-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { saidIn, saidTurns, type SaidTurn } from '#tests/helpers/said-turns.ts'

const turns: readonly SaidTurn[] = [
  { role: 'user', text: 'hi' },
  { role: 'assistant', text: 'hello' },
  { role: 'user', text: 'bye' },
  { role: 'assistant', text: 'see you' },
]

function textFile(text: string): SourceFile {
  const bytes = Buffer.from(text)
  return {
    name: 'a.json',
    bytes: bytes.length,
    given: true,
    async *read() {
      yield bytes
    },
  }
}

describe.each(Object.keys(genericShapes))('an unknown app’s %s', (shape) => {
  const write = (said: readonly SaidTurn[]) => genericShapes[shape]?.(said) ?? { name: '', text: '' }

  test('comes back as it was, with its times', async () => {
    const text = chatText().filter((words) => words.trim() !== '')
    await fc.assert(
      fc.asyncProperty(saidTurns(text), async (said) => {
        const file = write(said)
        const { conversations, problems, sorted } = await readTexts({ [file.name]: file.text })
        expect(sorted).toMatchObject([
          { kind: 'export', importer: { id: 'generic' }, detection: { certainty: 'likely' } },
        ])
        expect(problems).toEqual([])
        expect(conversations.length).toBeGreaterThan(0)
        for (const conversation of conversations) {
          expect(saidIn(conversation)).toEqual(said)
          expect(conversation.nodes.map(({ createdAt }) => createdAt?.milliseconds)).toEqual(
            said.map((_, index) => genericTime(index)),
          )
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('a mapping', () => {
  test('is plain data that says how a file was understood', () => {
    const file = {
      chats: [
        {
          topic: 'A walk',
          log: [
            { who: 'me', msg: 'hi' },
            { who: 'Mia', msg: 'hello' },
            { who: 'me', msg: 'bye' },
          ],
        },
      ],
    }
    const mapping = guessMapping(file)
    expect(JSON.parse(JSON.stringify(mapping))).toEqual(mapping)
    expect(mapping).toEqual({
      list: ['chats', '*', 'log'],
      text: 'msg',
      role: 'who',
      author: null,
      time: null,
      model: null,
      id: null,
      parent: null,
      sides: { me: 'user', Mia: 'unknown' },
      conversation: null,
      title: 'topic',
      conversationId: null,
    })
  })

  test('that the person corrected is followed', async () => {
    const rows = [
      { role: 'user', text: 'shown', original: 'typed', voice: 'Sam' },
      { role: 'assistant', text: 'shown too', original: 'said', voice: 'Mia' },
    ]
    const file = textFile(JSON.stringify(rows))
    const guessed = guessMapping(await sampleValue(file))
    const corrected = {
      ...guessed,
      text: 'original',
      role: 'voice',
      sides: { Sam: 'assistant', Mia: 'user' },
    } as ImportMapping
    const read: unknown[] = []
    for await (const item of readGeneric(file, corrected)) {
      if (item.kind === 'conversation') read.push(saidIn(item.conversation))
    }
    expect(read).toEqual([
      [
        { role: 'assistant', text: 'typed' },
        { role: 'user', text: 'said' },
      ],
    ])
  })

  test('takes the largest list of messages, not the first', () => {
    const few = turns.slice(0, 2).map(({ role, text }) => ({ role, text }))
    const many = turns.map(({ role, text }) => ({ role, text }))
    expect(guessMapping({ examples: few, chat: { lines: many } })?.list).toEqual(['chat', 'lines'])
  })
})

describe('rows', () => {
  test('of mixed conversations are parted by what tells them apart', async () => {
    const rows = turns.flatMap(({ role, text }, index) => [
      { thread_id: 'a', role, text, title: 'First', n: index },
      { thread_id: 'b', role, text: `${text}!`, title: 'Second', n: index },
    ])
    const { conversations } = await readTexts({ 'a.json': JSON.stringify(rows) })
    expect(conversations.map(({ title, nodes }) => [title, nodes.map(({ parts }) => spokenText(parts))])).toEqual([
      ['First', ['hi', 'hello', 'bye', 'see you']],
      ['Second', ['hi!', 'hello!', 'bye!', 'see you!']],
    ])
  })

  test('that name what they answer keep their branches', async () => {
    const rows = [
      { id: 'a', parent_id: null, role: 'user', text: 'hi' },
      { id: 'b', parent_id: 'a', role: 'assistant', text: 'hello' },
      { id: 'c', parent_id: 'a', role: 'assistant', text: 'hey' },
      { id: 'd', parent_id: 'c', role: 'user', text: 'bye' },
    ]
    const { nodes, currentId } = await readOneText('a.json', JSON.stringify({ messages: rows }))
    expect(nodes.map(({ sourceId, parentId }) => [sourceId, parentId])).toEqual([
      ['a', null],
      ['b', 'a'],
      ['c', 'a'],
      ['d', 'c'],
    ])
    expect(currentId).toBe('d')
  })

  test('of named people leave open who is the person', async () => {
    const rows = ['Sam', 'Mia', 'Sam', 'Mia'].map((sender, index) => ({
      sender,
      text: `${index}`,
      time: genericTime(index),
    }))
    const { people, nodes } = await readOneText('a.json', JSON.stringify(rows))
    expect(people).toEqual([
      { name: 'Sam', messages: 2, side: 'unknown' },
      { name: 'Mia', messages: 2, side: 'unknown' },
    ])
    expect(nodes.map(({ role, author }) => [role, author])[0]).toEqual(['assistant', 'Sam'])
  })

  test('that are odd are kept as they are, and nothing beside the words is lost but secrets', async () => {
    const rows = [
      { role: 'user', content: 'hi', mood: 'calm', api_key: 'sk-secret' },
      'loose words',
      { role: 'assistant', content: 'hello', model: 'm-1' },
      { role: 'assistant', note: 'no words' },
      null,
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }] },
    ]
    const text = JSON.stringify({ token: 'abc', place: 'home', messages: rows })
    const conversation = await readOneText('a.json', text)
    const { nodes, raw, assets } = conversation
    expect(nodes.map(({ role, keptRaw }) => [role, keptRaw])).toEqual([
      ['user', false],
      ['system', true],
      ['assistant', false],
      ['assistant', true],
      ['user', false],
    ])
    expect(nodes[0]?.raw).toEqual({ role: 'user', mood: 'calm' })
    expect(nodes[2]?.model).toBe('m-1')
    expect(raw).toEqual({ place: 'home' })
    expect(assets.map(({ file }) => file?.bytes)).toEqual([8])
    expect(JSON.stringify(conversation)).not.toMatch(/sk-secret|"abc"/)
  })

  test('under short ids are not taken for those of another file', async () => {
    const chat = (text: string) =>
      JSON.stringify({
        id: 1,
        messages: [
          { role: 'user', text },
          { role: 'assistant', text: 'ok' },
        ],
      })
    const { conversations } = await readTexts({ 'a.json': chat('one'), 'b.json': chat('two') })
    expect(new Set(conversations.map(({ sourceId }) => sourceId)).size).toBe(2)
  })

  test('that have grown are known again', async () => {
    const write = (said: readonly SaidTurn[]) => JSON.stringify(said.map(({ role, text }) => ({ role, text })))
    const before = await readOneText('a.json', write(turns))
    const after = await readOneText('b.json', write([...turns, ...turns]))
    expect(after.sourceId).toBe(before.sourceId)
    expect(after.nodes.slice(0, 4)).toEqual(before.nodes)
  })

  test('of a torn file give what is whole of it', async () => {
    const chat = { title: 'T', messages: turns.map(({ role, text }) => ({ role, text })) }
    const text = JSON.stringify([chat, { ...chat, title: 'Two' }])
    const { conversations, problems } = await readTexts({ 'a.json': text.slice(0, -40) })
    expect(conversations.map(({ title }) => title)).toEqual(['T'])
    expect(problems).toMatchObject([{ kind: 'failed', code: 'truncated' }])
  })

  test('of a table that ends in the middle of a cell give every row before it', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => `${index % 2 === 0 ? 'user' : 'assistant'},念 ${index}\n`)
    const { conversations, problems } = await readTexts({ 'a.csv': `role,content\n${rows.join('')}user,"not all of` })
    expect(conversations.map(({ nodes }) => nodes.length)).toEqual([300])
    expect(problems).toMatchObject([{ kind: 'failed', code: 'truncated' }])
  })
})

test.each([
  [
    'settings',
    {
      theme: 'dark',
      prompts: [
        { role: 'system', content: 'x' },
        { role: 'system', content: 'y' },
      ],
    },
  ],
  [
    'a list of things',
    [
      { name: 'a', content: 'x' },
      { name: 'b', content: 'y' },
      { name: 'c', content: 'z' },
    ],
  ],
  [
    'articles',
    [
      { type: 'post', body: 'x', date: '2024-01-01' },
      { type: 'page', body: 'y', date: '2024-01-02' },
    ],
  ],
  ['cookies', ['_ga', '_gid', '_ga', '_gid'].map((name) => ({ name, value: 'x', expirationDate: 1_900_000_000 }))],
  [
    'requests',
    {
      entries: ['a', 'b'].map((value) => ({
        headers: [
          { name: 'Cookie', value },
          { name: 'Accept', value },
        ],
      })),
    },
  ],
  [
    'places',
    {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', value: 'x' },
        { type: 'Feature', value: 'y' },
      ],
    },
  ],
])('%s are no messages', async (_, value) => {
  expect(formatsOf(await readTexts({ 'a.json': JSON.stringify(value) }))).toEqual({ 'a.json': 'other' })
})

test.skipIf(!hasFixtures)('a sample of no known app loses nothing', async () => {
  const path = fixture('whatsapp', 'expected-target.json')
  const expected = (JSON.parse(readFileSync(path, 'utf8')) as unknown[]).length
  const { conversations, problems } = await readPaths(path)
  expect(problems).toEqual([])
  expect(conversations.reduce((sum, { nodes }) => sum + nodes.length, 0)).toBe(expected)
})
