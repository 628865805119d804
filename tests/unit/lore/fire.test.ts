import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fireLore, readyBook } from '#core/lore/fire.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { LoreEntryId } from '#shared/model/ids.ts'
import { emptyLoreEntry, plainLoreSettings, type LoreEntry, type LoreSettings } from '#shared/model/lore.ts'

const toSimplified = (text: string) => text.replaceAll('龍', '龙')

/** The contents that are told for texts, newest first. */
function told(
  entries: readonly Partial<LoreEntry>[],
  texts: readonly string[],
  settings: Partial<LoreSettings> = {},
  budget = 10_000,
): string[] {
  const stored = entries.map((entry, index) => ({
    ...emptyLoreEntry,
    content: `say ${index}`,
    ...entry,
    id: (index + 1) as LoreEntryId,
  }))
  const book = readyBook({ ...plainLoreSettings, ...settings }, stored, toSimplified)
  return fireLore(book, texts, budget)
    .filter((fired) => fired.told)
    .map(({ entry }) => entry.content)
}

test.each([
  ['tea', 'I like tea.', true],
  ['tea', 'a teapot', false],
  ['茶', '我们喝茶吧', true],
  ['AI', '我爱AI吗', true],
  ['tea', '我要tea。', true],
  ['龙井', '一壺龍井', true],
  ['New York', 'in new york now', true],
  ['café', 'Un CAFÉ noir', true],
  ['c++', 'we wrote c++ then', true],
])('the key %s in “%s”: %s', (key, text, isFound) => {
  expect(told([{ keys: [key] }], [text])).toHaveLength(isFound ? 1 : 0)
})

test('parts of words are found where whole words are not asked for', () => {
  expect(told([{ keys: ['tea'], wholeWords: false }], ['a teapot'])).toHaveLength(1)
  expect(told([{ keys: ['Tea'], caseSensitive: true }], ['tea'])).toHaveLength(0)
  expect(told([{ keys: ['Tea'], caseSensitive: true }], ['Tea'])).toHaveLength(1)
})

test.each([
  ['any', ['a'], true],
  ['any', [], false],
  ['all', ['a'], false],
  ['all', ['a', 'b'], true],
  ['not-any', [], true],
  ['not-any', ['a'], false],
  ['not-all', ['a'], true],
  ['not-all', ['a', 'b'], false],
] as const)('secondary keys by %s with %j there: %s', (logic, there, fires) => {
  const entry = { keys: ['key'], selective: true, secondaryKeys: ['a', 'b'], logic }
  expect(told([entry], [['key', ...there].join(' ')])).toHaveLength(fires ? 1 : 0)
})

test('whatever the keys and the words, what is found is what stands there', () => {
  const some = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '茶', ' '), minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(
      fc.array(some, { maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '茶', ' ') }),
      (keys, text) => {
        const entries = keys.map((key) => ({ keys: [key], wholeWords: false, order: 0 }))
        const there = keys.flatMap((key, index) =>
          key.trim() !== '' && text.includes(key.toLowerCase()) ? [`say ${index}`] : [],
        )
        expect(told(entries, [text])).toEqual(there)
      },
    ),
    { numRuns: 200 },
  )
})

test('keys that all begin alike are looked for in as little time as one', () => {
  const start = 'a'.repeat(20)
  const entries = Array.from({ length: 40 }, (_, entry) => ({
    keys: Array.from({ length: 500 }, (_none, key) => `${start}b${entry * 500 + key}`),
  }))
  expect(told(entries, [`${'a'.repeat(40_000)} ${start}b7`])).toEqual(['say 0'])
})

test.each([
  ['each beginning the next', (length: number) => 'a'.repeat(length), 'a'.repeat(20_000)],
  ['each beginning the next, a word each', (length: number) => 'b '.repeat(length).trim(), 'b '.repeat(10_000)],
  ['each beginning the next, in Han', (length: number) => '茶'.repeat(length), '茶'.repeat(20_000)],
])('five hundred keys, %s, do not hold up a message that is full of them', (_kind, keyOf, text) => {
  const keys = Array.from({ length: 500 }, (_none, index) => keyOf(index + 1))
  const entries = keys.map((key) => ({ keys: [key], wholeWords: false }))
  expect(told(entries, [text])).toHaveLength(500)
  expect(
    told([{ keys: keys.map((key) => `${key}#`) }, { keys: [keyOf(7)], order: 101 }], [`${text} ${keyOf(7)}`]),
  ).toEqual(['say 1'])
})

test('patterns that each take a thousand steps a letter come to an end, and a plain one before them is found', () => {
  const heavy = Array.from({ length: 200 }, () => '/(a?){200}a{200}b|[ab]*a[ab]{150}z/')
  const entries = [
    { keys: ['/ro[sz]e/'], useRegex: true },
    { keys: heavy, useRegex: true },
  ]
  expect(told(entries, [`a roze ${'ab'.repeat(20_000)}`], { recursive: true })).toEqual(['say 0'])
})

test('only so many messages are looked at, and an entry may look further', () => {
  const texts = ['new', 'middle', 'old rose']
  expect(told([{ keys: ['rose'] }], texts, { scanDepth: 2 })).toEqual([])
  expect(told([{ keys: ['rose'], scanDepth: 3 }], texts, { scanDepth: 2 })).toEqual(['say 0'])
  expect(told([{ keys: ['new'], scanDepth: 0 }], texts)).toEqual([])
})

test('entries find one another only in a book that says so, and a circle ends', () => {
  const circle = [
    { keys: ['rain'], content: 'rain brings wind' },
    { keys: ['wind'], content: 'wind brings rain and snow' },
    { keys: ['snow'], content: 'snow', excludeRecursion: true },
    { keys: ['brings'], content: 'late', delayUntilRecursion: true },
  ]
  expect(told(circle, ['rain'])).toEqual(['rain brings wind'])
  expect(told(circle, ['rain'], { recursive: true })).toEqual(['rain brings wind', 'wind brings rain and snow', 'late'])
  const quiet = [{ ...circle[0], preventRecursion: true }, ...circle.slice(1)]
  expect(told(quiet, ['rain'], { recursive: true })).toEqual(['rain brings wind'])
})

test('a pattern is one only where the entry says so, and one that could run forever is refused or ends at once', () => {
  expect(told([{ keys: ['/ro[sz]e/'] }], ['a roze'])).toEqual([])
  expect(told([{ keys: ['/RO[SZ]E/i'], useRegex: true }], ['a roze'])).toHaveLength(1)
  // An engine that goes back over what it read never comes to an end of this.
  expect(told([{ keys: ['/^(a+)+$/'], useRegex: true }], [`${'a'.repeat(40_000)}b`])).toEqual([])
  const book = readyBook(
    plainLoreSettings,
    [
      {
        ...emptyLoreEntry,
        id: 1 as LoreEntryId,
        content: 'x',
        useRegex: true,
        keys: ['/(?<=a)b/', '/(a)\\1/', '/a(/'],
      },
    ],
    toSimplified,
  )
  expect(book.refused).toEqual(['/(?<=a)b/', '/(a)\\1/', '/a(/'])
})

test('where the budget is short constants stay first, then what matters more; telling is in order', () => {
  const long = 'word '.repeat(40)
  const entries = [
    { keys: ['k'], content: `low ${long}`, priority: 1, order: 1 },
    { keys: ['k'], content: `high ${long}`, priority: 9, order: 9 },
    { constant: true, content: `constant ${long}`, order: 5 },
  ]
  const room = estimateTokens(`constant ${long}`) * 2 + 10
  expect(told(entries, ['k'], {}, room).map((words) => words.split(' ')[0])).toEqual(['constant', 'high'])
})

test('chance is the same for the same words, and about what it says over many', () => {
  const entry = [{ keys: ['k'], probability: 30 }]
  const fired = Array.from({ length: 600 }, (_, index) => told(entry, [`k ${index}`]).length)
  expect(fired).toEqual(Array.from({ length: 600 }, (_, index) => told(entry, [`k ${index}`]).length))
  const share = fired.filter((one) => one === 1).length / 600
  expect(share).toBeGreaterThan(0.22)
  expect(share).toBeLessThan(0.38)
})

test('whatever the book and the words, nothing is told over the budget, twice, or differently the next time', () => {
  const words = fc.constantFrom('tea', '茶', 'rain', 'Wind', '龍', 'a b', '')
  const entry = fc.record(
    {
      keys: fc.array(words, { maxLength: 3 }),
      secondaryKeys: fc.array(words, { maxLength: 2 }),
      selective: fc.boolean(),
      logic: fc.constantFrom('any', 'all', 'not-any', 'not-all'),
      constant: fc.boolean(),
      content: fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
      order: fc.integer({ min: -5, max: 5 }),
      priority: fc.integer({ min: -5, max: 5 }),
      probability: fc.integer({ min: 0, max: 100 }),
      useRegex: fc.boolean(),
      delayUntilRecursion: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 12 }),
      fc.array(
        fc.array(words).map((list) => list.join(' ')),
        { maxLength: 5 },
      ),
      fc.boolean(),
      fc.integer({ min: 0, max: 80 }),
      (entries, texts, recursive, budget) => {
        const stored = entries.map((one, index) => ({ ...emptyLoreEntry, ...one, id: (index + 1) as LoreEntryId }))
        const book = readyBook({ ...plainLoreSettings, recursive }, stored, toSimplified)
        const fired = fireLore(book, texts, budget)
        const within = fired.filter((one) => one.told)
        expect(within.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(budget)
        expect(new Set(fired.map(({ entry: { id } }) => id)).size).toBe(fired.length)
        expect(fireLore(book, texts, budget)).toEqual(fired)
      },
    ),
    { numRuns: 200 },
  )
})

test('of five thousand entries those are told that are spoken of, and what they lead to', () => {
  const stored = Array.from({ length: 5_000 }, (_, index) => ({
    ...emptyLoreEntry,
    id: (index + 1) as LoreEntryId,
    keys: [`name${index}`, `地名${String.fromCharCode(0x4e00 + index)}`],
    content: `Words about it. name${(index * 7) % 5_000}`,
  }))
  const book = readyBook({ ...plainLoreSettings, recursive: true }, stored, toSimplified)
  const fired = fireLore(book, ['走过许多地方，说了许多话 and so on. name3'], 4_000).map(({ entry }) => entry.id - 1)
  expect(fired.slice(0, 3).toSorted((one, other) => one - other)).toEqual([3, 21, 147])
})
