import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { joinTurns } from '#shared/model/prompt.ts'
import type { PromptPreview } from '#shared/contract/prompt.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import { aMessage } from '#tests/helpers/test-store.ts'
import { createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat

beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

/** The body of the request that a preview stands for, to the byte. */
function requestOf(preview: PromptPreview | null): string {
  if (!preview) throw new Error('nobody would answer')
  const messages = joinTurns(preview.sections.flatMap(({ turns }) => turns))
  return JSON.stringify({ model: preview.model.id, messages, stream: true, stream_options: { include_usage: true } })
}

async function shownAndSent(conversationId: ConversationId, text: string, answer?: AnswerChoice) {
  const shown = requestOf(trial.previewPrompt({ conversationId, text, answer }))
  const window = openWindow(trial.chat, conversationId)
  trial.chat.send({ conversationId, text, answer, requestId: randomUUID() })
  await window.ended
  return { shown, sent: trial.provider.requests.at(-1)?.body }
}

test('what is shown is what is sent, byte for byte, through a long talk', async () => {
  const { store, conversationId } = trial
  store.companions.update(store.companion.id, {
    profile: { ...store.companion.profile, description: '{{char}} 喜欢 {{user}}。\n\nLikes rain ☔️' },
  })
  let parentId = store.messages.append(aMessage(conversationId, null, 'Good evening.', { role: 'assistant' })).id
  for (let turn = 0; turn < 60; turn += 1) {
    const role = turn % 2 === 0 ? 'user' : 'assistant'
    parentId = store.messages.append(
      aMessage(conversationId, parentId, `第 ${turn} 句\n${'words '.repeat(turn * 40)}`, { role }),
    ).id
  }
  for (const text of ['还记得吗？ 👩‍👩‍👧', '  two\n\nparagraphs ', 'quotes " and \\ and \u2028']) {
    const { shown, sent } = await shownAndSent(conversationId, text)
    expect(sent).toBe(shown)
  }
  const preview = trial.previewPrompt({ conversationId, text: 'x' })
  expect(preview?.sections.find(({ id }) => id === 'history')?.leftOut[0]).toMatchObject({ reason: 'no-room' })
})

test('in a room too, for whoever is chosen, mentioned or next', async () => {
  const { store, binding, rooms } = trial
  const bea = store.companions.create({
    profile: { name: 'Bea', description: '', greeting: '' },
    binding,
    createdAt: 0,
  })
  const { id } = rooms.create({ memberIds: [store.companion.id, bea.id], title: 'Tea' })
  for (const [text, answer] of [['hello'], ['and you?'], ['@Bea again'], ['you', store.companion.id]] as const) {
    const { shown, sent } = await shownAndSent(id, text, answer)
    expect(sent).toBe(shown)
  }
  expect(trial.previewPrompt({ conversationId: id, text: 'x', answer: 'everyone' })?.queue).toEqual([
    store.companion.id,
  ])
  expect(trial.previewPrompt({ conversationId: id, text: 'x', answer: 'nobody' })).toBeNull()
})

test('a preview stores nothing and asks nobody', () => {
  const { conversationId, store } = trial
  trial.previewPrompt({ conversationId, text: 'only a draft' })
  expect([...store.messages.everyMessage(conversationId)]).toEqual([])
  expect(trial.provider.requests).toEqual([])
})

test('says where the window is known from, and what the person says of a model goes before its list', async () => {
  const { conversationId, binding, providers } = trial
  const look = () => trial.previewPrompt({ conversationId, text: 'hi' })
  expect(look()?.model).toMatchObject({ window: 4_096, windowFrom: 'assumed', price: null })
  await providers.models({ id: binding.providerId, refresh: true })
  expect(look()?.model).toMatchObject({ window: 32_768, windowFrom: 'provider' })
  const price = { input: 2, output: 8, currency: 'CNY' } as const
  providers.setFacts({ ...binding, facts: { contextWindow: 8_192, price, sees: null } })
  expect(look()?.model).toMatchObject({ window: 8_192, windowFrom: 'person', price })
})

test('words that a model cannot hold are kept and not sent, rather than cut in silence', async () => {
  const { conversationId, binding, providers, store } = trial
  providers.setFacts({ ...binding, facts: { contextWindow: 1_024, price: null, sees: null } })
  const text = '很长'.repeat(2_000)
  expect(trial.previewPrompt({ conversationId, text })).toMatchObject({ fits: false, isRefused: true })
  const window = openWindow(trial.chat, conversationId)
  const { messageId, replyId } = trial.chat.send({ conversationId, text, requestId: randomUUID() })
  expect(await window.ended).toMatchObject({ type: 'failed', code: 'context-too-long' })
  expect(store.messages.get(messageId).parts).toEqual([{ kind: 'text', text }])
  expect(replyId && store.messages.get(replyId).failure).toBe('context-too-long')
  expect(trial.provider.requests).toEqual([])
})
