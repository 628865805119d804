import { expect, test } from 'vitest'
import { openJobVault } from '#core/job-vault.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import { createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

const openBeside = ({ file, key, database }: TestStore) =>
  openJobVault({ file, key: Uint8Array.from(key), wanted: database.wanted })

test('a job keeps no copy of the data key, whether or not the vault opens', () => {
  using store = createTestStore()
  const { file, database } = store
  const key = Uint8Array.from(store.key)
  using _open = openJobVault({ file, key, wanted: database.wanted })
  const wrong = new Uint8Array(32).fill(9)
  expect(() => openJobVault({ file, key: wrong, wanted: database.wanted })).toThrow('database-damaged')
  expect([key, wrong].map((bytes) => bytes.every((byte) => byte === 0))).toEqual([true, true])
})

test('what a job merges in the index is no corruption to those who look beside it, and is found at once', () => {
  using store = createTestStore()
  using job = openBeside(store)
  const conversationId = store.companion.lifelongId
  for (let count = 1; count <= 40; count += 1) {
    const text = `words number${count}`
    const createdAt = 1_700_000_000_000 + count * 1_000
    const parentId = job.messages.leafId(conversationId)
    job.messages.append({
      conversationId,
      parentId,
      role: 'user',
      createdAt,
      parts: [{ kind: 'text', text }],
      state: 'complete',
    })
    expect(verifyDatabase(store.database).problems).toEqual([])
    const found = store.database.all('SELECT rowid FROM message_index WHERE message_index MATCH ?', `number${count}`)
    expect(found).toHaveLength(1)
  }
})

test('a job that was ended while it held the lock holds nobody up for long, and only once', () => {
  using store = createTestStore()
  Atomics.store(store.database.wanted, 1, 1)
  const timed = () => {
    const begun = performance.now()
    store.database.transaction(() => undefined)
    return performance.now() - begun
  }
  const first = timed()
  expect(first).toBeGreaterThan(50)
  expect(Atomics.load(store.database.wanted, 1)).toBe(0)
  expect(timed()).toBeLessThan(first / 2)
})

test('a write that is no transaction of its own waits as one while a job holds the lock', () => {
  using store = createTestStore()
  Atomics.store(store.database.wanted, 1, 1)
  store.database.run(`UPDATE companion SET archived = 1`)
  expect(Atomics.load(store.database.wanted, 1)).toBe(0)
})
