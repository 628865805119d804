import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTavernTime } from '#core/importers/reading/tavern-time.ts'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { tavernChat, tavernTime, tavernTimeStyles } from '#tests/helpers/sillytavern-export.ts'

const names = ['Aqua-1673181146000.jsonl', 'Megumin-1673323621108.jsonl', 'modern-swipes.jsonl']
const start = Date.UTC(2024, 6, 12, 1, 31, 37)
const say = (role: 'user' | 'assistant', text: string, second: number): ChatTurn => ({
  role,
  shown: 0,
  versions: [{ text, time: start + second * 1_000 }],
})
const line = (message: object) => JSON.stringify({ name: 'Aria', is_user: false, send_date: start, ...message })

describe.skipIf(!hasFixtures)('sample files', () => {
  test.each(names)('%s is told to be SillyTavern and loses no line and no swipe', async (name) => {
    const reading = await readPaths(fixture('sillytavern-chat', name))
    expect(formatsOf(reading)).toEqual({ [name]: 'sillytavern' })
    const lines = readFileSync(fixture('sillytavern-chat', name), 'utf8').trim().split('\n').slice(1)
    const expected = lines
      .map((text) => JSON.parse(text) as { swipes?: string[] })
      .reduce((sum, { swipes }) => sum + (swipes?.length ?? 1), 0)
    expect(reading.conversations.map(({ nodes }) => nodes.length)).toEqual([expected])
    expect(reading.problems).toEqual([])
    for (const node of reading.conversations[0]?.nodes ?? []) expect(node.createdAt).not.toBeNull()
  })

  test('hidden messages, thoughts, models, pictures and group members are read', async () => {
    const { conversations } = await readPaths(fixture('sillytavern-chat', 'modern-swipes.jsonl'))
    const nodes = conversations[0]?.nodes ?? []
    expect(nodes.map(({ author }) => author)).toEqual(['Aria', 'Aria', 'Traveller', 'Aria', 'Kai'])
    expect(nodes[1]).toMatchObject({ model: 'gpt-5', parentId: null })
    expect(nodes[3]).toMatchObject({ hidden: true, role: 'assistant', model: 'gpt-5' })
    expect(nodes[3]?.parts.map(({ kind }) => kind)).toEqual(['thought', 'text', 'image'])
  })
})

describe('times', () => {
  test.each(tavernTimeStyles)('written as %s are read', (style) => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }), (time) => {
        const { written, left } = tavernTime(time, style)
        expect(parseTavernTime(written)?.milliseconds).toBe(left)
      }),
    )
  })

  test.each([
    ['6月 19, 2023 2:20pm', [2023, 5, 19, 14, 20]],
    ['июня 19, 2023 12:05am', [2023, 5, 19, 0, 5]],
    ['März 3, 2024 11:00am', [2024, 2, 3, 11, 0]],
    ['août 3, 2024 11:00pm', [2024, 7, 3, 23, 0]],
    ['Jun 19, 2023 14:20', [2023, 5, 19, 14, 20]],
  ] as const)('%s is read though the month is in another language', (text, [year, month, day, hour, minute]) => {
    const time = parseTavernTime(text)
    expect(time?.milliseconds).toBe(new Date(year, month, day, hour, minute).getTime())
    expect(time).toMatchObject({ zoneKnown: false, original: text })
  })

  test.each([
    '',
    'junk',
    '2023-13-1@00h00m00s',
    '2023-2-30@00h00m00s',
    'Foo 19, 2023 2:20pm',
    '2023-1-1@25h00m00s',
    null,
    {},
  ])('%j is no time, never a guess', (value) => expect(parseTavernTime(value)).toBeNull())
})

describe('a chat', () => {
  test('comes back with its words, speakers, order, swipes and times', async () => {
    const style = fc.constantFrom(...tavernTimeStyles)
    const lineEnd = fc.constantFrom('\n', '\r\n')
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }), style, lineEnd, fc.boolean(), async (written, how, end, isOld) => {
        const text = tavernChat(written, { style: how, lineEnd: end, ...(isOld ? { header: null } : {}) })
        const expected = written.map((turn) => ({
          ...turn,
          versions: turn.versions.map(({ text: words, time }) => ({
            text: words,
            time: time === null ? null : tavernTime(time, how).left,
          })),
        }))
        // A version that says the same as an earlier one may be shown in its place.
        const shownTexts = (turns: readonly ChatTurn[]) => turns.map(({ versions, shown }) => versions[shown]?.text)
        const read = turnsOf(await readOneText('a.jsonl', text))
        expect(read.map(({ role, versions }) => ({ role, versions }))).toEqual(
          expected.map(({ role, versions }) => ({ role, versions })),
        )
        expect(shownTexts(read)).toEqual(shownTexts(expected))
      }),
      { numRuns: 60 },
    )
  })

  test('gains messages and keeps the ids of the ones before', async () => {
    const turns = [say('assistant', 'Hi.', 0), say('user', 'ok', 1), say('user', 'ok', 1), say('assistant', 'ok', 2)]
    const before = await readOneText('a.jsonl', tavernChat(turns.slice(0, 3)))
    const after = await readOneText('b.jsonl', tavernChat(turns))
    expect(after.sourceId).toBe(before.sourceId)
    expect(after.nodes.slice(0, 3).map(({ sourceId }) => sourceId)).toEqual(
      before.nodes.map(({ sourceId }) => sourceId),
    )
    expect(new Set(after.nodes.map(({ sourceId }) => sourceId)).size).toBe(4)
  })

  test('whose answer was swiped later keeps the earlier answer under its id', async () => {
    const one = { text: 'first', time: start + 1_000 }
    const two = { text: 'second', time: start + 9_000 }
    const turns = (...versions: { text: string; time: number }[]): ChatTurn[] => [
      say('user', 'hi', 0),
      { role: 'assistant', versions, shown: versions.length - 1 },
    ]
    const before = await readOneText('a.jsonl', tavernChat(turns(one)))
    const after = await readOneText('a.jsonl', tavernChat(turns(one, two)))
    expect(after.nodes[1]?.sourceId).toBe(before.nodes[1]?.sourceId)
    expect(after.currentId).toBe(after.nodes[2]?.sourceId)
  })

  test('shows what stands in the message where its swipes disagree', async () => {
    const odd = [
      line({ mes: 'edited', swipes: ['a', 'b'], swipe_id: 0 }),
      line({ mes: 'b', swipes: ['a', 'b'], swipe_id: 9 }),
      line({ mes: { message: 'nested' }, swipes: [{ message: 'nested' }, { message: 'other' }], swipe_id: 0 }),
    ]
    const turns = turnsOf(await readOneText('a.jsonl', odd.join('\n')))
    expect(turns.map(({ versions, shown }) => [versions.map(({ text }) => text), shown])).toEqual([
      [['a', 'b', 'edited'], 2],
      [['a', 'b'], 1],
      [['nested', 'other'], 0],
    ])
  })

  test('that broke off in a crash keeps its good lines, and the torn one as it is', async () => {
    const whole = tavernChat([say('user', 'hi', 0), say('assistant', 'hello', 1), say('user', '好', 2)])
    const { conversations, problems } = await readTexts({ 'a.jsonl': whole.slice(0, -20) })
    const nodes = conversations[0]?.nodes ?? []
    expect(nodes.map(({ keptRaw }) => keptRaw)).toEqual([false, false, true])
    const torn = JSON.stringify(whole.slice(0, -20).split('\n').at(-1))
    expect(nodes[2]?.parts).toMatchObject([{ kind: 'opaque', type: 'torn-line', json: torn }])
    expect(problems).toMatchObject([{ kind: 'note', code: 'truncated' }])
  })

  test('with bad lines in the middle goes on after them', async () => {
    const text = [line({ mes: 'one' }), '{"torn', '', 'nonsense', '{"a":1}', line({ mes: 'two' })].join('\n')
    const { conversations, problems } = await readTexts({ 'a.jsonl': text })
    expect(conversations[0]?.nodes.map(({ keptRaw }) => keptRaw)).toEqual([false, true, true, true, false])
    expect(problems.map(({ code }) => code)).toEqual(['malformed', 'malformed'])
  })

  test('that has only a header holds no conversation', async () => {
    const { conversations, sorted } = await readTexts({ 'a.jsonl': tavernChat([]) })
    expect(conversations).toEqual([])
    expect(sorted).toMatchObject([{ kind: 'export' }])
  })

  test.each([
    ['Aria - 2024-7-12@01h31m37s.jsonl', 'Aria'],
    ['Aria - 2023-5-1 @12h 30m 15s 682ms imported.jsonl', 'Aria'],
    ['1673181146000.jsonl', 'Aria'],
    ['The night at the harbour.jsonl', 'The night at the harbour'],
  ])('in %s is called %s', async (name, title) => {
    expect((await readOneText(name, tavernChat([say('assistant', 'Hi.', 0)]))).title).toBe(title)
  })

  test('has its pictures and files, wherever the folders begin, and no keys', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')
    const extra = {
      image: '/user/images/Aria/sea.png',
      media: [
        { url: `data:image/png;base64,${png}`, type: 'image' },
        { url: '/user/files/a.mp3', type: 'audio' },
      ],
      file: { url: '/user/files/poem.txt', name: 'poem.txt', size: 9 },
      api_key: 'never-keep-this',
    }
    const { conversations } = await readTexts({
      'default-user/chats/Aria/a.jsonl': line({ mes: 'look', extra }),
      'default-user/user/images/Aria/sea.png': 'picture',
    })
    const [conversation] = conversations
    expect(conversation?.nodes[0]?.parts.map(({ kind }) => kind)).toEqual(['text', 'image', 'image', 'audio', 'file'])
    expect(conversation?.assets.map(({ file }) => file !== null)).toEqual([true, true, false, false])
    expect(JSON.stringify(conversation)).not.toContain('never-keep-this')
    expect(JSON.stringify(conversation?.nodes)).not.toContain(png)
  })
})

describe('files that are one chat', () => {
  const common = [say('assistant', 'Hi.', 0), say('user', 'hello', 1), say('assistant', 'So.', 2)]
  const main = [...common, say('user', 'left', 3)]
  const branch = [...common, say('user', 'right', 9), say('assistant', 'Right.', 10)]
  const header = { chat_metadata: { main_chat: 'Aria - 2024' } }

  test('a branch shares its beginning and hangs where it went off; the thread ends where it went on last', async () => {
    const { conversations } = await readTexts({
      'chats/Aria - 2024.jsonl': tavernChat(main),
      'chats/Branch #1 - Aria - 2024.jsonl': tavernChat(branch, { header }),
    })
    const [first, second] = conversations
    expect(second?.sourceId).toBe(first?.sourceId)
    expect(conversations.map(({ title }) => title)).toEqual(['Aria', 'Aria'])
    expect(second?.nodes.slice(0, 3)).toEqual(first?.nodes.slice(0, 3))
    expect(second?.nodes[3]?.parentId).toBe(first?.nodes[2]?.sourceId)
    expect(new Set(conversations.flatMap(({ nodes }) => nodes.map(({ sourceId }) => sourceId))).size).toBe(6)
    expect(second?.currentId).toBe(second?.nodes.at(-1)?.sourceId)
  })

  test('a branch from before the person spoke is known by the chat it names', async () => {
    const { conversations } = await readTexts({
      'Aria - 2024.jsonl': tavernChat([say('assistant', 'Hi.', 0), say('user', 'one', 1)]),
      'Checkpoint #1 - Aria - 2024.jsonl': tavernChat([say('assistant', 'Hi.', 0), say('user', 'two', 2)], { header }),
    })
    expect(conversations[1]?.sourceId).toBe(conversations[0]?.sourceId)
    expect(conversations[1]?.nodes[0]).toEqual(conversations[0]?.nodes[0])
  })

  test('branches that name one another in a circle are read', async () => {
    const naming = (name: string) => ({ header: { chat_metadata: { main_chat: name } } })
    const { conversations } = await readTexts({
      'a.jsonl': tavernChat(main, naming('b')),
      'b.jsonl': tavernChat(branch, naming('a')),
    })
    expect(conversations).toHaveLength(2)
  })

  test('chats of one character that began alike stay apart once the person spoke', async () => {
    const { conversations } = await readTexts({
      'a.jsonl': tavernChat([say('assistant', 'Hi.', 0), say('user', 'one', 1)]),
      'b.jsonl': tavernChat([say('assistant', 'Hi.', 0), say('user', 'two', 1)]),
    })
    expect(new Set(conversations.map(({ sourceId }) => sourceId)).size).toBe(2)
  })

  test('a group chat is called by its group, and each member speaks under their own name', async () => {
    const text = [line({ mes: 'a', name: 'Aria' }), line({ mes: 'b', name: 'Kai', original_avatar: 'Kai.png' })]
    const { conversations } = await readTexts({
      'groups/17.json': JSON.stringify({ id: '17', name: 'The two', members: ['Aria.png', 'Kai.png'], chats: ['18'] }),
      'group chats/18.jsonl': text.join('\n'),
    })
    expect(conversations).toMatchObject([{ title: 'The two', nodes: [{ author: 'Aria' }, { author: 'Kai' }] }])
  })
})
