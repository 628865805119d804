import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nothingRemembered } from '#core/prompt/remembered.ts'
import { joinTurns } from '#shared/model/prompt.ts'
import type { PromptPreview } from '#shared/contract/prompt.ts'
import { plainParameters } from '#shared/model/companion.ts'
import type { ConversationId, MessageId, ProviderId } from '#shared/model/ids.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import { aMessage } from '#tests/helpers/test-store.ts'
import { answered, createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat

beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

/** The body of the request that a preview stands for, to the byte; `mark` where a provider writes on from its last message. */
function requestOf(preview: PromptPreview | null, mark: Readonly<Record<string, true>> = {}): string {
  if (!preview) throw new Error('nobody would answer')
  const messages = joinTurns(preview.sections.flatMap(({ turns }) => turns))
  const last = messages.at(-1)
  if (last?.role === 'assistant') Object.assign(last, mark)
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

describe('other words for a message', () => {
  /** What is shown for them, and what goes out. */
  async function editedAndSent(conversationId: ConversationId, messageId: MessageId, text: string) {
    const shown = requestOf(trial.previewPrompt({ conversationId, text: 'a draft', edit: { messageId, text } }))
    const window = openWindow(trial.chat, conversationId)
    trial.chat.edit({ messageId, text, requestId: randomUUID() })
    await window.ended
    return { shown, sent: trial.provider.requests.at(-1)?.body }
  }

  test('are shown as they go out, wherever the message stands and whatever it holds', async () => {
    const { store, conversationId } = trial
    let parentId: MessageId | null = null
    const own: MessageId[] = []
    for (let turn = 0; turn < 40; turn += 1) {
      const role = turn % 2 === 0 ? 'user' : 'assistant'
      parentId = store.messages.append(
        aMessage(conversationId, parentId, `${turn} ${'words 话 '.repeat(turn * 20)}`, { role }),
      ).id
      if (role === 'user') own.push(parentId)
    }
    for (const at of [-1, 9, 0]) {
      const messageId = own.at(at)
      if (messageId === undefined) throw new Error('there is no such message')
      const { shown, sent } = await editedAndSent(conversationId, messageId, '  other words, \n“其他的话” ')
      expect(sent).toBe(shown)
      expect(shown).toContain('其他的话')
    }
    const { messageId } = trial.chat.send({
      conversationId,
      text: 'and this?',
      quote: { messageId: own[0] as MessageId, author: 'You', text: '0' },
      requestId: randomUUID(),
    })
    const window = openWindow(trial.chat, conversationId)
    await window.ended
    const { shown, sent } = await editedAndSent(conversationId, messageId, '> 0\n> — You\n\nand that?')
    expect(sent).toBe(shown)
  })

  test('are shown as they go out in a room, to whoever they name', async () => {
    const { store, binding, rooms } = trial
    const profile = { name: 'Bea', description: '', greeting: '' }
    const bea = store.companions.create({ profile, binding, createdAt: 0 })
    const { id } = rooms.create({ memberIds: [store.companion.id, bea.id], title: 'Tea' })
    const window = openWindow(trial.chat, id)
    const { messageId } = trial.chat.send({ conversationId: id, text: 'hello', requestId: randomUUID() })
    await window.ended
    const { shown, sent } = await editedAndSent(id, messageId, '@Bea hello')
    expect(sent).toBe(shown)
    expect(trial.previewPrompt({ conversationId: id, text: '', edit: { messageId, text: '@Bea hi' } })).toMatchObject({
      companionId: bea.id,
    })
  })

  test('remind nobody of the words that they take the place of', async () => {
    const excluded: MessageId[][] = []
    await using own = await createTrialChat(() => ({
      lookUp: undefined,
      remember: ({ exclude }) => {
        excluded.push([...exclude])
        return nothingRemembered
      },
    }))
    const { conversationId, chat } = own
    const first = openWindow(chat, conversationId)
    const { messageId } = answered(chat.send({ conversationId, text: 'hi', requestId: randomUUID() }))
    await first.ended
    excluded.length = 0
    own.previewPrompt({ conversationId, text: '', edit: { messageId, text: 'hello' } })
    const second = openWindow(chat, conversationId)
    chat.edit({ messageId, text: 'hello', requestId: randomUUID() })
    await second.ended
    expect(excluded.map((ids) => ids.includes(messageId))).toEqual([true, true])
  })
})

test('the numbers that go along are shown, and no others', async () => {
  const { conversationId, provider, store } = trial
  const numbers = { temperature: 0.7, topP: null, frequencyPenalty: null, presencePenalty: -1, maxTokens: 300 }
  store.companions.update(store.companion.id, { parameters: { ...plainParameters, ...numbers } })
  expect(trial.previewPrompt({ conversationId, text: 'hi' })?.parameters).toEqual(numbers)
  const window = openWindow(trial.chat, conversationId)
  trial.chat.send({ conversationId, text: 'hi', requestId: randomUUID() })
  await window.ended
  const sent: Record<string, unknown> = JSON.parse(provider.requests.at(-1)?.body ?? '{}')
  const words = ['model', 'messages', 'stream', 'stream_options']
  expect(Object.fromEntries(Object.entries(sent).filter(([name]) => !words.includes(name)))).toEqual({
    temperature: 0.7,
    presence_penalty: -1,
    max_tokens: 300,
  })
})

describe('a reply that is asked for again', () => {
  /** Sends, and gives the reply that was cut off after these words. */
  async function cutOff(conversationId: ConversationId, said: string): Promise<MessageId> {
    trial.provider.script({ steps: [{ say: said }, { drop: true }] })
    const window = openWindow(trial.chat, conversationId)
    const { replyId } = answered(trial.chat.send({ conversationId, text: 'tell me 讲给我听', requestId: randomUUID() }))
    await window.ended
    return replyId
  }

  /** What is shown for another version and for going on, and what goes out when each is asked for. */
  async function askBothWays(
    conversationId: ConversationId,
    messageId: MessageId,
    mark?: Readonly<Record<string, true>>,
  ) {
    const [shown, sent]: [string[], (string | undefined)[]] = [[], []]
    for (const goesOn of [false, true]) {
      const preview = trial.previewPrompt({ conversationId, text: 'a draft', again: { messageId, goesOn } })
      const window = openWindow(trial.chat, conversationId)
      const asked = { messageId, requestId: randomUUID() }
      if (goesOn) trial.chat.continue(asked)
      else trial.chat.regenerate(asked)
      await window.ended
      shown.push(requestOf(preview, mark))
      sent.push(trial.provider.requests.at(-1)?.body)
    }
    return { shown, sent }
  }

  test('is shown as it goes out, another version and going on alike', async () => {
    const { conversationId } = trial
    const messageId = await cutOff(conversationId, '  Once, by the sea, “we')
    expect(trial.previewPrompt({ conversationId, text: '' })?.last).toEqual({ messageId, isCutOff: true })
    const { shown, sent } = await askBothWays(conversationId, messageId)
    expect(sent).toEqual(shown)
    expect(shown.map((body) => body.includes('“we'))).toEqual([false, true])
  })

  test('is shown as it goes out where the provider writes on from the words themselves', async () => {
    const { conversationId, provider, providers, store } = trial
    const facts = { preset: 'mistral', name: 'Writes on', apiKey: 'k-0123456789', headers: {} } as const
    const { id } = providers.create({ ...facts, baseUrl: provider.baseUrl, allowClearText: false })
    store.companions.update(store.companion.id, { binding: { providerId: id, model: 'm' } })
    const { shown, sent } = await askBothWays(conversationId, await cutOff(conversationId, 'First.'), { prefix: true })
    expect(sent).toEqual(shown)
    expect(sent[1]).toContain('{"role":"assistant","content":"First.","prefix":true}]')
  })

  test('is shown as it goes out in a room, for the one who began it', async () => {
    const { store, binding, rooms } = trial
    const profile = { name: 'Bea', description: '', greeting: '' }
    const bea = store.companions.create({ profile, binding, createdAt: 0 })
    const { id } = rooms.create({ memberIds: [store.companion.id, bea.id], title: 'Tea' })
    await shownAndSent(id, 'hello, Bea', bea.id)
    const { shown, sent } = await askBothWays(id, await cutOff(id, 'Half of it'))
    expect(sent).toEqual(shown)
  })
})

test('nobody is reminded of the very reply that is said anew', async () => {
  const excluded: MessageId[][] = []
  await using own = await createTrialChat(() => ({
    lookUp: undefined,
    remember: ({ exclude }) => {
      excluded.push([...exclude])
      return nothingRemembered
    },
  }))
  const { conversationId, provider, chat } = own
  provider.script({ steps: [{ say: 'Half' }, { drop: true }] })
  const first = openWindow(chat, conversationId)
  const { replyId } = answered(chat.send({ conversationId, text: 'hi', requestId: randomUUID() }))
  await first.ended
  excluded.length = 0
  own.previewPrompt({ conversationId, text: '', again: { messageId: replyId, goesOn: true } })
  const second = openWindow(chat, conversationId)
  chat.continue({ messageId: replyId, requestId: randomUUID() })
  await second.ended
  expect(excluded.map((ids) => ids.includes(replyId))).toEqual([true, true])
})

test('each model that may stand in is shown what it would be asked with, and the first that is asked is shown first', async () => {
  const { store, conversationId, binding, provider, providers } = trial
  const [small, gone] = ['small', { providerId: 999 as ProviderId, model: 'gone' }] as const
  const fallbacks = [gone, { ...binding, model: small }, { ...binding, model: 'third' }]
  store.companions.update(store.companion.id, { fallbacks })
  for (let turn = 0; turn < 8; turn += 1) {
    const role = turn % 2 === 0 ? 'user' : 'assistant'
    const leaf = store.messages.leafId(conversationId)
    store.messages.append(aMessage(conversationId, leaf, `${turn} ${'rain '.repeat(200)}`, { role }))
  }
  providers.setFacts({ ...binding, model: small, facts: { contextWindow: 1_024, price: null, sees: null } })
  const look = (place?: number) => trial.previewPrompt({ conversationId, text: 'still there?', place })
  const shown = [requestOf(look(0)), requestOf(look(2)), requestOf(look(3))]
  expect(look()).toMatchObject({ place: 0, models: [{ id: 'scripted-large' }, { provider: null }, {}, {}] })
  expect(look(1)).toBeNull()
  provider.script({ status: 500, body: {} }, { status: 500, body: {} }, { steps: [{ say: 'Here.' }] })
  const window = openWindow(trial.chat, conversationId)
  trial.chat.send({ conversationId, text: 'still there?', requestId: randomUUID() })
  await window.ended
  expect(provider.requests.map(({ body }) => body)).toEqual(shown)
  expect(new Set(shown.map((body) => body.length)).size).toBeGreaterThan(1)
  providers.setFacts({ ...binding, facts: { contextWindow: 512, price: null, sees: null } })
  const long = { conversationId, text: 'word '.repeat(900) }
  expect(trial.previewPrompt(long)).toMatchObject({ place: 3, isRefused: false })
  expect(trial.previewPrompt({ ...long, place: 0 })).toMatchObject({ place: 0, isRefused: true })
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
