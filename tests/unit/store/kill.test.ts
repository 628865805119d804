import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { createSearch } from '#core/search/search.ts'
import { openDatabase } from '#core/store/database.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { createTestStore } from '#tests/helpers/test-store.ts'

const script = fileURLToPath(new URL('../../helpers/append-until-killed.ts', import.meta.url))

/** Lets a process append to the vault and kills it after so many acknowledged messages; answers their ids. */
async function appendAndKill(file: string, key: Uint8Array, conversation: number, after: number): Promise<MessageId[]> {
  const child = spawn(process.execPath, [script, file, Buffer.from(key).toString('hex'), `${conversation}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: MessageId[] = []
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(Number(line) as MessageId)
    if (acknowledged.length === after) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return acknowledged
}

test(
  'a process killed while it writes loses nothing it had acknowledged, and damages nothing',
  { timeout: 60_000 },
  async () => {
    using store = createTestStore()
    const { lifelongId } = store.companion
    store.database.close()
    const acknowledged: MessageId[] = []
    for (const after of [1, 7, 40, 113, 260]) {
      acknowledged.push(...(await appendAndKill(store.file, store.key, lifelongId, after)))
      using database = openDatabase({ file: store.file, key: store.key, mode: 'write' })
      expect(verifyDatabase(database).problems).toEqual([])
      const ids = new Set(database.all<{ id: MessageId }>('SELECT id FROM message').map(({ id }) => id))
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
      const messages = createMessageRepository({ database, index: createMessageIndex(database) })
      const page = messages.thread(lifelongId, { from: 'end' }, 5_000).messages
      expect(page.map((message) => message.id)).toEqual([...ids].toSorted((one, other) => one - other))
      expect(createSearch(database).searchMessages({ query: '晚安', limit: 5_000 }).hits).toHaveLength(ids.size)
    }
  },
)
