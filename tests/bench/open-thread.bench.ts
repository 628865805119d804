import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createMessageRepository, type MessageRepository } from '#core/chat/message-repository.ts'
import { createFindInThread } from '#core/search/find-in-thread.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import type { ThreadAnchor } from '#shared/contract/conversations.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { compare, quantile, worked, type Bench, type BenchRow } from './bench.ts'
import { openPlainDatabase } from './plain-database.ts'
import { seedDatabase } from './seed.ts'

const pageSize = 100
const rounds = 200

type Thread = {
  readonly open: (anchor: ThreadAnchor) => void
  readonly messages: MessageRepository
  readonly id: ConversationId
}

const seedThread = (database: Database, messages: number): Thread => {
  const { conversationIds } = seedDatabase(database, { messages, conversations: 1 })
  const repository = createMessageRepository({ database, index: createMessageIndex(database) })
  const [id] = conversationIds
  if (id === undefined) throw new Error('the seed made no conversation')
  return { id, messages: repository, open: (anchor) => void repository.thread(id, anchor, pageSize) }
}

/** The longest piece of work that something goes on in, by processor time, and all of it. */
const piecesOf = async (work: () => Promise<void>): Promise<{ longest: number; all: number }> => {
  let isOver = false
  void work().finally(() => (isOver = true))
  const pieces: number[] = []
  while (!isOver) {
    const begun = process.cpuUsage()
    await new Promise((resolve) => setImmediate(resolve))
    const { user, system } = process.cpuUsage(begun)
    pieces.push((user + system) / 1_000)
  }
  return { longest: Math.max(...pieces), all: pieces.reduce((sum, piece) => sum + piece, 0) }
}

/** Going over to another version near the beginning, and back to the one under which all of the thread stands. */
const switchRows = async ({ id, messages }: Thread, size: number): Promise<BenchRow[]> => {
  const [, second] = messages.thread(id, { from: 'time', time: 0 }, 2).messages
  if (!second) throw new Error('the thread has no second message')
  const { conversationId, parentId, role } = second
  const about = { conversationId, parentId, role, createdAt: 1, state: 'complete' } as const
  const other = messages.append({ ...about, parts: [{ kind: 'text', text: 'another version' }] })
  const there = [other.id, second.id]
  const [atOnce, longest, all]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < 3; round += 1) {
    for (const to of there.toReversed()) atOnce.push(worked(() => messages.selectVersion(to)))
    for (const to of there.toReversed()) {
      const pieces = await piecesOf(() => messages.switchTo(to))
      longest.push(pieces.longest)
      all.push(pieces.all)
    }
  }
  const what = `another path near the beginning of ${size.toLocaleString('en')}`
  const row = { unit: 'ms of work', better: 'less' } as const
  const most = quantile(longest, 1)
  return [
    {
      ...row,
      what: `the longest hold-up of ${what}`,
      against: 'all at once',
      budget: 0.2,
      measured: most,
      baseline: quantile(atOnce, 1),
    },
    {
      ...row,
      what: `the longest hold-up of ${what}`,
      against: 'what nobody feels',
      budget: 1,
      measured: most,
      baseline: 50,
    },
    { ...row, what, against: 'all at once', budget: 2, measured: quantile(all, 1), baseline: quantile(atOnce, 1) },
  ]
}

/** Opening one very long thread: it must cost what one page costs, wherever it is opened. */
export const bench: Bench = {
  name: 'open-thread',
  run: async ({ folder, full }) => {
    const size = full ? 100_000 : 30_000
    for (const name of ['long', 'short', 'plain']) mkdirSync(path.join(folder, name))
    const open = (name: string): Database =>
      openDatabase({ file: path.join(folder, name, 'keepsake.db'), key: randomBytes(32), mode: 'create' })
    using encrypted = open('long')
    using small = open('short')
    using plain = openPlainDatabase(path.join(folder, 'plain/keepsake.db'))
    const long = seedThread(encrypted, size)
    const short = seedThread(small, 1_000)
    const unencrypted = seedThread(plain, size)

    const end = { from: 'end' } as const
    const newest = long.messages.thread(long.id, end, 1).messages[0]
    const oldest = long.messages.thread(long.id, { from: 'time', time: 0 }, 1).messages[0]
    const middleTime = ((oldest?.createdAt ?? 0) + (newest?.createdAt ?? 0)) / 2
    const found = long.messages.thread(long.id, { from: 'time', time: middleTime }, 1).messages[0]
    if (!found) throw new Error('the thread has no middle')

    const atEnd = (): void => long.open(end)
    const row = { unit: 'ms', better: 'less' } as const
    const page = `${pageSize} of ${size.toLocaleString('en')}`
    const find = createFindInThread(encrypted)
    const words = ['我', '晚安', '的我', '山海花', '一个人走', 'be', 'sobibe', 'ne fada', '❤️', '没有这句话']
    const finds = Array.from({ length: 20 }, () =>
      words.map((query) => worked(() => void find({ query, conversationId: long.id }))),
    ).flat()
    return [
      {
        ...row,
        unit: 'ms of work',
        what: `finding words of 1 to 4 characters in ${size.toLocaleString('en')}, 95 of 100`,
        against: 'the promise',
        budget: 1,
        measured: quantile(finds, 0.95),
        baseline: 30,
      },
      {
        ...row,
        what: `the end, ${page}`,
        against: 'unencrypted',
        budget: 1.3,
        ...compare(rounds, atEnd, () => unencrypted.open(end)),
      },
      {
        ...row,
        what: `the end, ${page}`,
        against: 'of 1,000',
        budget: 2,
        ...compare(rounds, atEnd, () => short.open(end)),
      },
      {
        ...row,
        what: `around a message, ${page}`,
        against: 'the end',
        budget: 2,
        ...compare(rounds, () => long.open({ from: 'around', messageId: found.id }), atEnd),
      },
      {
        ...row,
        what: `at a date, ${page}`,
        against: 'the end',
        budget: 2,
        ...compare(rounds, () => long.open({ from: 'time', time: middleTime }), atEnd),
      },
      ...(await switchRows(long, size)),
    ]
  },
}
