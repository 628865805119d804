import { expect, test } from 'vitest'
import { addImportedConversation, addImportRun, createTestStore } from '#tests/helpers/test-store.ts'

test('the sources that are there are named once, of everybody, of one companion and of nobody', () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  expect(store.conversations.sources({})).toEqual(['keepsake'])
  addImportedConversation(store, run, { sourceId: 'a' })
  addImportedConversation(store, run, { sourceId: 'b' })
  const imported = { importRunId: run, companionId: null, createdAt: null, updatedAt: 1, archived: true, raw: null }
  store.conversations.createImported({ ...imported, source: 'claude', sourceId: 'a', title: null })
  expect(store.conversations.sources({})).toEqual(['keepsake', 'chatgpt', 'claude'])
  expect(store.conversations.sources({ companionId: null })).toEqual(['chatgpt', 'claude'])
  store.database.run(`INSERT INTO companion (id, profile_json, created_at) VALUES (7, '{}', 1)`)
  store.database.run(`UPDATE conversation SET companion_id = 7 WHERE source = 'claude'`)
  expect(store.conversations.sources({ companionId: 7 as never })).toEqual(['claude'])
  expect(store.conversations.sources({ companionId: null })).toEqual(['chatgpt'])
})
