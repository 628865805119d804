import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWrittenTimes } from '#core/importers/reading/written-time.ts'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { withWholeSeconds } from '#tests/helpers/chat-shapes.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { locales, nextchatBackup, nextchatSession } from '#tests/helpers/nextchat-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const plain: ChatTurn[] = [
  { role: 'user', shown: 0, versions: [{ text: 'hi', time: Date.UTC(2024, 6, 1, 4) }] },
  { role: 'assistant', shown: 0, versions: [{ text: 'hello', time: Date.UTC(2024, 6, 1, 5) }] },
]

async function readSession(session: object) {
  return await readOneText('a.json', JSON.stringify(nextchatBackup(session)))
}

describe('NextChat', () => {
  test.each(locales)('sessions come back as they were, with times as a browser in %s writes them', async (locale) => {
    await fc.assert(
      fc.asyncProperty(chats(), async (talk) => {
        const turns = withWholeSeconds(talk)
        const conversation = await readSession(nextchatSession(turns, locale))
        expect(turnsOf(conversation)).toEqual(turns)
        expect(conversation.nodes.every(({ createdAt }) => createdAt?.zoneKnown === false)).toBe(true)
      }),
      { numRuns: 12 },
    )
  })

  test('says who answers and which model spoke; the default mask is nobody', async () => {
    const named = await readSession(nextchatSession(plain, 'en-US'))
    expect(named.nodes.map(({ author, model }) => [author, model])).toEqual([
      [null, null],
      ['Mia', 'gpt-4o'],
    ])
    const mask = { avatar: 'gpt-bot', name: '新的聊天' }
    const { nodes } = await readSession(nextchatSession(plain, 'zh-CN', { mask }))
    expect(nodes[1]?.author).toBeNull()
  })

  test('none of the keys and codes beside the chats go anywhere', async () => {
    const conversation = await readSession(
      nextchatSession(plain, 'en-US', { mask: { modelConfig: { apiKey: 'sk-never-store-this' } } }),
    )
    expect(JSON.stringify(conversation)).not.toContain('never-store')
  })

  test('what the mask puts before a talk is kept, unseen, and is no turn of anybody', async () => {
    const mask = {
      name: 'Mia',
      context: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'hi' },
      ],
    }
    const { nodes } = await readSession(nextchatSession(plain, 'en-US', { mask }))
    expect(nodes.map(({ role, hidden }) => [role, hidden])).toEqual([
      ['system', true],
      ['user', true],
      ['user', false],
      ['assistant', false],
    ])
  })

  test('pictures, tools, sounds, failures and cut answers are read', async () => {
    const messages = [
      {
        id: '1',
        role: 'user',
        content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,cGljdHVyZQ==' } }],
      },
      { id: '2', role: 'assistant', content: '{"error":true}', isError: true },
      {
        id: '3',
        role: 'assistant',
        content: '<think>hm</think>half',
        streaming: true,
        tools: [{ function: { name: 'search', arguments: '{"q":1}' }, content: 'found' }],
        audio_url: 'https://a.example/1.wav',
      },
    ]
    const { nodes, assets } = await readSession({ id: 1_700_000_000_000, topic: 'T', messages })
    expect(nodes.map(({ parts }) => parts.map(({ kind }) => kind))).toEqual([
      ['image'],
      ['error'],
      ['thought', 'text', 'tool_call', 'tool_result', 'audio'],
    ])
    expect(nodes[2]?.state).toBe('interrupted')
    expect(assets.map(({ file }) => file?.bytes)).toEqual([7, undefined])
  })

  test('sessions never used are said, broken ones do not cost the others', async () => {
    const sessions = [
      { id: 'e', topic: 'Empty', messages: [] },
      null as unknown as object,
      nextchatSession(plain, 'en-US'),
    ]
    const { conversations, problems } = await readTexts({ 'a.json': JSON.stringify(nextchatBackup(...sessions)) })
    expect(conversations).toHaveLength(1)
    expect(problems).toEqual([{ kind: 'note', file: 'a.json', code: 'empty-conversation', item: 'Empty' }])
  })

  test('dates that may mean two days are said', async () => {
    const messages = [{ id: '1', role: 'user', content: 'x', date: '03/04/2024, 10:00:00' }]
    const { problems } = await readTexts({
      'a.json': JSON.stringify(nextchatBackup({ id: 's', topic: 'T', messages })),
    })
    expect(problems).toMatchObject([{ kind: 'note', code: 'date-order-unsure' }])
  })

  test.skipIf(!hasFixtures)('the sample loses nothing', async () => {
    const reading = await readPaths(fixture('nextchat', 'backup-2024_7_1-12_00_00.json'))
    expect(Object.values(formatsOf(reading))).toEqual(['nextchat'])
    expect(reading.problems).toEqual([])
    const [session] = reading.conversations
    expect(session?.nodes.map(({ parts }) => parts.map(({ kind }) => kind))).toEqual([
      ['text'],
      ['text', 'image'],
      ['text'],
    ])
    const day = (second: number) => new Date(2024, 6, 1, 12, 0, second).getTime()
    expect(session?.nodes.map(({ createdAt }) => createdAt?.milliseconds)).toEqual([undefined, day(0), day(5)])
    expect(JSON.stringify(reading.conversations)).not.toContain('REDACTED')
  })
})

describe('times as browsers write them', () => {
  const day = (year: number, month: number, date: number) => new Date(year, month - 1, date, 10).getTime()
  const one = (text: string, before: number | null) => ({ text, before, isLast: true })

  test('the month and the day change places by when the talk was last touched', () => {
    const text = '03/04/2024, 10:00:00'
    for (const before of [day(2024, 3, 4), day(2024, 4, 3)]) {
      const times = createWrittenTimes([one(text, before + 60_000)])
      expect([times.read(text)?.milliseconds, times.unsure]).toEqual([before, null])
    }
  })

  test('a day that can only be read one way decides for all of its kind', () => {
    const times = createWrittenTimes([one('03/04/2024, 10:00:00', null), one('03/25/2024, 10:00:00', null)])
    expect(times.read('03/04/2024, 10:00:00')?.milliseconds).toBe(day(2024, 3, 4))
    expect(times.unsure).toBeNull()
  })

  test.each(['', 'soon', '2024/13/40 10:00:00', '99/99/9999, 10:00:00', '3/4/2024'])('%j is no time', (text) => {
    expect(createWrittenTimes([one(text, null)]).read(text)).toBeNull()
  })
})
