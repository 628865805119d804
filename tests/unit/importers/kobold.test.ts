import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chats, chatText, turnsOf, withoutTimes, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { koboldStory } from '#tests/helpers/kobold-export.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const say = (role: 'user' | 'assistant', text: string): ChatTurn => ({
  role,
  shown: 0,
  versions: [{ text, time: null }],
})
const talk = [say('user', 'hi'), say('assistant', 'Hello.'), say('user', 'ok'), say('assistant', 'So.')]

test.each(['marks', 'names'] as const)(
  'a story told by %s comes back with its words, speakers and order',
  async (mode) => {
    // Space around a piece belongs to the story, not to what was said.
    const text = chatText()
      .map((words) => words.trim())
      .filter((words) => words !== '')
    await fc.assert(
      fc.asyncProperty(chats({ text }), async (written) => {
        const reading = await readTexts({ 'a.json': JSON.stringify(koboldStory(written, mode)) })
        expect(formatsOf(reading)).toEqual({ 'a.json': 'kobold' })
        expect(reading.conversations.map(turnsOf)).toEqual([withoutTimes(written)])
      }),
      { numRuns: 40 },
    )
  },
)

test('a story that names nobody keeps every piece as it is, the first as the person’s', async () => {
  const story = { gamestarted: true, prompt: 'It rains. ', memory: '', actions: ['And then ', '', 'it stops.\n'] }
  const { nodes } = await readOneText('a.json', JSON.stringify(story))
  expect(nodes.map(({ role, parts }) => [role, parts])).toEqual([
    ['user', [{ kind: 'text', text: 'It rains. ' }]],
    ['assistant', [{ kind: 'text', text: 'And then ' }]],
    ['assistant', [{ kind: 'text', text: 'it stops.\n' }]],
  ])
})

test('each of several characters speaks under their own name', async () => {
  const savedsettings = { chatname: 'Sam', chatopponent: 'Mia||$||Kai (old)' }
  const more = { prompt: '\nSam: hi', actions: ['\nMia: hello\nwith a second line', '\nKai (old): hey'], savedsettings }
  const { nodes, title } = await readOneText('a.json', JSON.stringify(koboldStory([], 'names', more)))
  expect(nodes.map(({ author, role }) => [author, role])).toEqual([
    ['Sam', 'user'],
    ['Mia', 'assistant'],
    ['Kai (old)', 'assistant'],
  ])
  expect(title).toBe('Mia, Kai (old)')
})

test('thoughts stand apart from what was said, and instructions are nobody’s words', async () => {
  const prompt = '{{[SYSTEM]}}Be kind.{{[SYSTEM_END]}}{{[INPUT]}}hi{{[OUTPUT]}}<think>hm</think>Hello.'
  const { nodes } = await readOneText('a.json', JSON.stringify(koboldStory([], 'marks', { prompt })))
  expect(nodes.map(({ role, parts }) => [role, parts.map(({ kind }) => kind)])).toEqual([
    ['system', ['text']],
    ['user', ['text']],
    ['assistant', ['thought', 'text']],
  ])
})

test('keys in its settings are not kept, and a story that has grown is the same one', async () => {
  const read = (turns: readonly ChatTurn[]) => readOneText('a.json', JSON.stringify(koboldStory(turns, 'marks')))
  const [before, after] = [await read(talk), await read([...talk, say('user', 'ok')])]
  expect(JSON.stringify(before)).not.toContain('never-keep')
  expect(JSON.stringify(before.raw)).toContain('max_length')
  expect(after.sourceId).toBe(before.sourceId)
  expect(after.nodes.slice(0, 4)).toEqual(before.nodes)
})
