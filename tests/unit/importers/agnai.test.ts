import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agnaiChat } from '#tests/helpers/agnai-export.ts'
import { chats, turnsOf, withoutTimes, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText } from '#tests/helpers/read-text.ts'

const say = (role: 'user' | 'assistant', text: string): ChatTurn => ({
  role,
  shown: 0,
  versions: [{ text, time: null }],
})
const talk = [say('assistant', 'Hello.'), say('user', 'hi'), say('assistant', 'So.'), say('user', 'ok')]

describe.skipIf(!hasFixtures)('the sample file', () => {
  test('is told to be Agnai and loses no message', async () => {
    const reading = await readPaths(fixture('agnai'))
    expect(formatsOf(reading)).toMatchObject({ 'chat-65c7.json': 'agnai' })
    expect(reading.problems).toEqual([])
    expect(reading.conversations[0]?.nodes.map(({ role, author }) => [role, author])).toEqual([
      ['user', 'You'],
      ['assistant', null],
    ])
  })
})

test('a chat comes back with its words, speakers and order', async () => {
  await fc.assert(
    fc.asyncProperty(chats(), async (written) => {
      const conversation = await readOneText('chat.json', JSON.stringify(agnaiChat(written)))
      expect(turnsOf(conversation)).toEqual(withoutTimes(written))
    }),
    { numRuns: 40 },
  )
})

test.each(['chat-65c7.json', 'renamed.json'])(
  '%s that has grown is the same chat with the same messages',
  async (name) => {
    const read = (turns: readonly ChatTurn[]) => readOneText(name, JSON.stringify(agnaiChat(turns)))
    const [before, after] = [await read(talk), await read([...talk, say('user', 'ok')])]
    expect(after.sourceId).toBe(before.sourceId)
    expect(after.nodes.slice(0, 4)).toEqual(before.nodes)
    expect(new Set(after.nodes.map(({ sourceId }) => sourceId)).size).toBe(5)
  },
)

test('two chats with one character are two conversations though both began alike', async () => {
  const first = await readOneText('chat-65c7.json', JSON.stringify(agnaiChat(talk)))
  const second = await readOneText('chat-77aa.json', JSON.stringify(agnaiChat(talk)))
  expect(second.sourceId).not.toBe(first.sourceId)
})

test('a message that is none is kept as it is', async () => {
  const messages = [{ characterId: 'x', msg: 'hi' }, { characterId: 'x', msg: null }, 7]
  const { nodes } = await readOneText('a.json', JSON.stringify(agnaiChat([], { messages })))
  expect(nodes.map(({ keptRaw }) => keptRaw)).toEqual([false, true, true])
})
