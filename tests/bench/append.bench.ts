import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { openDatabase, type Database } from '#core/store/database.ts'
import { createSentences } from '#tests/helpers/sentences.ts'
import { compare, type Bench } from './bench.ts'
import { openPlainDatabase } from './plain-database.ts'
import { openRepositories } from './repositories.ts'

/** A writer of one message after another into one long conversation, each durable before the next. */
const createWriter = (database: Database): (() => void) => {
  const { messages, lifelongId } = openRepositories(database)
  const sentences = createSentences(1)
  let now = 1_700_000_000_000
  return () => {
    now += 1_000
    const parts = [{ kind: 'text', text: sentences.paragraph() }] as const
    messages.append({
      conversationId: lifelongId,
      parentId: messages.leafId(lifelongId),
      role: 'user',
      createdAt: now,
      parts,
      state: 'complete',
    })
  }
}

/** What one acknowledged message costs, against the same store without its cipher. */
export const bench: Bench = {
  name: 'append',
  run: async ({ folder, full }) => {
    mkdirSync(path.join(folder, 'plain'))
    using encrypted = openDatabase({ file: path.join(folder, 'keepsake.db'), key: randomBytes(32), mode: 'create' })
    using plain = openPlainDatabase(path.join(folder, 'plain/keepsake.db'))
    const [append, appendPlain] = [createWriter(encrypted), createWriter(plain)]
    const times = compare(full ? 20_000 : 2_000, append, appendPlain)
    return [
      {
        what: 'append one message, durable',
        against: 'unencrypted',
        unit: 'ms',
        ...times,
        budget: 1.2,
        better: 'less',
      },
    ]
  },
}
