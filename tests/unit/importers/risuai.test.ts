import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { characterCard, pngCard, risuChat, risuFile, risuPage } from '#tests/helpers/risuai-export.ts'

const hello: ChatTurn = { role: 'user', shown: 0, versions: [{ text: 'hello', time: 1_735_600_000_000 }] }
const textsOf = (turns: readonly ChatTurn[]) => turns.map(({ versions }) => versions[0]?.text)

describe.skipIf(!hasFixtures)('the sample file', () => {
  test('is told to be RisuAI, loses no message, and says where the greeting is', async () => {
    const reading = await readPaths(fixture('risu-chat'))
    expect(formatsOf(reading)).toMatchObject({ 'Mia_2025_chat.json': 'risuai' })
    expect(reading.conversations).toMatchObject([
      { sourceId: 'c1', title: 'Chat 1', nodes: [{ sourceId: 'a' }, { sourceId: 'b', model: 'gpt-4o' }] },
    ])
    expect(reading.problems).toMatchObject([{ kind: 'note', code: 'greeting-elsewhere' }])
  })
})

test('one chat and all chats come back with their words, speakers, order and times', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(chats(), { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 2), async (written, ver) => {
      const data = written.map((turns, index) => risuChat(turns, { id: `chat-${index}` }))
      const { conversations } = await readTexts({ 'a.json': JSON.stringify(risuFile(data, ver)) })
      expect(conversations.map(turnsOf)).toEqual(written)
      const [first] = data
      const single = await readOneText('a.json', JSON.stringify(risuFile(first ?? {}, ver)))
      expect(turnsOf(single)).toEqual(written[0])
    }),
    { numRuns: 40 },
  )
})

describe('the greeting', () => {
  const file = (more: object = {}) => JSON.stringify(risuFile(risuChat([hello], more)))

  test.each([
    [{ fmIndex: -1 }, 'Hi, I am Mia.'],
    [{ fmIndex: 1 }, 'Second greeting.'],
    [{ fmIndex: undefined }, 'Hi, I am Mia.'],
  ])('of a chat with %j is taken from the card beside it', async (more, greeting) => {
    const card = characterCard('Mia', 'Hi, I am Mia.', ['First greeting.', 'Second greeting.'])
    const { conversations, problems } = await readTexts({ 'a.json': file(more), 'card.json': JSON.stringify(card) })
    expect(problems).toEqual([])
    expect(conversations[0]?.nodes[0]).toMatchObject({ role: 'assistant', author: 'Mia', parentId: null })
    expect(conversations.map((one) => textsOf(turnsOf(one)))).toEqual([[greeting, 'hello']])
  })

  test('is taken from a card that is a picture, but not from one in another folder', async () => {
    const card = pngCard(characterCard('米娅', '你好，我是米娅。'))
    const beside = await readTexts({ 'a/chat.json': file(), 'a/mia.png': card })
    expect(beside.conversations.map((one) => textsOf(turnsOf(one)))).toEqual([['你好，我是米娅。', 'hello']])
    const elsewhere = await readTexts({ 'a/chat.json': file(), 'b/mia.png': card })
    expect(elsewhere.conversations.map((one) => textsOf(turnsOf(one)))).toEqual([['hello']])
  })

  test('is the one of the card that the file is named after, and nobody’s where that does not tell', async () => {
    const cards = {
      'one.json': JSON.stringify(characterCard('Mia', 'I am Mia.')),
      'two.json': JSON.stringify(characterCard('Kai', 'I am Kai.')),
    }
    const named = await readTexts({ ...cards, 'Kai_2025_chat.json': file() })
    expect(named.conversations.map((one) => textsOf(turnsOf(one)))).toEqual([['I am Kai.', 'hello']])
    const other = await readTexts({ ...cards, 'chat.json': file() })
    expect(other.conversations.map((one) => textsOf(turnsOf(one)))).toEqual([['hello']])
    expect(other.problems).toMatchObject([{ code: 'greeting-elsewhere' }])
  })

  test('stands on the page of a chat that was exported as one', async () => {
    const odd: ChatTurn = {
      role: 'assistant',
      shown: 0,
      versions: [{ text: '<b>a</b> & "好"', time: 1_735_600_000_000 }],
    }
    const conversation = await readOneText('a.html', risuPage(risuChat([odd, hello]), 'Mia', 'Hi, I am Mia.'))
    expect(conversation.nodes[0]).toMatchObject({ author: 'Mia', role: 'assistant' })
    expect(textsOf(turnsOf(conversation))).toEqual(['Hi, I am Mia.', '<b>a</b> & "好"', 'hello'])
  })
})

test('what was disabled or a comment is hidden, and broken messages are kept as they are', async () => {
  const message = [
    { role: 'char', data: 'one', chatId: 'a', disabled: true },
    { role: 'char', data: 'two', chatId: 'b', isComment: true },
    { role: 'user', data: 'three', disabled: 'allBefore' },
    { role: 'char', data: { odd: 1 } },
    'nonsense',
  ]
  const { nodes } = await readOneText('a.json', JSON.stringify(risuFile({ message, name: 'x' })))
  expect(nodes.map(({ hidden, keptRaw }) => [hidden, keptRaw])).toEqual([
    [true, false],
    [true, false],
    [false, false],
    [false, true],
    [false, true],
  ])
})

test('a chat that is none fails alone, and a page without its JSON says so', async () => {
  const { conversations, problems } = await readTexts({
    'a.json': JSON.stringify(risuFile([null, risuChat([hello])] as object[])),
    'b.html': '<html><style>.idat{display:none}</style><body></body></html>',
  })
  expect(conversations).toHaveLength(1)
  expect(problems.filter(({ kind }) => kind === 'failed')).toMatchObject([
    { file: 'a.json', code: 'not-a-conversation' },
    { file: 'b.html', code: 'unreadable-conversation' },
  ])
})

describe.skipIf(!hasFixtures)('sample cards', () => {
  test.each([
    ['default_Seraphina.png', 'Seraphina'],
    ['default_CodingSensei.png', 'Coding Sensei'],
    ['synthetic-v3.png', 'Mia'],
  ])('%s gives its greeting to the chat beside it', async (name, character) => {
    const { conversations } = await readTexts({
      'chat.json': JSON.stringify(risuFile(risuChat([hello]))),
      [name]: readFileSync(fixture('character-card-png', name)),
    })
    expect(conversations[0]?.nodes[0]).toMatchObject({ sourceId: 'greeting', author: character })
  })
})
