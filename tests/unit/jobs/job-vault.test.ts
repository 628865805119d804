import { expect, test } from 'vitest'
import { openJobVault } from '#core/job-vault.ts'
import { createTestStore } from '#tests/helpers/test-store.ts'

test('a job keeps no copy of the data key, whether or not the vault opens', () => {
  using store = createTestStore()
  const { file, database } = store
  const key = Uint8Array.from(store.key)
  using _open = openJobVault({ file, key, wanted: database.wanted })
  const wrong = new Uint8Array(32).fill(9)
  expect(() => openJobVault({ file, key: wrong, wanted: database.wanted })).toThrow('database-damaged')
  expect([key, wrong].map((bytes) => bytes.every((byte) => byte === 0))).toEqual([true, true])
})
