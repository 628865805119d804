import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { spokenText } from '#shared/model/part.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { geminiHtml, geminiJson, type ActivityRow } from '#tests/helpers/gemini-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readTexts } from '#tests/helpers/read-text.ts'

const readRows = async (rows: unknown[]) => await readTexts({ 'MyActivity.json': JSON.stringify(rows) })
const row = (title: string, more: object = {}) => ({
  header: 'Gemini Apps',
  title,
  time: '2026-07-20T15:20:00.100Z',
  products: ['Gemini Apps'],
  ...more,
})

describe.skipIf(!hasFixtures)('the sample Gemini activity', () => {
  test('loses no exchange, and passes over what nobody said', async () => {
    const path = fixture('gemini-takeout', 'MyActivity.json')
    const rows = JSON.parse(readFileSync(path, 'utf8')) as { title: string; safeHtmlItem?: unknown[] }[]
    const deeds = rows.filter(({ title, safeHtmlItem }) => !safeHtmlItem && /^(?:Created|Selected)/.test(title)).length
    const reading = await readPaths(path)
    expect(formatsOf(reading)).toEqual({ 'MyActivity.json': 'gemini' })
    expect(reading.problems.map(({ kind, code }) => `${kind} ${code}`)).toEqual(Array(deeds).fill('note nothing-said'))
    const nodes = reading.conversations.flatMap((one) => one.nodes)
    expect(nodes.filter(({ role }) => role === 'user')).toHaveLength(rows.length - deeds)
    expect(nodes.filter(({ role }) => role === 'assistant')).toHaveLength(rows.filter((one) => one.safeHtmlItem).length)
    const thread = reading.conversations.find(({ sourceId }) => sourceId === 'invented-thread-1')
    expect(thread?.nodes.map(({ parts }) => spokenText(parts))).toEqual([
      'Explain the first half of the made-up thing',
      'The first half does not exist.\n- Nor does this list item.',
      'And what about the second half?',
      'The second half is **likewise invented**.',
    ])
    expect(thread?.assets).toMatchObject([{ name: 'invented-notes.pdf', file: null }])
  })
})

const words = fc
  .array(fc.constantFrom('sea', 'rain', '好', 'Prompted', '42', 'naïve', '🌧️', 'A&B', 'x > y'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => list.join(' '))
/** Rows in the order they were said; some share a second, as many do. */
const activity = fc
  .array(fc.record({ prompt: words, answer: fc.option(words), gap: fc.integer({ min: 0, max: 3 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows): ActivityRow[] => {
    let time = Date.UTC(2025, 6, 1)
    return rows.map(({ gap, ...said }) => ({ ...said, time: (time += gap * 1_000) }))
  })
/** Two rows that are the same to the second cannot be told apart by anybody but by how many there are. */
const distinct = activity.map((rows) =>
  rows.filter(
    ({ prompt, time }, index) => rows.findIndex((other) => other.prompt === prompt && other.time === time) === index,
  ),
)

function exchanges(conversations: readonly NeutralConversation[]): unknown[] {
  return conversations.map(({ nodes: [question, answer] }) => [
    question && spokenText(question.parts),
    answer ? spokenText(answer.parts) : null,
    question?.createdAt?.milliseconds,
    [question?.role, answer?.role],
  ])
}

const wanted = (rows: readonly ActivityRow[]) =>
  rows
    .toReversed()
    .map(({ prompt, answer, time }) => [prompt, answer, time, ['user', answer === null ? undefined : 'assistant']])

describe('activity', () => {
  test.each([
    ['JSON', (rows: readonly ActivityRow[]) => JSON.stringify(geminiJson(rows))],
    ['a page', (rows: readonly ActivityRow[]) => geminiHtml(rows)],
  ])('as %s comes back as it was said', async (_name, write) => {
    await fc.assert(
      fc.asyncProperty(activity, async (rows) => {
        const reading = await readTexts({ 'MyActivity.json': write(rows) })
        expect(reading.problems).toEqual([])
        expect(exchanges(reading.conversations)).toEqual(wanted(rows))
      }),
      { numRuns: 20 },
    )
  })

  test('with a conversation to each row is put together, oldest first, over several files', async () => {
    await fc.assert(
      fc.asyncProperty(distinct, fc.nat(12), async (rows, cut) => {
        const told = rows.map((one) => ({ ...one, id: 'abc123def' }))
        const { conversations } = await readTexts({
          'part-1/MyActivity.json': JSON.stringify(geminiJson(told.slice(cut))),
          'part-2/MyActivity.json': JSON.stringify(geminiJson(told.slice(0, cut))),
        })
        expect(conversations).toHaveLength(1)
        const said = conversations[0]?.nodes.filter(({ role }) => role === 'user') ?? []
        const times = said.map(({ createdAt }) => createdAt?.milliseconds)
        expect(times).toEqual(rows.map(({ time }) => time))
        expect(said.map(({ parts }) => spokenText(parts)).toSorted()).toEqual(
          rows.map(({ prompt }) => prompt).toSorted(),
        )
      }),
      { numRuns: 20 },
    )
  })

  test('of one history in both forms is the same history once', async () => {
    await fc.assert(
      fc.asyncProperty(activity, async (rows) => {
        const reading = await readTexts({ 'a.html': geminiHtml(rows), 'b.json': JSON.stringify(geminiJson(rows)) })
        expect(formatsOf(reading)).toEqual({ 'a.html': 'gemini', 'b.json': 'gemini' })
        expect(exchanges(reading.conversations)).toEqual(wanted(rows))
        expect(reading.problems.map(({ code }) => code)).toEqual(rows.map(() => 'in-another-file'))
      }),
      { numRuns: 20 },
    )
  })

  test('is known again in a later export, where new rows stand above it', async () => {
    const rows = [1, 2, 3].map((index) => row('Prompted hi', { time: `2026-07-2${index}T00:00:00Z` })).toReversed()
    const idsOf = async (some: unknown[]) => (await readRows(some)).conversations.map(({ sourceId }) => sourceId)
    expect((await idsOf(rows)).slice(1)).toEqual(await idsOf(rows.slice(1)))
  })
})

describe('a row', () => {
  test.each([
    ['Prompted hello', 'hello'],
    ['Asked\u00a0hello', 'hello'],
    ['送信したメッセージ: こんにちは', 'こんにちは'],
    ['Has dicho: hola', 'hola'],
    ['你发送了：你好', '你发送了：你好'],
    ['Prompted', ''],
  ])('titled %j asks %j', async (title, prompt) => {
    const { conversations } = await readRows([row(title)])
    expect(conversations.map(({ nodes }) => nodes.map(({ parts }) => spokenText(parts)))).toEqual([[prompt]])
  })

  test('of another product is passed over, even where it speaks of Gemini', async () => {
    const search = {
      header: 'Search',
      title: 'Searched for gemini',
      titleUrl: 'https://www.google.com/search?q=gemini.google.com',
      time: '2026-01-01T00:00:00Z',
      products: ['Search'],
    }
    const { conversations, problems } = await readRows([row('Prompted a'), search])
    expect(conversations).toHaveLength(1)
    expect(problems).toMatchObject([{ kind: 'note', code: 'other-activity' }])
    expect(formatsOf(await readRows([search]))).not.toEqual({ 'MyActivity.json': 'gemini' })
  })

  test('that names several conversations belongs to none', async () => {
    const urls = ['abc123def', 'def456abc'].map((id) => ({ url: `https://gemini.google.com/app/${id}` }))
    const { conversations } = await readRows([row('Prompted a', { details: urls })])
    expect(conversations[0]?.sourceId).toMatch(/^row:/)
  })

  test('that made something is kept when it has an answer', async () => {
    const { conversations } = await readRows([row('Created a canvas', { safeHtmlItem: [{ html: '<h1>Sea</h1>' }] })])
    expect(conversations[0]?.nodes.map(({ parts }) => spokenText(parts))).toEqual(['Created a canvas', '# Sea'])
    expect(conversations[0]?.nodes[1]?.raw).toEqual({ html: ['<h1>Sea</h1>'] })
  })

  test('finds the pictures beside it', async () => {
    const { conversations } = await readTexts({
      'Takeout/My Activity/Gemini Apps/MyActivity.json': JSON.stringify([
        row('Prompted', { attachedFiles: ['a-1.png', { name: 'gone.pdf' }], imageFile: 'b-2.jpg' }),
      ]),
      'Takeout/My Activity/Gemini Apps/a-1.png': 'x',
      'Takeout/My Activity/Gemini Apps/b-2.jpg': 'y',
    })
    expect(conversations[0]?.assets.map(({ name, file }) => [name, file !== null])).toEqual([
      ['a-1.png', true],
      ['gone.pdf', false],
      ['b-2.jpg', true],
    ])
  })

  test('that is broken is said and the others come in', async () => {
    const { conversations, problems } = await readRows([row('Prompted a'), 7, { title: 'no header' }])
    expect(conversations).toHaveLength(1)
    expect(problems.map(({ kind, code, item }) => [kind, code, item])).toEqual([
      ['failed', 'not-a-conversation', null],
      ['failed', 'not-a-conversation', 'no header'],
    ])
  })
})

test('a page’s row keeps its files apart from its words', async () => {
  const page = geminiHtml([{ prompt: 'look', answer: 'nice', time: Date.UTC(2025, 6, 1) }])
  const files = 'Attached 1 file.<br>-\u00a0\u00a0<a href="sea-1.png">sea-1.png</a><br>'
  const { conversations } = await readTexts({
    'x/MyActivity.html': page.replace('look<br>', `look<br>${files}`),
    'x/sea-1.png': 'x',
  })
  expect(conversations[0]?.nodes.map(({ parts }) => spokenText(parts))).toEqual(['look', 'nice'])
  expect(conversations[0]?.assets).toMatchObject([{ name: 'sea-1.png', file: { name: 'x/sea-1.png' } }])
})

test('a page of another product holds nothing of Gemini’s', async () => {
  const { conversations } = await readTexts({
    'a.html': geminiHtml([{ prompt: 'gemini', answer: null, time: 1.7e12 }], 'Search'),
  })
  expect(conversations).toEqual([])
})
