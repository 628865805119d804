import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createMessageRepository, type MessageRepository } from '#core/chat/message-repository.ts'
import { createFindInThread } from '#core/search/find-in-thread.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import type { ThreadAnchor } from '#shared/contract/conversations.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { compare, quantile, worked, type Bench } from './bench.ts'
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
    ]
  },
}
