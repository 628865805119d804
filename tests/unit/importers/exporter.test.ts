import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { chatText } from '#tests/helpers/chat-lines.ts'
import {
  exporterMarkdown,
  exporterPage,
  exporterTime,
  savedPage,
  speakerMarks,
} from '#tests/helpers/exporter-export.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { saidIn, saidTurns, type SaidTurn } from '#tests/helpers/said-turns.ts'

const id = '7d9f1c6e-chat'
const turns: readonly SaidTurn[] = [
  { role: 'user', text: 'hi' },
  { role: 'assistant', text: 'hello' },
  { role: 'user', text: 'bye' },
  { role: 'assistant', text: 'see you' },
]
/** Words that a page shows in one way only. */
const shown = fc.constantFrom('hello', '在吗，念念？', 'a & b < c', '🌧️ so, fine', 'two words')
const times = turns.map((_, index) => exporterTime(index))

describe('Markdown of ChatGPT Exporter', () => {
  test.each(Object.keys(speakerMarks) as (keyof typeof speakerMarks)[])('comes back as it was: %s', async (mark) => {
    await fc.assert(
      fc.asyncProperty(saidTurns(chatText), fc.boolean(), fc.boolean(), async (written, withTimes, about) => {
        const text = exporterMarkdown(written, { mark, times: withTimes, about })
        const conversation = await readOneText('a.md', text)
        expect(saidIn(conversation)).toEqual(written)
      }),
      { numRuns: 25 },
    )
  })

  test('is told by its headings, and says when, by which model and under which id it was held', async () => {
    const reading = await readTexts({ 'notes.txt': exporterMarkdown(turns, { times: true, about: true }) })
    expect(formatsOf(reading)).toEqual({ 'notes.txt': 'exporter' })
    const [conversation] = reading.conversations
    expect(conversation).toMatchObject({
      sourceId: id,
      title: 'A trip: by sea',
      createdAt: { milliseconds: Date.UTC(2024, 2, 1, 20, 12), zoneKnown: true },
      raw: { mode_name: 'gpt-4o' },
    })
    expect(conversation?.nodes.map(({ createdAt }) => createdAt?.milliseconds)).toEqual(times)
    expect(conversation?.nodes.map(({ model }) => model)).toEqual([null, 'gpt-4o', null, 'gpt-4o'])
  })

  test('headings in an answer and speakers in its code are words of the answer', async () => {
    const answer = '## Day 1\n#### Not a speaker\n```md\n#### You:\nin code\n```\n**You:** in bold\nYou:\nplain'
    const { nodes } = await readOneText(
      'a.md',
      exporterMarkdown([
        { role: 'user', text: 'plan' },
        { role: 'assistant', text: answer },
      ]),
    )
    expect(nodes.map(({ parts }) => spokenText(parts))).toEqual(['plan', answer])
  })

  test('a fence that is never closed does not swallow what was said after it', async () => {
    const written: SaidTurn[] = [{ role: 'user', text: 'look:\n```js\nbroken' }, ...turns.slice(1)]
    expect(saidIn(await readOneText('a.md', exporterMarkdown(written)))).toEqual(written)
  })

  test('thoughts, plugins and pictures are what they are', async () => {
    const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const text = [
      '# T\n\n#### You:\nlook ![image](data:image/png;base64,' + picture + ') here',
      '#### ChatGPT:\n<details>\n<summary>Thought for 3 seconds</summary>\n\nweigh\n\noptions\n\n</details>\n\nGo.',
      '#### Plugin (search):\nResult:',
      '#### ChatGPT:\n<details>\n<summary>More</summary>\n\nof the answer\n\n</details>',
    ].join('\n\n')
    const { nodes, assets } = await readOneText('a.md', text)
    expect(nodes.map(({ role, parts }) => [role, parts.map(({ kind }) => kind)])).toEqual([
      ['user', ['text', 'image', 'text']],
      ['assistant', ['thought', 'text']],
      ['tool', ['tool_result']],
      ['assistant', ['text']],
    ])
    expect(nodes[1]?.parts[0]).toEqual({ kind: 'thought', text: 'weigh\n\noptions', seconds: 3 })
    expect(nodes[2]?.parts[0]).toMatchObject({ name: 'search' })
    expect(assets.map(({ mime, file }) => [mime, file?.bytes])).toEqual([
      ['image/png', Buffer.from(picture, 'base64').length],
    ])
  })

  test('a conversation that has grown is known again, message by message', async () => {
    const before = await readOneText('a.md', exporterMarkdown(turns))
    const after = await readOneText('b.md', exporterMarkdown([...turns, ...turns]))
    expect(after.sourceId).toBe(before.sourceId)
    expect(after.nodes.slice(0, 4)).toEqual(before.nodes)
    expect(new Set(after.nodes.map(({ sourceId }) => sourceId)).size).toBe(8)
  })

  test.skipIf(!hasFixtures)('of the samples loses nothing', async () => {
    const path = fixture('markdown-transcripts', 'chatgpt-exporter.md')
    const expected = readFileSync(path, 'utf8').match(/^#### (?:You|ChatGPT):$/gm)?.length
    const { conversations, problems } = await readPaths(path)
    expect(problems).toEqual([])
    expect(conversations.map(({ nodes }) => nodes.length)).toEqual([expected])
    expect(conversations[0]?.nodes.map(({ parts }) => parts.map(({ kind }) => kind))).toEqual([
      ['text'],
      ['thought', 'text'],
    ])
    expect(spokenText(conversations[0]?.nodes[1]?.parts ?? [])).toContain('#### Not a speaker heading')
  })
})

describe('pages of ChatGPT Exporter', () => {
  test('come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(saidTurns(shown), async (written) => {
        const conversation = await readOneText('a.html', exporterPage(written))
        expect(saidIn(conversation).map(({ role, text }) => ({ role, text: text.replaceAll('\\<', '<') }))).toEqual(
          written,
        )
      }),
      { numRuns: 25 },
    )
  })

  test('are told by their styles, long before anything is said, and keep times, thoughts, id and model', async () => {
    const page = exporterPage(turns, 'weigh options').replace('iVBORw0KGgo=', 'A'.repeat(100_000))
    const reading = await readTexts({ 'a.html': page })
    expect(formatsOf(reading)).toEqual({ 'a.html': 'exporter' })
    const [conversation] = reading.conversations
    expect(conversation).toMatchObject({ sourceId: id, title: 'A trip', raw: { model_slug: 'gpt-4o' } })
    expect(conversation?.nodes.map(({ createdAt }) => createdAt?.milliseconds)).toEqual(times)
    expect(conversation?.nodes[1]).toMatchObject({
      role: 'assistant',
      model: 'gpt-4o',
      parts: [
        { kind: 'thought', text: 'weigh options', seconds: 7 },
        { kind: 'text', text: 'hello' },
      ],
    })
  })

  test('spaces and lines of the person stay as they were typed', async () => {
    const text = 'a  b\n  c\n\n\nd'
    const [node] = (await readOneText('a.html', exporterPage([{ role: 'user', text }]))).nodes
    expect(node?.parts).toEqual([{ kind: 'text', text }])
  })
})

describe('JSON of other extensions', () => {
  test('comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(saidTurns(chatText), async (written) => {
        const conversation = await readOneText('a.json', JSON.stringify(savedPage(written)))
        expect(saidIn(conversation)).toEqual(written)
        expect(conversation.nodes.map(({ createdAt }) => createdAt?.milliseconds)).toEqual(
          written.map((_, index) => exporterTime(index)),
        )
      }),
      { numRuns: 25 },
    )
  })

  test('is told by what is in it, and broken conversations do not cost the others', async () => {
    const reading = await readTexts({
      'a.json': JSON.stringify([savedPage(turns), { title: 'x' }, { title: 'y', messages: [] }]),
    })
    expect(formatsOf(reading)).toEqual({ 'a.json': 'exporter' })
    expect(reading.conversations).toMatchObject([{ sourceId: id, title: 'A trip', raw: { platform: 'DeepSeek' } }])
    expect(reading.problems.map(({ kind, code, item }) => [kind, code, item])).toEqual([
      ['failed', 'not-a-conversation', 'x'],
      ['note', 'empty-conversation', 'y'],
    ])
  })

  test('of ChatGPT Exporter is ChatGPT’s own, without what it leaves out', async () => {
    const message = (role: string, parts: unknown[]) => ({
      id: role,
      author: { role },
      content: { content_type: 'multimodal_text', parts },
    })
    const picture = { content_type: 'image_asset_pointer', asset_pointer: 'data:image/png;base64,iVBORw0KGgo=' }
    const mapping = {
      a: { id: 'a', message: message('user', ['hi', picture]), children: ['b'] },
      b: { id: 'b', message: message('assistant', ['hello']), children: [] },
    }
    const reading = await readTexts({ 'a.json': JSON.stringify([{ id, title: 'A trip', current_node: 'b', mapping }]) })
    expect(formatsOf(reading)).toEqual({ 'a.json': 'chatgpt' })
    expect(reading.conversations[0]?.nodes.map(({ sourceId, parentId }) => [sourceId, parentId])).toEqual([
      ['a', null],
      ['b', 'a'],
    ])
  })
})
