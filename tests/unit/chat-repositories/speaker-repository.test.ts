import { expect, test } from 'vitest'
import type { ImportedMessage } from '#core/chat/import-batch.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import {
  addImportedConversation,
  addImportRun,
  aMessage,
  anImportedMessage,
  createTestStore,
} from '#tests/helpers/test-store.ts'

test('every model is told once, in the order of its first word, unknown ones as unknown', () => {
  using store = createTestStore()
  const { companion, messages } = store
  const run = addImportRun(store.database)
  const theirs = { companionId: companion.id }
  const [early, late, elsewhere] = [
    addImportedConversation(store, run, theirs),
    addImportedConversation(store, run, theirs),
    addImportedConversation(store, run),
  ]
  const say = (conversationId: ConversationId, more: Partial<ImportedMessage>) =>
    messages.importBatch(run, (batch) => batch.insert(anImportedMessage(conversationId, null, 'said', more)))
  say(late, { model: 'gpt-4o', createdAt: 30 })
  say(early, { model: 'gpt-4o', createdAt: 10 })
  say(early, { model: 'gpt-4', createdAt: 20 })
  say(early, { model: null, createdAt: null })
  say(early, { role: 'user', model: null, createdAt: 1 })
  say(early, { model: 'a tool call', createdAt: 2, hidden: true })
  say(elsewhere, { model: 'somebody else', createdAt: 3 })
  const own = { role: 'assistant', model: 'deepseek-chat' } as const
  messages.append(aMessage(companion.lifelongId, null, 'the greeting', { ...own, model: null, createdAt: 4 }))
  messages.append(aMessage(companion.lifelongId, null, 'a reply', { ...own, createdAt: 40 }))
  const deleted = messages.append(aMessage(companion.lifelongId, null, 'taken back', { ...own, createdAt: 50 }))
  messages.setDeleted(deleted.id, 60)
  const room = store.conversations.create({ companionId: null, kind: 'ordinary', title: null, createdAt: 1 }).id
  const other = store.companions.create({ profile: companion.profile, binding: null, createdAt: 1 })
  store.conversations.setMembers(room, [companion.id, other.id])
  messages.append(aMessage(room, null, 'in a room', { ...own, companionId: companion.id, createdAt: 70 }))
  messages.append(
    aMessage(room, null, 'another there', { ...own, model: 'theirs', companionId: other.id, createdAt: 80 }),
  )
  expect(store.speakers.speakersOf(companion.id)).toEqual([
    { model: 'gpt-4o', source: 'chatgpt', from: 10, to: 30, messages: 2 },
    { model: 'gpt-4', source: 'chatgpt', from: 20, to: 20, messages: 1 },
    { model: 'deepseek-chat', source: 'keepsake', from: 40, to: 70, messages: 2 },
    { model: null, source: 'chatgpt', from: null, to: null, messages: 1 },
  ])
})
