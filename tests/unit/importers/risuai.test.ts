import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import {
  characterCard,
  pngCard,
  risuBackup,
  risuBlocks,
  risuCharacter,
  risuChat,
  risuFile,
  risuPage,
  risuSave,
} from '#tests/helpers/risuai-export.ts'

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

describe('a save', () => {
  const picture = Buffer.alloc(200_000, 7)
  const long: ChatTurn = {
    role: 'assistant',
    shown: 0,
    versions: [{ text: '长'.repeat(90_000), time: 1_735_600_001_000 }],
  }
  const mia = risuCharacter('Mia', [risuChat([hello, long], { id: 'chat-m' }), risuChat([], { id: 'never' })], {
    chaId: 'char-1',
  })
  const kai = risuCharacter('Kai', [risuChat([hello], { id: 'chat-k', fmIndex: 0, folderId: 'f' })], {
    firstMessage: '',
    chatFolders: [{ id: 'f', name: '夜' }],
  })
  const group = risuCharacter('Both', [], {
    type: 'group',
    chats: [{ id: 'chat-g', name: 'Three', fmIndex: -1, message: [{ role: 'char', data: 'Hi', saying: 'id-Kai' }] }],
  })
  // A group may stand before those who are in it.
  const all = [group, mia, kai]
  const backup = (save: Buffer) => risuBackup({ [`${'0a1b2c3d'.repeat(8)}.png`]: picture, 'database.risudat': save })

  test.each([
    ['plain', risuSave(all, 7)],
    ['packed', risuSave(all, 8)],
    ['packed as a stream', risuSave(all, 9)],
    ['in blocks', risuBlocks(all, false)],
    ['in packed blocks', risuBlocks(all, true)],
    ['in a backup', backup(risuSave(all, 8))],
    ['in a backup, before the pictures', risuBackup({ 'database.risudat': risuSave(all, 8), 'a.png': picture })],
  ])('%s gives every chat of every character, with greetings and names, and no key', async (_, bytes) => {
    const { conversations, sorted, problems } = await readTexts({ 'a.bin': bytes })
    expect(sorted).toMatchObject([{ kind: 'export', importer: { id: 'risuai' }, detection: { certainty: 'certain' } }])
    const said = conversations.map(({ sourceId, nodes }) => [sourceId, nodes.map(({ author }) => author)])
    expect(said).toEqual([
      ['chat-m', ['Mia', null, 'Mia']],
      ['chat-k', ['Kai', null]],
      ['chat-g', ['Both', 'Kai']],
    ])
    expect(conversations.map((one) => textsOf(turnsOf(one)))).toEqual([
      ['I am Mia.', 'hello', long.versions[0]?.text],
      ['Kai again.', 'hello'],
      ['I am Both.', 'Hi'],
    ])
    expect(conversations.map(({ title }) => title)).toEqual(['Mia · Chat 1', 'Kai · Chat 1', 'Both · Three'])
    expect(conversations[1]?.raw).toMatchObject({ folder: { name: '夜' }, title: 'Kai · Chat 1' })
    expect(problems).toMatchObject([{ code: 'empty-conversation', item: 'Mia' }])
    expect(JSON.stringify(conversations)).not.toContain('sk-secret')
  })

  test('and a chat that was exported from it by itself are the same chat', async () => {
    const single = await readOneText('a.json', JSON.stringify(risuFile(risuChat([hello], { id: 'chat-k' }))))
    const { conversations } = await readTexts({ 'a.bin': risuSave([kai], 8) })
    const ids = (nodes: readonly { sourceId: string }[]) => nodes.map(({ sourceId }) => sourceId)
    expect(conversations[0]?.sourceId).toBe(single.sourceId)
    expect(ids(conversations[0]?.nodes.slice(1) ?? [])).toEqual(ids(single.nodes))
  })

  test('whose character lies in a file beside it is read from there, and says so where that is missing', async () => {
    const save = risuBlocks([kai], false, ['id-Mia', 'id-Gone'])
    const { conversations, problems } = await readTexts({
      'database/database.bin': save,
      'remotes/id-Mia.local.bin': JSON.stringify(mia),
    })
    expect(conversations.map(({ sourceId }) => sourceId)).toEqual(['chat-k', 'chat-m'])
    expect(problems.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { code: 'risuai-elsewhere', item: 'id-Gone' },
    ])
  })

  test('says of a chat that was moved out of it that it is not here', async () => {
    const moved = { id: 'old', name: 'Years ago', message: [{ role: 'char', data: '\uef01COLDSTORAGE\uef01uuid' }] }
    const { conversations, problems } = await readTexts({ 'a.bin': risuSave([risuCharacter('Mia', [moved])], 8) })
    expect(conversations).toEqual([])
    expect(problems).toMatchObject([{ kind: 'failed', code: 'risuai-elsewhere', item: 'Years ago' }])
  })

  test('whose one character is damaged still gives the others', async () => {
    const save = risuBlocks([kai, mia], true)
    save.fill(0, save.indexOf('character-0') + 20, save.indexOf('character-0') + 40)
    const { conversations, problems } = await readTexts({ 'a.bin': save })
    expect(conversations.map(({ sourceId }) => sourceId)).toEqual(['chat-m'])
    expect(problems.filter(({ kind }) => kind === 'failed')).toMatchObject([{ code: 'damaged', item: 'character-0' }])
  })

  const liar = Buffer.concat([Buffer.from('\0RISUSAVE\0\x07', 'latin1'), Buffer.from('dd7fffffff'.repeat(400), 'hex')])
  test.each([
    ['cut off', risuSave(all, 7).subarray(0, 90_000), 'damaged'],
    ['a backup that is cut off', backup(risuSave(all, 8)).subarray(0, 100_000), 'damaged'],
    ['packed and cut off', risuSave(all, 8).subarray(0, 300), 'damaged'],
    ['full of lists that lie about their length', liar, 'damaged'],
    ['nested without end', Buffer.concat([liar.subarray(0, 11), Buffer.alloc(50_000, 0x91)]), 'damaged'],
    ['packed in a way of tomorrow', Buffer.from('\0RISUSAVE\0\x20abc', 'latin1'), 'unsupported-compression'],
    ['missing from its backup', risuBackup({ [`${'0a1b2c3d'.repeat(8)}.png`]: picture }), 'risuai-backup'],
  ])('%s says so and takes nothing down', async (_, bytes, code) => {
    const { conversations, problems } = await readTexts({ 'a.bin': bytes })
    expect(conversations).toEqual([])
    expect(problems).toMatchObject([{ kind: 'failed', file: 'a.bin', code }])
  })
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
