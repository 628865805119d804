import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { openwebuiAnswer, openwebuiChat } from '#tests/helpers/openwebui-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { familiesOf, talkTrees, treeOf } from '#tests/helpers/talk-tree.ts'

async function readAnswer(answer: object) {
  const { nodes, assets } = await readOneText('a.json', JSON.stringify([openwebuiAnswer(answer)]))
  const node = nodes.find(({ sourceId }) => sourceId === 'a')
  if (!node) throw new Error('the answer is lost')
  return { ...node, assets }
}

describe('Open WebUI', () => {
  test('talks come back as they were, with every branch', async () => {
    await fc.assert(
      fc.asyncProperty(talkTrees(), async (tree) => {
        const conversation = await readOneText('a.json', JSON.stringify([openwebuiChat(tree)]))
        expect(treeOf(conversation)).toEqual(familiesOf(tree))
      }),
      { numRuns: 60 },
    )
  })

  test('an answer says who really spoke; a question names no model', async () => {
    const tree = {
      nodes: [
        { id: 'q', parent: null, role: 'user', text: 'hi', time: 1_700_000_000_000 },
        { id: 'a', parent: 'q', role: 'assistant', text: 'hello', time: 1_700_000_001_000 },
      ],
      current: 'a',
    } as const
    const { nodes } = await readOneText('a.json', JSON.stringify([openwebuiChat(tree)]))
    expect(nodes.map(({ model, author }) => [model, author])).toEqual([
      [null, null],
      ['llama3.1:latest', 'Llama'],
    ])
  })

  test.each([
    ['the row of the database', (chat: object) => chat],
    ['the inner chat alone', (chat: object) => (chat as { chat: object }).chat],
  ])('a file may hold %s, in a list or by itself', async (_name, form) => {
    const chat = form(openwebuiAnswer({ content: 'hi' }))
    for (const value of [chat, [chat]]) {
      const reading = await readTexts({ 'x.json': JSON.stringify(value) })
      expect(formatsOf(reading)).toEqual({ 'x.json': 'openwebui' })
      expect(reading.problems).toEqual([])
      expect(reading.conversations[0]?.nodes.map(({ parts }) => spokenText(parts))).toEqual(['hello', 'hi'])
    }
  })

  test('thoughts and tools come from the output while it says the same words', async () => {
    const content =
      '<details type="reasoning" done="true" duration="3"><summary>Thought</summary>&gt; short</details>\n255'
    const output = [
      { type: 'reasoning', content: [{ type: 'output_text', text: 'long' }], duration: 3 },
      { type: 'function_call', call_id: 'c', name: 'sum', arguments: '{"a":1}' },
      { type: 'function_call_output', call_id: 'c', output: [{ type: 'input_text', text: '255' }] },
      { type: 'message', content: [{ type: 'output_text', text: '255' }] },
    ]
    const { parts, raw } = await readAnswer({ content, output })
    expect(parts).toEqual([
      { kind: 'thought', text: 'long', seconds: 3 },
      { kind: 'tool_call', text: '{"a":1}', name: 'sum' },
      { kind: 'tool_result', text: '255', name: 'sum' },
      { kind: 'text', text: '255' },
    ])
    expect(raw).toMatchObject({ content })
  })

  test('an answer that was edited afterwards says what it was edited to', async () => {
    const output = [{ type: 'message', content: [{ type: 'output_text', text: 'before' }] }]
    const { parts, raw } = await readAnswer({ content: 'after', output })
    expect(parts).toEqual([{ kind: 'text', text: 'after' }])
    expect(raw).toMatchObject({ output })
  })

  test('blocks in the content are read where there is no output', async () => {
    const content = [
      '<details type="reasoning" done="true" duration="3">',
      '<summary>Thought for 3 seconds</summary>',
      '&gt; one &amp; &lt;two&gt;',
      '&gt; three',
      '</details>',
      'Let me look.',
      '<details type="tool_calls" done="true" name="weather" arguments="{&quot;city&quot;:&quot;Paris&quot;}" result="&quot;rain&quot;">',
      '<summary>Tool Executed</summary>',
      '</details>',
      'Rain.',
    ].join('\n')
    expect((await readAnswer({ content })).parts).toEqual([
      { kind: 'thought', text: 'one & <two>\nthree', seconds: 3 },
      { kind: 'text', text: 'Let me look.' },
      { kind: 'tool_call', text: '{"city":"Paris"}', name: 'weather' },
      { kind: 'tool_result', text: '"rain"', name: 'weather' },
      { kind: 'text', text: 'Rain.' },
    ])
  })

  test.each([
    ['without a type', '<details><summary>More</summary>words</details> after'],
    ['without an end', '<details type="reasoning"> and then nothing'],
  ])('a block %s is words', async (_name, content) => {
    expect((await readAnswer({ content })).parts).toEqual([{ kind: 'text', text: content }])
  })

  test('a picture inside a message becomes a file, a file that is elsewhere is named as missing', async () => {
    const picture = `data:image/png;base64,${Buffer.from('picture').toString('base64')}`
    const files = [
      { type: 'image', url: picture },
      {
        type: 'file',
        id: 'f1',
        name: 'notes.pdf',
        file: { id: 'f1', meta: { content_type: 'application/pdf', size: 9 } },
      },
    ]
    const { parts, assets } = await readAnswer({ content: 'see', files })
    expect(parts.map((part) => part.kind)).toEqual(['text', 'image', 'file'])
    expect(assets.map(({ name, mime, file }) => [name, mime, file?.bytes])).toEqual([
      [null, 'image/png', 7],
      ['notes.pdf', 'application/pdf', undefined],
    ])
    expect(JSON.stringify(parts)).not.toContain('base64')
  })

  test('an answer that was cut off, failed or cites pages says so', async () => {
    expect((await readAnswer({ content: 'half', done: false })).state).toBe('interrupted')
    expect((await readAnswer({ error: { content: 'no model' } })).parts).toEqual([{ kind: 'error', text: 'no model' }])
    const sources = [{ source: { name: 'https://example.com/a' }, document: ['long'], metadata: [{}] }]
    expect((await readAnswer({ content: 'x', sources })).parts).toContainEqual({
      kind: 'citation',
      text: '',
      title: 'https://example.com/a',
      url: 'https://example.com/a',
    })
  })

  test('what only the flat copy has is not lost', async () => {
    const history = { currentId: null, messages: {} }
    const messages = [
      { role: 'user', content: 'one', timestamp: 1_700_000_000 },
      { role: 'assistant', content: 'two', timestamp: 1_700_000_001 },
      null,
    ]
    const { nodes } = await readOneText('a.json', JSON.stringify([{ id: 'c', chat: { history, messages } }]))
    expect(nodes.map(({ parentId, parts }) => [parentId, spokenText(parts)])).toEqual([
      [null, 'one'],
      [nodes[0]?.sourceId, 'two'],
    ])
  })

  test('one broken chat fails alone', async () => {
    const chats = [{ title: 'broken', chat: { history: 5 } }, 7, openwebuiAnswer({ content: 'hi' })]
    const { conversations, problems } = await readTexts({ 'a.json': JSON.stringify(chats) })
    expect(conversations).toHaveLength(1)
    expect(problems.map(({ kind, item }) => [kind, item])).toEqual([
      ['failed', 'broken'],
      ['failed', null],
    ])
  })

  test.skipIf(!hasFixtures)('a real export loses nothing', async () => {
    const path = fixture('openwebui', 'librechat-openwebui-export.json')
    const chats = JSON.parse(readFileSync(path, 'utf8')) as { chat: { history: { messages: object } } }[]
    const { conversations, problems } = await readPaths(path)
    expect(problems).toEqual([])
    expect(conversations.map(({ nodes }) => nodes.length)).toEqual(
      chats.map(({ chat }) => Object.keys(chat.history.messages).length),
    )
    expect(conversations.every(({ nodes }) => nodes.every(({ keptRaw }) => !keptRaw))).toBe(true)
  })
})
