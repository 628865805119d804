import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readLoreFile, writeLoreFile } from '#core/lore/lore-file.ts'
import { emptyLoreEntry, LoreFormat } from '#shared/model/lore.ts'
import { wholeFiles } from '#tests/helpers/card-file.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'

const worldInfo = {
  entries: {
    '0': {
      uid: 0,
      key: ['tea', '/ro.e/i'],
      keysecondary: ['four'],
      comment: 'Tea time',
      content: 'Tea is at four.',
      constant: false,
      selective: true,
      selectiveLogic: 3,
      order: 50,
      position: 4,
      depth: 2,
      disable: true,
      probability: 40,
      useProbability: true,
      matchWholeWords: false,
      group: 'kept',
    },
    '1': { uid: 1, key: ['rain'], content: 'Rain.', probability: 5, useProbability: false },
  },
  originalData: { kept: 1 },
}

test('a world-info file keeps its logic, place, chance and what is switched off', () => {
  const [tea, rain] = readLoreFile(worldInfo)?.entries ?? []
  expect(tea?.entry).toMatchObject({
    name: 'Tea time',
    logic: 'all',
    place: 'depth',
    depth: 2,
    enabled: false,
    probability: 40,
    wholeWords: false,
    useRegex: true,
    order: 50,
  })
  expect(rain?.entry).toMatchObject({ enabled: true, probability: 100, useRegex: false })
})

test.each([
  [
    'agnai',
    {
      kind: 'memory',
      name: 'b',
      entries: [{ name: 'n', entry: 'says', keywords: ['k'], priority: 3, weight: 2, enabled: false }],
    },
    { priority: 3, order: 2, enabled: false },
  ],
  [
    'risu',
    {
      type: 'risu',
      ver: 1,
      data: [
        {
          key: 'k, j',
          secondkey: '',
          comment: 'n',
          content: 'says',
          alwaysActive: true,
          selective: false,
          insertorder: 7,
          activationPercent: 20,
        },
      ],
    },
    { keys: ['k', 'j'], constant: true, order: 7, probability: 20 },
  ],
  [
    'novelai',
    {
      lorebookVersion: 5,
      entries: [{ displayName: 'n', keys: ['k'], text: 'says', enabled: true, contextConfig: { budgetPriority: 9 } }],
    },
    { keys: ['k'], order: 9 },
  ],
  [
    'card',
    {
      spec: 'lorebook_v3',
      data: {
        entries: [
          {
            name: 'n',
            keys: ['k'],
            content: 'says',
            enabled: true,
            insertion_order: 4,
            use_regex: true,
            extensions: {},
          },
        ],
      },
    },
    { order: 4, useRegex: true },
  ],
] as const)('a %s book gives its entries with what they mean', (format, file, meant) => {
  const book = readLoreFile(structuredClone(file))
  expect(book?.format).toBe(format)
  expect(book?.entries[0]?.entry).toMatchObject({ name: 'n', content: 'says', ...meant })
})

test('an entry says the same in every kind of file, as far as the file can say it', () => {
  const entry = { ...emptyLoreEntry, name: 'n', keys: ['a', 'b'], content: 'says', order: 12, enabled: false }
  for (const format of LoreFormat.options) {
    const settings = {
      name: 'Book',
      description: '',
      scanDepth: 4,
      tokenBudget: null,
      recursive: false,
      caseSensitive: false,
      wholeWords: true,
    }
    const file = writeLoreFile(format, { settings, entries: [{ entry, format: null, raw: null }] })
    const again = readLoreFile(JSON.parse(JSON.stringify(file)))
    expect([format, again?.format]).toEqual([format, format])
    expect(again?.entries.map((one) => one.entry)).toEqual([entry])
  }
})

test('an entry leaves in the kind of file it came in with every member it had', () => {
  const book = readLoreFile(structuredClone(worldInfo))
  if (!book) throw new Error('no book')
  const out = writeLoreFile('sillytavern', book)
  expect(out).toMatchObject({ entries: worldInfo.entries })
})

test.skipIf(!hasFixtures).each(['Eldoria.json', 'agnai-memory.json'])(
  'the book %s of others leaves as it came',
  (file) => {
    const json = wholeFiles.json(readFileSync(fixture('worldinfo', file), 'utf8'))
    const book = readLoreFile(json)
    if (!book) throw new Error('no book')
    expect(book.entries.length).toBeGreaterThan(0)
    const { entries } = json as { entries: unknown }
    expect(writeLoreFile(book.format, book)).toMatchObject({ entries })
  },
)
