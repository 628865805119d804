import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chats, chatText, turnsOf, withoutTimes, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { oobaboogaLog } from '#tests/helpers/oobabooga-export.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const say = (role: 'user' | 'assistant', text: string): ChatTurn => ({
  role,
  shown: 0,
  versions: [{ text, time: null }],
})
const talk = [say('assistant', 'Hi.'), say('user', 'hello'), say('assistant', 'So.'), say('user', 'ok')]

test('a log comes back with its words, speakers and order', async () => {
  const text = chatText().filter((words) => words.trim() !== '')
  await fc.assert(
    fc.asyncProperty(chats({ text }), async (written) => {
      const reading = await readTexts({ 'a.json': JSON.stringify(oobaboogaLog(written)) })
      expect(formatsOf(reading)).toEqual({ 'a.json': 'oobabooga' })
      expect(reading.conversations.map(turnsOf)).toEqual([withoutTimes(written)])
    }),
    { numRuns: 40 },
  )
})

test('the older names of the lists are read, and what only was shown loses the marks of a page', async () => {
  const log = { data: [['', '']], data_visible: [['', '&lt;b&gt; &amp;amp; &#x27;x&#x27;']] }
  const { nodes } = await readOneText('a.json', JSON.stringify(log))
  expect(nodes.map(({ parts }) => parts)).toEqual([[{ kind: 'text', text: "<b> &amp; 'x'" }]])
})

test('what was shown in another way than it was sent is kept beside it', async () => {
  const log = { internal: [['hi', 'hello']], visible: [['hi', 'bonjour']] }
  const { nodes } = await readOneText('a.json', JSON.stringify(log))
  expect(nodes.map(({ parts }) => parts)).toEqual([[{ kind: 'text', text: 'hi' }], [{ kind: 'text', text: 'hello' }]])
  expect(nodes[1]?.raw).toMatchObject({ visible: 'bonjour' })
})

test('times, versions and models are read where the log has them', async () => {
  const metadata = {
    'user-0': { timestamp: 'May 20, 2025 19:05' },
    'assistant-0': {
      timestamp: 'May 20, 2025 19:06',
      model_name: 'some-model',
      versions: [{ content: 'one' }, { content: 'two', timestamp: 'May 20, 2025 19:07' }],
      current_version_index: 0,
    },
  }
  const conversation = await readOneText(
    'a.json',
    JSON.stringify(oobaboogaLog([say('user', 'hi'), say('assistant', 'one')], { metadata })),
  )
  const at = (minute: number) => new Date(2025, 4, 20, 19, minute).getTime()
  expect(turnsOf(conversation)).toEqual([
    { role: 'user', shown: 0, versions: [{ text: 'hi', time: at(5) }] },
    {
      role: 'assistant',
      shown: 0,
      versions: [
        { text: 'one', time: at(6) },
        { text: 'two', time: at(7) },
      ],
    },
  ])
  expect(conversation.nodes[1]?.model).toBe('some-model')
})

test('a log that has grown is the same chat; another one with the same character is not', async () => {
  const read = (turns: readonly ChatTurn[]) =>
    readOneText('logs/chat/Mia/20230501-12-00-00.json', JSON.stringify(oobaboogaLog(turns)))
  const [before, after] = [await read(talk), await read([...talk, say('assistant', 'ok')])]
  expect(before.title).toBe('Mia')
  expect(after.sourceId).toBe(before.sourceId)
  expect(after.nodes.slice(0, 4)).toEqual(before.nodes)
  const [greeting, , answer] = talk as [ChatTurn, ChatTurn, ChatTurn, ChatTurn]
  expect((await read([greeting, say('user', 'hey'), answer])).sourceId).not.toBe(before.sourceId)
})

test('a pair of another kind is kept as it is', async () => {
  const log = { internal: [['hi', { odd: 1 }]], visible: [['hi', '']] }
  const { nodes } = await readOneText('a.json', JSON.stringify(log))
  expect(nodes.map(({ keptRaw }) => keptRaw)).toEqual([false, true])
})
