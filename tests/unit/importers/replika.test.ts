import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chats, chatText, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { replikaCsv } from '#tests/helpers/replika-export.ts'

const header = 'Timestamp,From,Text,Reaction,ID\n'
const turn = (minute: number): ChatTurn => ({
  role: 'user',
  shown: 0,
  versions: [{ text: `m${minute}`, time: Date.UTC(2023, 0, 1, 0, minute) }],
})

describe.skipIf(!hasFixtures)('the sample file', () => {
  test('is told to be Replika, and comes in oldest first with its line breaks', async () => {
    const reading = await readPaths(fixture('replika'))
    expect(formatsOf(reading)).toMatchObject({ 'chat_backup.csv': 'replika' })
    const [conversation] = reading.conversations
    expect(conversation?.nodes.map(({ role, parts, raw }) => [role, parts, raw])).toEqual([
      ['user', [{ kind: 'text', text: 'hey, you' }], null],
      ['assistant', [{ kind: 'text', text: 'I missed you!\n*smiles*' }], { reaction: 'Love' }],
    ])
  })
})

test('a backup comes back with its words, speakers, order and times', async () => {
  const text = chatText().filter((words) => !words.includes('\\n'))
  await fc.assert(
    fc.asyncProperty(chats({ text }), async (written) => {
      expect(turnsOf(await readOneText('a.csv', replikaCsv(written)))).toEqual(written)
    }),
    { numRuns: 60 },
  )
})

test('backups that overlap are one conversation, each message once and in order', async () => {
  const rows = replikaCsv([1, 2, 3, 4, 5].map(turn)).trimEnd().split('\n').slice(1)
  const { conversations } = await readTexts({
    'a.csv': header + rows.slice(0, 3).join('\n'),
    'b.csv': header + rows.slice(2).join('\n'),
  })
  expect(new Set(conversations.map(({ sourceId }) => sourceId)).size).toBe(1)
  expect(conversations.map(({ nodes }) => nodes.length)).toEqual([5, 3])
  const [whole] = conversations
  expect(whole && turnsOf(whole).map(({ versions }) => versions[0]?.text)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5'])
})

test('columns in another order, a missing id and a row that broke off lose nothing', async () => {
  const text = 'ID,From,Timestamp,Text,Reaction\nb,Rep,2023-02-03T10:00:05Z,yes,None\n,Me,2023-02-03T10:00:00Z,hi,\nx\n'
  const { nodes } = await readOneText('a.csv', text)
  expect(nodes.map(({ role, keptRaw }) => [role, keptRaw])).toEqual([
    ['assistant', true],
    ['user', false],
    ['assistant', false],
  ])
  expect((await readOneText('a.csv', text)).nodes).toEqual(nodes)
})

test('a backup that ends in the middle of a cell gives every row before it', async () => {
  const backup = replikaCsv(Array.from({ length: 300 }, (_, minute) => turn(minute)))
  const { conversations, problems } = await readTexts({ 'a.csv': `${backup}2022-12-31T00:00:00Z,Rep,"not all of` })
  expect(conversations.map(({ nodes }) => nodes.length)).toEqual([300])
  expect(problems).toMatchObject([{ kind: 'failed', code: 'truncated' }])
})
