import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Outbox } from '#core/chat/outbox.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'
import { add, loseProvider, minute, openOutbox, wordsOf } from './trial-outbox.ts'

let trial: TrialChat
let clock = 0

const until = (isSo: () => boolean): Promise<unknown> => vi.waitUntil(isSo, { timeout: 10_000, interval: 10 })

beforeEach(async () => {
  trial = await createTrialChat()
  clock = 0
})
afterEach(() => trial[Symbol.asyncDispose]())

/** Sends one message that finds nobody, and gives its reply. */
async function findNobody(outbox: Outbox): Promise<MessageId> {
  const window = openWindow(trial.chat, trial.conversationId)
  add(trial, outbox, 'first')
  await window.ended
  const waits = outbox.unanswered(trial.conversationId)
  if (waits === null) throw new Error('nothing waits')
  return waits
}

test('the words that found out that nobody is there are answered when somebody is, before those after them', async () => {
  using outbox = openOutbox(trial, { later: () => clock })
  const { back } = await loseProvider(trial)
  const reply = await findNobody(outbox)
  expect(trial.store.messages.get(reply)).toMatchObject({ state: 'failed', failure: 'no-network' })
  add(trial, outbox, 'second')
  await using provider = await back()
  provider.script({ steps: [{ say: 'to the first' }] }, { steps: [{ say: 'to the second' }] })
  outbox.wake()
  await until(() => wordsOf(trial, 'assistant').includes('to the second'))
  expect(wordsOf(trial, 'user')).toEqual(['first', 'second'])
  expect(wordsOf(trial, 'assistant')).toEqual(['to the first', 'to the second'])
  expect(outbox.unanswered(trial.conversationId)).toBeNull()
})

test('a reply nobody asks for any more is not asked for when the network is back: too late, gone, or given up', async () => {
  using outbox = openOutbox(trial, { later: () => clock })
  const { back } = await loseProvider(trial)
  const reply = await findNobody(outbox)
  const { messages } = trial.store
  const waits = () => outbox.unanswered(trial.conversationId)
  clock = 6 * minute
  expect(waits()).toBeNull()
  clock = 0
  trial.chat.delete({ messageId: reply })
  expect(waits()).toBeNull()
  trial.chat.restore({ messageId: reply })
  expect(waits()).toBe(reply)
  clock = 6 * minute
  await using provider = await back()
  outbox.wake()
  await until(() => provider.requests.length > 0)
  add(trial, outbox, 'meanwhile')
  await until(() => wordsOf(trial, 'user').length === 2 && !trial.chat.isWriting(trial.conversationId))
  expect(provider.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  expect(messages.get(reply).versions).toEqual([reply])
})
