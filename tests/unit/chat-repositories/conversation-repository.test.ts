import { expect, test } from 'vitest'
import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import { addImportedConversation, addImportRun, createTestStore } from '#tests/helpers/test-store.ts'

test('pages of the list neither repeat nor leave out conversations of the same moment', () => {
  using store = createTestStore()
  const companionId = store.companion.id
  const made = [store.companion.lifelongId]
  for (let number = 0; number < 25; number += 1) {
    made.push(
      store.conversations.create({
        companionId,
        kind: 'ordinary',
        title: `${number}`,
        createdAt: 7 + Math.floor(number / 10),
      }).id,
    )
  }
  const seen: ConversationId[] = []
  let before: { updatedAt: number; id: ConversationId } | undefined
  for (;;) {
    const page = store.conversations.list({ companionId, archived: false, before, limit: 4 })
    seen.push(...page.map(({ id }) => id))
    const last = page.at(-1)
    if (!last) break
    before = { updatedAt: last.updatedAt, id: last.id }
  }
  expect(seen.toSorted((one, other) => one - other)).toEqual(made.toSorted((one, other) => one - other))
  expect(seen[0]).toBe(store.companion.lifelongId)
})

test('the list keeps apart owners, sources and the archive', () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  const nobodys = addImportedConversation(store, run, { title: 'old' })
  const theirs = addImportedConversation(store, run, { companionId: store.companion.id, sourceId: 'abc' })
  const { lifelongId, id: companionId } = store.companion
  const list = (query: { companionId?: CompanionId | null; source?: 'chatgpt' | 'keepsake'; archived?: boolean }) =>
    new Set(store.conversations.list({ archived: false, limit: 50, ...query }).map(({ id }) => id))
  expect(list({})).toEqual(new Set([nobodys, theirs, lifelongId]))
  expect(list({ companionId: null })).toEqual(new Set([nobodys]))
  expect(list({ companionId })).toEqual(new Set([theirs, lifelongId]))
  expect(list({ companionId, source: 'chatgpt' })).toEqual(new Set([theirs]))
  store.conversations.setArchived(theirs, true)
  expect(list({ companionId })).toEqual(new Set([lifelongId]))
  expect(list({ archived: true })).toEqual(new Set([theirs]))
  expect(store.conversations.findBySource('chatgpt', 'abc')?.id).toBe(theirs)
  expect(store.conversations.findBySource('chatgpt', 'abd')).toBeNull()
})

test('the list is read off an index, however many conversations there are', () => {
  using store = createTestStore()
  const plan = store.database
    .all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT * FROM conversation WHERE archived = 0 AND (updated_at, id) < (5, 5)
       ORDER BY updated_at DESC, id DESC LIMIT 50`,
    )
    .map(({ detail }) => detail)
    .join('\n')
  expect(plan).toContain('conversation_latest')
  expect(plan).not.toContain('TEMP B-TREE')
})

test('a companion has one lifelong thread, made with it', () => {
  using store = createTestStore()
  const { id, lifelongId } = store.companion
  expect(store.conversations.get(lifelongId)).toMatchObject({ kind: 'lifelong', companionId: id })
  expect(() => store.conversations.create({ companionId: id, kind: 'lifelong', title: null, createdAt: 0 })).toThrow(
    'UNIQUE',
  )
})

test('a companion keeps what an update leaves out', () => {
  using store = createTestStore()
  const { id, profile } = store.companion
  store.companions.update(id, { archived: true })
  expect(store.companions.get(id)).toMatchObject({ profile, archived: true, binding: null })
  store.companions.update(id, { profile: { ...profile, description: '温柔' } })
  expect(store.companions.get(id)).toMatchObject({ archived: true, profile: { name: '小满', description: '温柔' } })
})

test('a draft survives reopening and is gone when emptied', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  store.drafts.set(id, { ...emptyDraft, text: 'unfinished' }, 1)
  store.drafts.set(id, { ...emptyDraft, text: 'unfinished 话' }, 2)
  expect(store.drafts.get(id).text).toBe('unfinished 话')
  store.drafts.set(id, emptyDraft, 3)
  expect(store.drafts.get(id)).toEqual(emptyDraft)
})
