import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aMessage } from '#tests/helpers/test-store.ts'
import { createTrialChat } from './trial-chat.ts'

test('a version that is being written is kept until it is made, and making one keeps what is written of another', async () => {
  await using trial = await createTrialChat()
  const { store, chat, conversationId } = trial
  const { drafts, messages } = store
  const [first, second] = ['one', 'two'].map((text) => {
    const theirs = { role: 'assistant' } as const
    return messages.append(aMessage(conversationId, messages.leafId(conversationId), text, theirs)).id
  })
  if (first === undefined || second === undefined) throw new Error('nothing was appended')
  expect(drafts.ofEdit(first)).toBeNull()
  drafts.setEdit(first, 'on', 1)
  drafts.setEdit(first, 'one, and', 2)
  drafts.setEdit(second, '', 2)
  expect([drafts.ofEdit(first), drafts.ofEdit(second)]).toEqual(['one, and', ''])
  const { messageId } = chat.edit({ messageId: first, text: 'one, and more', requestId: randomUUID() })
  expect([first, second, messageId].map((id) => drafts.ofEdit(id))).toEqual([null, '', null])
  drafts.setEdit(second, null, 3)
  expect(drafts.ofEdit(second)).toBeNull()
})
