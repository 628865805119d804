import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import yazl from 'yazl'
import { backyardFiles } from '#tests/helpers/backyard-export.ts'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readTexts } from '#tests/helpers/read-text.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

const at = (minute: number) => Date.UTC(2024, 0, 1, 0, minute)
const talk: ChatTurn[] = [
  { role: 'user', shown: 0, versions: [{ text: 'hi', time: at(1) }] },
  {
    role: 'assistant',
    shown: 1,
    versions: [
      { text: 'first', time: at(2) },
      { text: 'second', time: at(3) },
    ],
  },
]
const textsOf = (turns: readonly ChatTurn[]) => turns.map(({ versions }) => versions.map(({ text }) => text))

test('a scenario comes back with its words, speakers, order, versions and times', async () => {
  await fc.assert(
    fc.asyncProperty(chats({ versions: true }), async (written) => {
      const { conversations, problems } = await readTexts(backyardFiles(written))
      expect(problems).toEqual([])
      expect(conversations.map(turnsOf)).toEqual([written])
    }),
    { numRuns: 40 },
  )
})

describe('an archive', () => {
  test('is read from its zip, each scenario under the name of its character', async () => {
    await using folder = await tempFolder()
    const zip = new yazl.ZipFile()
    for (const [name, text] of Object.entries(backyardFiles(talk))) zip.addBuffer(Buffer.from(text), name)
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(folder.file('mia.byaf')))
    const { conversations } = await readPaths(folder.file('mia.byaf'))
    expect(conversations).toMatchObject([
      { source: 'backyard', title: 'At the harbour', nodes: [{}, { author: 'Mia' }, {}] },
    ])
  })

  test('beside another one takes its own character', async () => {
    const named = (folder: string, name: string) =>
      Object.fromEntries(
        Object.entries(backyardFiles(talk)).map(([path, text]) => [
          `${folder}/${path}`,
          text.replace('"Mia"', `"${name}"`),
        ]),
      )
    const { conversations } = await readTexts({ ...named('one', 'Aria'), ...named('two', 'Kai') })
    expect(conversations.map(({ nodes }) => nodes[1]?.author)).toEqual(['Aria', 'Kai'])
    expect(new Set(conversations.map(({ sourceId }) => sourceId)).size).toBe(2)
  })

  test('has its greetings before everything else, and its character is not taken for a chat', async () => {
    const firstMessages = [
      { characterID: 'c1', text: 'Hello there.' },
      { characterID: 'c1', text: 'Another.' },
    ]
    const reading = await readTexts(backyardFiles(talk, { firstMessages }))
    expect(formatsOf(reading)).toMatchObject({ 'scenarios/s1.json': 'backyard', 'manifest.json': 'other' })
    expect(reading.conversations.map((one) => textsOf(turnsOf(one)))).toEqual([
      [['Hello there.', 'Another.'], ['hi'], ['first', 'second']],
    ])
  })
})

test('answers listed after everything the person said are put where they were said', async () => {
  const messages = [
    { type: 'human', text: 'one', createdAt: new Date(at(1)).toISOString() },
    { type: 'human', text: 'two', createdAt: new Date(at(3)).toISOString() },
    { type: 'ai', outputs: [{ text: 'a', createdAt: new Date(at(2)).toISOString() }] },
    { type: 'ai', outputs: [{ text: 'b', createdAt: new Date(at(4)).toISOString() }] },
  ]
  const { conversations } = await readTexts(backyardFiles([], { messages }))
  expect(conversations.map((one) => textsOf(turnsOf(one)))).toEqual([[['one'], ['a'], ['two'], ['b']]])
})

test('a message without words is kept as it is', async () => {
  const messages = [
    { type: 'human', text: 'hi' },
    { type: 'ai', outputs: [] },
    { type: 'ai', outputs: [{ text: 4 }] },
  ]
  const { conversations } = await readTexts(backyardFiles([], { messages }))
  expect(conversations[0]?.nodes.map(({ keptRaw, role }) => [keptRaw, role])).toEqual([
    [false, 'user'],
    [true, 'assistant'],
    [true, 'assistant'],
  ])
})
