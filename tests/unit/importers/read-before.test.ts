import { describe, expect, test } from 'vitest'
import { findReadBefore } from '#core/importers/read-before.ts'
import { shareRows, sketchRows } from '#core/importers/row-sketch.ts'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import type { FileTrace, ImportRun } from '#shared/model/import-run.ts'

const words = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `words ${from + index}`)
const table = (from: number, to: number) => ['who,text', ...words(from, to).map((text) => `Ada,${text}`)].join('\n')
const list = (from: number, to: number) =>
  JSON.stringify(
    words(from, to).map((text) => ({ who: 'Ada', text })),
    null,
    2,
  )
const lines = (from: number, to: number) =>
  words(from, to)
    .map((text) => JSON.stringify({ who: 'Ada', text }))
    .join('\n')
const nested = (from: number, to: number) =>
  JSON.stringify({
    exportedAt: from * to,
    chats: [{ title: `of ${to}`, updated: to, said: words(from, to).map((text) => ({ who: 'Ada', is: [{ text }] })) }],
  })

function sketch(text: string): Promise<string[]> {
  const bytes = Buffer.from(text)
  return sketchRows({
    name: 'a',
    bytes: bytes.length,
    given: true,
    async *read() {
      yield bytes
    },
  })
}

describe.each([
  ['a table', table],
  ['a list', list],
  ['lines of JSON', lines],
  ['lists inside of lists', nested],
])('%s', (_, write) => {
  test.each([
    ['itself', [0, 40], true],
    ['itself since it grew to five times its length', [0, 200], true],
    ['a part of itself', [10, 30], true],
    ['another that begins alike', [0, 4], true],
    ['another', [1_000, 1_040], false],
    ['another with which it shares a few words', [38, 80], false],
  ] as const)('is told from %s', async (_what, [from, to], expected) => {
    expect(shareRows(await sketch(write(0, 40)), await sketch(write(from, to)))).toBe(expected)
  })
})

test('an empty file is no other', async () => {
  expect(shareRows(await sketch(''), await sketch(table(0, 3)))).toBe(false)
  expect(shareRows(await sketch(''), await sketch(''))).toBe(false)
})

describe('an earlier import', async () => {
  const rows = await sketch(table(0, 40))
  const mapping = { text: 'text', role: 'who', sides: { Ada: 'user' } } as unknown as ImportMapping
  const trace = (more: Partial<FileTrace> = {}): FileTrace => ({
    file: 'a.csv',
    format: 'generic',
    mapping,
    rows,
    certain: null,
    ...more,
  })
  const run = (id: number, traces: FileTrace[], formats: readonly string[] = ['generic']) =>
    ({
      id,
      startedAt: id * 10,
      preview: { traces, files: formats.map((format) => ({ format })) },
    }) as unknown as ImportRun
  const other = { ...mapping, text: 'who' }
  const find = (runs: readonly ImportRun[], hasLeft = true) =>
    findReadBefore([trace()], runs, { hasLeft: () => hasLeft, runsOf: () => [] })

  test('that read it in another way is found, by its mapping or its format', () => {
    expect(find([run(2, [trace({ mapping: other })])])).toMatchObject([{ file: 'a.csv', runs: [2], replaceable: true }])
    expect(find([run(2, [trace({ format: 'transcript', mapping: null })])])).toHaveLength(1)
    expect(find([run(2, [trace({ mapping: { ...mapping, sides: { Ada: 'assistant' } } })])])).toHaveLength(1)
  })

  test('is found as often as it was there, by the time of the latest', () => {
    const runs = [run(3, [trace({ mapping: other })]), run(2, [trace({ mapping: other })], ['generic', 'chatgpt'])]
    expect(find(runs)).toMatchObject([{ runs: [3, 2], at: 30, replaceable: false }])
  })

  test('that read it in the same way is none, though others came to speak since', () => {
    expect(find([run(2, [trace({ mapping: { ...mapping, sides: { Ada: 'user', Mia: 'unknown' } } })])])).toEqual([])
    expect(find([run(3, [trace({ mapping: other })]), run(2, [trace()])])).toEqual([])
  })

  test('of which nothing is left is none', () => {
    expect(find([run(2, [trace({ mapping: other })])], false)).toEqual([])
  })

  describe('by a format that is certain of it', () => {
    const certain = { format: 'chatgpt', conversations: [{ source: 'chatgpt', sourceId: 'c-1' }] } as const
    const find = (more: Partial<FileTrace>, runs: readonly ImportRun[], named: readonly number[]) =>
      findReadBefore([trace({ certain: { ...certain, conversations: [...certain.conversations] }, ...more })], runs, {
        hasLeft: () => true,
        runsOf: () => named as ImportRun['id'][],
      })

    test('is found by the names of its conversations, though it left no marks', () => {
      expect(find({}, [run(2, [], ['chatgpt'])], [2])).toMatchObject([{ runs: [2], replaceable: true }])
    })

    test('is none where it is read in that format again, whatever else it was read as', () => {
      const asIs = { format: 'chatgpt', mapping: null } as const
      expect(find(asIs, [run(3, [trace({ mapping: other })]), run(2, [], ['chatgpt'])], [2])).toEqual([])
      expect(find(asIs, [run(3, [trace({ mapping: other })])], [])).toMatchObject([{ runs: [3] }])
    })
  })
})
