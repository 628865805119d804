import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createSearch, type Search } from '#core/search/search.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import { median, quantile, timed, type Bench, type BenchRow } from './bench.ts'
import { openPlainDatabase } from './plain-database.ts'
import { seedDatabase } from './seed.ts'

const limit = 50
const longestMs = 40
const rounds = 40

/** Words of the seeded texts' own kind, found by cutting them out of what was seeded. */
const queriesOf = (database: Database): Readonly<Record<string, readonly string[]>> => {
  const texts = database
    .all<{ text: string }>('SELECT text FROM message WHERE id % 997 = 0 LIMIT 200')
    .map(({ text }) => text)
  const han = texts.flatMap((text) => text.match(/\p{Script=Han}{4,}/gu) ?? [])
  const words = texts.flatMap((text) => text.match(/[a-z]{3,}/gi) ?? [])
  return {
    'one Han character': han.map((run) => run.slice(0, 1)),
    'two Han characters': han.map((run) => run.slice(0, 2)),
    'four Han characters': han.map((run) => run.slice(0, 4)),
    'one English word': words,
    'two English words': words.map((word, index) => `${word} ${words[index + 1] ?? word}`),
  }
}

const times = (search: Search, queries: readonly string[]): number[] =>
  queries.slice(0, rounds).map((query) => timed(() => void search.searchMessages({ query, limit })))

/** Searching everything, newest 50 with their words: bound in time, and close to the same index without a cipher. */
export const bench: Bench = {
  name: 'search',
  run: async ({ folder, full }) => {
    const size = full ? 1_000_000 : 100_000
    const seed = { messages: size, conversations: size / 100 }
    for (const name of ['vault', 'plain']) mkdirSync(path.join(folder, name))
    const file = path.join(folder, 'vault/keepsake.db')
    using encrypted = openDatabase({ file, key: randomBytes(32), mode: 'create' })
    using plain = openPlainDatabase(path.join(folder, 'plain/keepsake.db'))
    seedDatabase(encrypted, seed)
    seedDatabase(plain, seed)
    const [search, searchPlain] = [createSearch(encrypted), createSearch(plain)]

    return Object.entries(queriesOf(encrypted)).flatMap(([kind, queries]): BenchRow[] => {
      const [ours, theirs] = [times(search, queries), times(searchPlain, queries)]
      const what = `${kind} in ${size.toLocaleString('en')}`
      const row = { unit: 'ms', better: 'less' } as const
      return [
        {
          ...row,
          what: `${what}, p95`,
          against: 'the bound',
          measured: quantile(ours, 0.95),
          baseline: longestMs,
          budget: 1,
        },
        {
          ...row,
          what: `${what}, median`,
          against: 'unencrypted',
          measured: median(ours),
          baseline: median(theirs),
          budget: 1.4,
        },
      ]
    })
  },
}
