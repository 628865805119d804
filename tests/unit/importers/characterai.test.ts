import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { characterAiHistories, characterAiTurns } from '#tests/helpers/characterai-export.ts'
import { chats, turnsOf, withoutTimes, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const say = (role: 'user' | 'assistant', ...texts: string[]): ChatTurn => ({
  role,
  shown: 0,
  versions: texts.map((text) => ({ text, time: null })),
})
const textsOf = (turns: readonly ChatTurn[]) => turns.map(({ versions }) => versions.map(({ text }) => text))

describe.skipIf(!hasFixtures)('sample files', () => {
  test('are told to be Character.AI, and every message comes in once', async () => {
    const reading = await readPaths(fixture('characterai'))
    expect(formatsOf(reading)).toMatchObject({
      'dumper-histories.json': 'characterai',
      'neo-turns.json': 'characterai',
    })
    expect(reading.problems).toEqual([])
    expect(reading.conversations.map(({ nodes }) => nodes.length)).toEqual([4, 3])
    const [history, turns] = reading.conversations
    expect(history).toMatchObject({ sourceId: 'h1', title: 'Mia', currentId: '3' })
    expect(history?.nodes.map(({ role, author }) => [role, author])).toEqual([
      ['assistant', 'Mia'],
      ['user', null],
      ['assistant', 'Mia'],
      ['assistant', 'Mia'],
    ])
    expect(turns).toMatchObject({ sourceId: 'c', title: 'Mia', currentId: 'k2' })
  })
})

describe('histories of the dumper scripts', () => {
  test('come back with their words, speakers, order and swiped answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(chats({ versions: true }), { minLength: 1, maxLength: 3 }), async (written) => {
        const { conversations, problems } = await readTexts({ 'a.json': JSON.stringify(characterAiHistories(written)) })
        expect(problems).toEqual([])
        // The dumper puts the answer that was kept before the others.
        const expected = written.map((turns) =>
          withoutTimes(turns).map((turn) => {
            const kept = turn.versions.slice(turn.shown, turn.shown + 1)
            return { ...turn, shown: 0, versions: [...kept, ...turn.versions.toSpliced(turn.shown, 1)] }
          }),
        )
        expect(conversations.map(turnsOf)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  test('an answer swiped away before the one that was kept stays its version', async () => {
    const message = (id: number, isHuman: boolean, isAlternative: boolean) => ({
      id,
      text: `m${id}`,
      is_alternative: isAlternative,
      src: { name: 'x', is_human: isHuman },
    })
    const msgs = [message(1, true, false), message(2, false, true), message(3, false, false), message(4, true, false)]
    const histories = { histories: [{ external_id: 'h', msgs }] }
    const conversation = await readOneText('a.json', JSON.stringify({ histories }))
    expect(textsOf(turnsOf(conversation))).toEqual([['m1'], ['m2', 'm3'], ['m4']])
    expect(conversation.nodes.at(-1)?.parentId).toBe('3')
  })

  test('an id that was used twice hides neither message', async () => {
    const src = { name: 'Mia', is_human: false }
    const msgs = [
      { id: 1, text: 'one', src },
      { id: 1, text: 'two', src },
    ]
    const { nodes } = await readOneText('a.json', JSON.stringify([{ external_id: 'h', msgs }]))
    expect(nodes.map(({ sourceId }) => sourceId)).toEqual(['1', '1:2'])
  })

  test('the flat spelling of who spoke, a picture, and a message of another kind are read', async () => {
    const msgs = [
      { id: 1, text: 'hi', src__is_human: true, src__name: 'Sam' },
      { id: 2, text: '', src: { name: 'Mia', is_human: false }, image_rel_path: 'https://a.example/i/sea.webp' },
      { id: 3, text: { rich: ['?'] }, src: { name: 'Mia' } },
    ]
    const { nodes, assets } = await readOneText('a.json', JSON.stringify({ histories: [{ msgs }] }))
    expect(nodes.map(({ role, author }) => [role, author])).toEqual([
      ['user', 'Sam'],
      ['assistant', 'Mia'],
      ['assistant', 'Mia'],
    ])
    expect(nodes[1]?.parts).toMatchObject([{ kind: 'image', pointer: 'https://a.example/i/sea.webp' }])
    expect(assets).toMatchObject([{ pointer: 'https://a.example/i/sea.webp', file: null }])
    expect(nodes[2]).toMatchObject({ keptRaw: true, parts: [{ kind: 'opaque' }] })
  })

  test('without an id a chat and its messages are the same in the next export', async () => {
    const src = { name: 'Mia', is_human: false }
    const person = { name: 'Sam', is_human: true }
    const first = [
      { text: 'Hi.', src },
      { text: 'hello', src: person },
      { text: 'again', src: person },
    ]
    const read = (msgs: object[]) => readOneText('a.json', JSON.stringify([{ created: '2023-01-10', msgs }]))
    const [before, after] = [await read(first), await read([...first, { text: 'more', src }])]
    expect(after.sourceId).toBe(before.sourceId)
    expect(after.nodes.slice(0, 3)).toEqual(before.nodes)
  })
})

describe('turns', () => {
  test('come back with their words, speakers, times, candidates and the one that is shown', async () => {
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }), fc.boolean(), async (written, isBare) => {
        const turns = characterAiTurns(written)
        const text = JSON.stringify(isBare ? turns : { character_name: 'Mia', turns })
        expect(turnsOf(await readOneText('a.json', text))).toEqual(written)
      }),
      { numRuns: 40 },
    )
  })

  test('are put in order however they stand in the file', async () => {
    const turns = [
      { ...say('user', 'first'), versions: [{ text: 'first', time: 1_700_000_000_000 }] },
      { ...say('assistant', 'second'), versions: [{ text: 'second', time: 1_700_000_060_000 }] },
    ]
    const oldestFirst = characterAiTurns(turns).toReversed()
    const conversation = await readOneText('a.json', JSON.stringify({ turns: oldestFirst }))
    expect(textsOf(turnsOf(conversation))).toEqual([['first'], ['second']])
  })

  test('that stand loose are put together by the chat they name', async () => {
    const mixed = [...characterAiTurns([say('user', 'a')], 'one'), ...characterAiTurns([say('user', 'b')], 'two')]
    const { conversations } = await readTexts({ 'a.json': JSON.stringify(mixed) })
    expect(conversations.map(({ sourceId }) => sourceId)).toEqual(['one', 'two'])
  })

  test('in an archive of unknown shape are found wherever they lie', async () => {
    const chat = (id: string) => ({ chat_id: id, title: id, turns: characterAiTurns([say('user', id)], id) })
    const archive = { user: { name: 'Sam' }, chats: [chat('one'), chat('two')], personas: [] }
    const { conversations, problems } = await readTexts({ 'a.json': JSON.stringify(archive) })
    expect(problems).toEqual([])
    expect(conversations.map(({ title }) => title)).toEqual(['one', 'two'])
  })

  test('without candidates, and candidates of another kind, are kept as they are', async () => {
    const key = (id: string) => ({ chat_id: 'c', turn_id: id })
    const turns = [
      { turn_key: key('t3'), candidates: [{ raw_content: { a: 1 }, candidate_id: 'k' }] },
      { turn_key: key('t2'), author: { name: 'Mia' } },
      { turn_key: key('t1'), candidates: [{ raw_content: 'half', is_final: false }] },
    ]
    const { nodes } = await readOneText('a.json', JSON.stringify({ turns }))
    expect(nodes.map(({ keptRaw, state }) => [keptRaw, state])).toEqual([
      [false, 'interrupted'],
      [true, 'complete'],
      [true, 'complete'],
    ])
  })

  test('of 20,000 are read without recursion', async () => {
    const turns = Array.from({ length: 20_000 }, (_, index) => say('user', `m${index}`))
    const { nodes } = await readOneText('a.json', JSON.stringify(characterAiTurns(turns)))
    expect(nodes).toHaveLength(20_000)
  })
})
