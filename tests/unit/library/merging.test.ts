import { describe, expect, test } from 'vitest'
import { createOutboxRepository } from '#core/chat/outbox-repository.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import { aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'
import { evenings, twoOf } from './open-library.ts'

const idAt = (store: TestStore, id: ConversationId, at: number) => {
  const message = [...store.messages.visibleThread(id)][at]
  if (!message) throw new Error('the conversation is too short')
  return message.id
}

describe('what is not sent yet', () => {
  test.each([
    [
      'a half-written edit of it',
      (store: TestStore, _keeps: ConversationId, id: MessageId) => store.drafts.setEdit(id, 'And yet.', 7),
      (store: TestStore, id: MessageId) => store.drafts.ofEdit(id) === 'And yet.',
    ],
    [
      'words that wait to follow it',
      (store: TestStore, conversationId: ConversationId, parentId: MessageId) => {
        createOutboxRepository(store.database).insert({
          conversationId,
          parentId,
          requestId: 'waits',
          draft: { ...emptyDraft, text: 'And now?' },
          answer: 'turn',
          writtenAt: 7,
        })
      },
      (store: TestStore, id: MessageId) => createOutboxRepository(store.database).all()[0]?.parentId === id,
    ],
  ])('keeps a copied message in its place when it is taken apart: %s', async (_what, write, isThere) => {
    using store = createTestStore()
    const { library, keeps, goes, words } = twoOf(store, evenings(0, 20), evenings(12, 26))
    const { before } = await library.merge([{ keeps, goes, added: 6 }])
    const copied = idAt(store, keeps, 22)
    write(store, keeps, copied)
    library.putBack(before)
    expect(words(keeps)).toEqual(evenings(0, 23))
    expect(isThere(store, copied)).toBe(true)
  })

  test.each([
    [
      'a half-written edit',
      (store: TestStore, id: ConversationId) => store.drafts.setEdit(idAt(store, id, 3), 'And yet.', 7),
    ],
    [
      'a reply being written',
      (store: TestStore, id: ConversationId) =>
        store.messages.append(aMessage(id, store.messages.leafId(id), '', { role: 'assistant', state: 'streaming' })),
    ],
  ])('keeps a conversation in the lists, as it was offered or since: %s', async (_what, write) => {
    using store = createTestStore()
    const { library, keeps, goes } = twoOf(store, evenings(0, 20), evenings(12, 26))
    expect(await library.duplicates()).toMatchObject([{ goes: { id: goes } }])
    write(store, goes)
    expect(await library.merge([{ keeps, goes, added: 6 }])).toMatchObject({ changed: 0, left: 1 })
    expect((await library.duplicates()).map((pair) => pair.goes.id)).not.toContain(goes)
  })
})
