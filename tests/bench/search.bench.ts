import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { pinyin } from 'pinyin-pro'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createLibraryRepository } from '#core/library/library-repository.ts'
import { createFindInThread } from '#core/search/find-in-thread.ts'
import { createFindThings, type FindableThing } from '#core/search/find-things.ts'
import { withSounds } from '#core/search/pinyin.ts'
import { parseQuery } from '#core/search/query.ts'
import { createSearch, type Search } from '#core/search/search.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { median, quantile, worked, type Bench, type BenchRow } from './bench.ts'
import { openPlainDatabase } from './plain-database.ts'
import { seedDatabase } from './seed.ts'

const limit = 50
const longestMs = 40
const longestInThreadMs = 30
const rounds = 40

type Queries = Readonly<Record<string, readonly string[]>>

/** Words of the seeded texts' own kind, found by cutting them out of what was seeded. */
const queriesOf = (database: Database): Queries => {
  const texts = database
    .all<{ text: string }>('SELECT text FROM message WHERE id % 97 = 0 LIMIT 200')
    .map(({ text }) => text)
  const han = texts.flatMap((text) => text.match(/\p{Script=Han}{4,}/gu) ?? [])
  const words = texts.flatMap((text) => text.match(/[a-z]{4,}/gi) ?? [])
  return {
    'one Han character': han.map((run) => run.slice(0, 1)),
    'two Han characters': han.map((run) => run.slice(0, 2)),
    'four Han characters': han.map((run) => run.slice(0, 4)),
    'one English word': words.map((word) => `${word} `),
    'the beginning of a word': words.map((word) => word.slice(0, 3)),
    'two English words': words.map((word, index) => `${word} ${words[index + 1] ?? word} `),
  }
}

/** Of the processor, which is what a search takes from everything else; a busy machine would only be waited for. */
const timesOf = (queries: readonly string[], look: (query: string) => void): number[] =>
  queries.slice(0, rounds).map((query) => worked(() => look(query)))

const times = (search: Search, queries: readonly string[]): number[] =>
  timesOf(queries, (query) => void search.searchMessages({ query, limit }))

const row = { unit: 'ms', better: 'less' } as const

const spelled = (word: string): string => pinyin(word, { toneType: 'none', type: 'array', v: true }).join('')

const bound = (what: string, measured: readonly number[], baseline: number): BenchRow => ({
  ...row,
  what: `${what}, p95`,
  against: 'the bound',
  measured: quantile(measured, 0.95),
  baseline,
  budget: 1,
})

/** What a window asks for besides the newest page: counts, the best, a part of it, titles, the library itself. */
function asides(
  database: Database,
  search: Search,
  { queries, conversationId, at }: { queries: Queries; conversationId: ConversationId; at: string },
): BenchRow[] {
  const all = Object.values(queries).flatMap((some) => some.slice(0, rounds / 5))
  const conversations = createConversationRepository(database)
  const titles = (): FindableThing[] =>
    conversations.titles().map(({ id, companionId, title }) => ({ id, companionId, title, texts: [] }))
  const nothing = () => []
  const findThings = createFindThings({
    conversation: titles,
    companion: nothing,
    day: nothing,
    memory: nothing,
    letter: nothing,
    lore: nothing,
    note: nothing,
    file: nothing,
  })
  const inThread = createFindInThread(database)
  const library = createLibraryRepository(database)
  const asked = (query: string) => ({ phrases: parseQuery(query) })
  const since = Date.UTC(2025, 2, 1)
  findThings(asked('warm'), limit)
  withSounds(parseQuery('warm'))
  return [
    bound(
      `the newest of one month ${at}`,
      timesOf(all, (query) => void search.find({ ...asked(query), since, before: since + 2_678_400_000 }, { limit })),
      longestMs,
    ),
    bound(
      `what a companion said ${at}`,
      timesOf(all, (query) => void search.find({ ...asked(query), role: 'assistant', model: 'gpt' }, { limit })),
      longestMs,
    ),
    // One step of it: the next one goes on from there until a screen is full.
    bound(
      `two characters by their sound, a step ${at}`,
      timesOf(
        (queries['two Han characters'] ?? []).map((word) => spelled(word)),
        (query) => void search.find({ phrases: withSounds(parseQuery(query)) }, { limit }),
      ),
      longestMs,
    ),
    bound(
      `in one thread ${at}`,
      timesOf(all, (query) => void inThread({ query, conversationId })),
      longestInThreadMs,
    ),
    bound(
      `titles of all conversations ${at}`,
      timesOf(all, (query) => void findThings(asked(query), limit)),
      longestMs,
    ),
    bound(
      `the order of the library ${at}`,
      timesOf(all, () => void library.list({ shelf: 'shown' }, 'latest')),
      longestMs,
    ),
    // Asked for once the newest are on the screen, or by choice: a tenth of a second is the bound of what feels at once.
    bound(
      `counting up to a thousand ${at}`,
      timesOf(all, (query) => void search.count(asked(query))),
      100,
    ),
    bound(
      `the best of the newest thousand ${at}`,
      timesOf(all, (query) => void search.find(asked(query), { limit, from: 'best' })),
      100,
    ),
  ]
}

/** Searching everything, newest 50 with their words: bound in time, and close to the same index without a cipher. */
export const bench: Bench = {
  name: 'search',
  run: async ({ folder, full }) => {
    const rows: BenchRow[] = []
    for (const size of full ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]) {
      const seed = { messages: size, conversations: size / 100 }
      const place = path.join(folder, String(size))
      for (const name of ['vault', 'plain']) mkdirSync(path.join(place, name), { recursive: true })
      const file = path.join(place, 'vault/keepsake.db')
      using encrypted = openDatabase({ file, key: randomBytes(32), mode: 'create' })
      using plain = openPlainDatabase(path.join(place, 'plain/keepsake.db'))
      const { conversationIds } = seedDatabase(encrypted, seed)
      const [conversationId] = conversationIds
      if (conversationId === undefined) throw new Error('nothing was seeded')
      seedDatabase(plain, seed)
      const [search, searchPlain] = [createSearch(encrypted), createSearch(plain)]
      const queries = queriesOf(encrypted)
      const at = `in ${size.toLocaleString('en')}`
      for (const [kind, some] of Object.entries(queries)) {
        const [ours, theirs] = [times(search, some), times(searchPlain, some)]
        rows.push(bound(`${kind} ${at}`, ours, longestMs), {
          ...row,
          what: `${kind} ${at}, median`,
          against: 'unencrypted',
          measured: median(ours),
          baseline: median(theirs),
          budget: 1.4,
        })
      }
      rows.push(...asides(encrypted, search, { queries, conversationId, at }))
    }
    return rows
  },
}
