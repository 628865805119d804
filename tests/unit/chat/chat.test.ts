import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { spokenText } from '#shared/model/part.ts'
import { createGate, type Script, type Step } from '#tests/helpers/scripted-provider.ts'
import { answered, canaryKey, createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat

beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

const send = (text: string, more: { parentId?: MessageId; requestId?: string } = {}) =>
  answered(trial.chat.send({ conversationId: trial.conversationId, text, requestId: randomUUID(), ...more }))
const aWindow = () => openWindow(trial.chat, trial.conversationId)
const steps = (...list: Step[]): Script => ({ steps: list })
const stored = (id: MessageId) => trial.store.messages.get(id)
const words = (id: MessageId) => spokenText(stored(id).parts)

/** Sends and waits for the end of the reply. */
async function talk(text: string, script?: Script) {
  if (script) trial.provider.script(script)
  const window = aWindow()
  const ids = send(text)
  return { ...ids, end: await window.ended }
}

function codeOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error instanceof AppError ? error.code : error
  }
  return 'no error'
}

describe('sending', () => {
  test('has stored the message and an empty reply when it answers', async () => {
    trial.provider.script(steps({ gate: createGate() }))
    const { messageId, replyId } = send('念念不忘')
    expect(stored(messageId)).toMatchObject({
      role: 'user',
      state: 'complete',
      parts: [{ kind: 'text', text: '念念不忘' }],
    })
    expect(stored(replyId)).toMatchObject({
      role: 'assistant',
      parentId: messageId,
      state: 'streaming',
      parts: [],
      model: 'scripted-large',
      provider: 'Scripted',
    })
  })

  test('ends in a whole message that says who really spoke, why it ended and what it took', async () => {
    const { replyId, end } = await talk('hi', steps({ think: 'hm' }, { say: 'Hello' }, { say: ' you' }))
    expect(end?.type).toBe('finished')
    expect(stored(replyId)).toMatchObject({
      state: 'complete',
      parts: [
        { kind: 'thought', text: 'hm', seconds: 0 },
        { kind: 'text', text: 'Hello you' },
      ],
      model: 'scripted-large-2026-11',
      finishReason: 'stop',
      tokens: { prompt: 7, completion: 5 },
      failure: null,
    })
    expect(trial.store.search.searchMessages({ query: 'hello', limit: 5 }).hits).toHaveLength(1)
  })

  test('tells the provider the story so far, without thoughts or failures', async () => {
    await talk('one', steps({ think: 'secret thought' }, { say: 'first' }))
    await talk('two', { status: 500, body: { error: { message: 'secret failure' } } })
    await talk('three')
    const { messages } = JSON.parse(trial.provider.requests.at(-1)?.body ?? '') as { messages: { content: string }[] }
    expect(messages.slice(1).map(({ content }) => content)).toEqual(['one', 'first', 'two\n\nthree'])
    expect(JSON.stringify(messages)).not.toContain('secret')
  })

  test('twice with one request id is one send, before and after the reply has ended', async () => {
    const requestId = randomUUID()
    const window = aWindow()
    const first = send('hello', { requestId })
    expect(send('hello', { requestId })).toEqual(first)
    await window.ended
    expect(send('hello', { requestId })).toEqual(first)
    expect(trial.store.conversations.get(trial.conversationId).messageCount).toBe(2)
    expect(trial.provider.requests).toHaveLength(1)
  })

  test('other words under an id that was used, here or elsewhere, are refused instead of being taken for the old ones', async () => {
    const requestId = randomUUID()
    await talk('before')
    const { messageId } = send('once', { requestId })
    const { id: elsewhere } = trial.store.conversations.create({
      companionId: trial.store.companion.id,
      kind: 'ordinary',
      title: null,
      createdAt: 1,
    })
    const again = (conversationId: ConversationId, text: string) => () =>
      trial.chat.send({ conversationId, text, requestId })
    expect(codeOf(again(elsewhere, 'once'))).toBe('INVALID_INPUT')
    expect(codeOf(again(trial.conversationId, 'twice'))).toBe('INVALID_INPUT')
    expect(again(trial.conversationId, 'once')().messageId).toBe(messageId)
  })

  test('while a reply is being written is refused, and changes nothing', async () => {
    const gate = createGate()
    trial.provider.script(steps({ say: 'one' }, { gate }))
    const { messageId, replyId } = send('first')
    for (const attempt of [
      () => send('second'),
      () => trial.chat.edit({ requestId: randomUUID(), messageId, text: 'other' }),
      () => trial.chat.regenerate({ requestId: randomUUID(), messageId: replyId }),
    ]) {
      expect(codeOf(attempt)).toBe('REPLY_IN_PROGRESS')
    }
    expect(trial.store.conversations.get(trial.conversationId).messageCount).toBe(2)
    const window = aWindow()
    gate.open()
    await window.ended
    expect(codeOf(() => send('second'))).toBe('no error')
  })

  test('continues from any message', async () => {
    const first = await talk('one')
    await talk('two')
    const window = aWindow()
    const branch = send('another two', { parentId: first.replyId })
    await window.ended
    expect(stored(branch.messageId).parentId).toBe(first.replyId)
    expect(stored(branch.messageId).versions).toHaveLength(2)
    const { messages } = JSON.parse(trial.provider.requests.at(-1)?.body ?? '') as { messages: { content: string }[] }
    expect(messages.slice(1).map(({ content }) => content)).toEqual(['one', 'one', 'another two'])
  })

  test('without a model keeps the message and says on the reply what is missing', async () => {
    trial.store.companions.update(trial.store.companion.id, { binding: null })
    const { messageId, replyId, end } = await talk('are you there')
    expect(end).toMatchObject({ type: 'failed', code: 'no-model' })
    expect(words(messageId)).toBe('are you there')
    expect(stored(replyId)).toMatchObject({
      state: 'failed',
      failure: 'no-model',
      parts: [],
      model: null,
      provider: null,
    })
  })

  test('to a provider that was removed is the same', async () => {
    trial.providers.remove({ id: trial.binding.providerId })
    expect((await talk('hi')).end).toMatchObject({ type: 'failed', code: 'no-model' })
  })
})

describe('stopping', () => {
  test('keeps what came, at once, and hangs up on the provider', async () => {
    trial.provider.script(steps({ say: 'so far' }, { hang: true }))
    const window = aWindow()
    const { replyId } = send('hi')
    await window.shows('so far')
    trial.chat.stop({ conversationId: trial.conversationId })
    expect(stored(replyId)).toMatchObject({ state: 'stopped', parts: [{ kind: 'text', text: 'so far' }] })
    expect((await window.ended)?.type).toBe('stopped')
    await trial.provider.requests[0]?.left
    expect(codeOf(() => send('go on'))).toBe('no error')
  })

  test('before the first word, or with nothing to stop, does no harm', async () => {
    trial.provider.script('silence')
    trial.chat.stop({ conversationId: trial.conversationId })
    const { replyId } = send('hi')
    trial.chat.stop({ conversationId: trial.conversationId })
    expect(stored(replyId)).toMatchObject({ state: 'stopped', parts: [] })
    trial.chat.stop({ conversationId: trial.conversationId })
  })
})

describe('versions', () => {
  test('regenerating stands beside the old reply, which keeps its words', async () => {
    const first = await talk('hi', steps({ say: 'one' }))
    trial.provider.script(steps({ say: 'two' }))
    const window = aWindow()
    const { replyId } = trial.chat.regenerate({ requestId: randomUUID(), messageId: first.replyId })
    await window.ended
    expect(stored(replyId).versions).toEqual([first.replyId, replyId])
    expect([words(first.replyId), words(replyId)]).toEqual(['one', 'two'])
    const { messages } = JSON.parse(trial.provider.requests.at(-1)?.body ?? '') as { messages: unknown[] }
    expect(messages).toHaveLength(2)
    expect(codeOf(() => trial.chat.regenerate({ requestId: randomUUID(), messageId: first.messageId }))).toBe(
      'INVALID_INPUT',
    )
  })

  test('editing your message stands beside it and asks again', async () => {
    const first = await talk('helo')
    const window = aWindow()
    const edited = trial.chat.edit({ requestId: randomUUID(), messageId: first.messageId, text: 'hello' })
    await window.ended
    expect(stored(edited.messageId)).toMatchObject({ role: 'user', versions: [first.messageId, edited.messageId] })
    expect(words(first.messageId)).toBe('helo')
    expect(edited.replyId === null ? '' : words(edited.replyId)).toBe('hello')
  })

  test('editing theirs asks nobody, and does not claim that the model said it', async () => {
    const { replyId } = await talk('hi', steps({ think: 'hm' }, { say: 'one' }))
    const edited = trial.chat.edit({ requestId: randomUUID(), messageId: replyId, text: 'uno' })
    expect(edited.replyId).toBeNull()
    expect(stored(edited.messageId)).toMatchObject({
      role: 'assistant',
      state: 'complete',
      model: null,
      parts: [{ kind: 'text', text: 'uno' }],
      versions: [replyId, edited.messageId],
    })
    expect(trial.provider.requests).toHaveLength(1)
  })
})

describe('deleting', () => {
  test('takes a message out of search and prompts, and restoring brings it back whole', async () => {
    const { messageId } = await talk('remember the heron')
    trial.chat.delete({ messageId })
    const found = () => trial.store.search.searchMessages({ query: 'heron', limit: 5 }).hits.length
    expect(found()).toBe(1)
    await talk('what bird')
    const { messages } = JSON.parse(trial.provider.requests.at(-1)?.body ?? '') as { messages: { role: string }[] }
    expect(JSON.stringify(messages.filter(({ role }) => role === 'user'))).not.toContain('heron')
    trial.chat.restore({ messageId })
    expect(stored(messageId)).toMatchObject({ deleted: false, parts: [{ kind: 'text', text: 'remember the heron' }] })
    expect(found()).toBe(2)
  })

  test('the reply being written stops it first', async () => {
    trial.provider.script(steps({ say: 'so far' }, { hang: true }))
    const window = aWindow()
    const { replyId } = send('hi')
    await window.shows('so far')
    trial.chat.delete({ messageId: replyId })
    expect(stored(replyId)).toMatchObject({
      deleted: true,
      state: 'stopped',
      parts: [{ kind: 'text', text: 'so far' }],
    })
    expect((await window.ended)?.type).toBe('stopped')
  })
})

describe('failing', () => {
  test.each<readonly [string, Script, string]>([
    ['key', { status: 401, body: { error: { message: `Incorrect API key provided: ${canaryKey}` } } }, 'key-refused'],
    ['quota', { status: 402, body: { error: { message: 'Insufficient Balance' } } }, 'quota'],
    [
      'context',
      { status: 400, body: { error: { code: 'context_length_exceeded', message: 'too long' } } },
      'context-too-long',
    ],
    ['content', { steps: [], finish: 'content_filter' }, 'content-refused'],
    ['stream', { steps: [{ raw: 'data: {\n\n' }] }, 'malformed-stream'],
  ])('by %s is a state of the reply, and the message stays', async (_what, script, code) => {
    const { messageId, replyId, end } = await talk('my words', script)
    expect(end).toMatchObject({ type: 'failed', code })
    expect(stored(replyId)).toMatchObject({ state: 'failed', failure: code })
    expect(words(messageId)).toBe('my words')
  })

  test('in the middle keeps what came', async () => {
    const { replyId } = await talk('hi', steps({ say: 'half a ' }, { say: 'sentence' }, { drop: true }))
    expect(stored(replyId)).toMatchObject({ state: 'failed', failure: 'no-network' })
    expect(words(replyId)).toBe('half a sentence')
  })

  test("keeps the provider's words beside it, never the key, and out of search and prompts", async () => {
    const { replyId } = await talk('hi', {
      status: 402,
      body: { error: { message: `Insufficient Balance for ${canaryKey}` } },
    })
    const [part] = stored(replyId).parts
    expect(part).toMatchObject({ kind: 'error', text: expect.stringContaining('Insufficient Balance') })
    expect(JSON.stringify(part)).not.toContain(canaryKey)
    expect(trial.store.search.searchMessages({ query: 'insufficient', limit: 5 }).hits).toEqual([])
  })

  test('of the store stops the reply instead of showing words that are not kept', async () => {
    trial.provider.script(steps({ say: 'unkept' }, { hang: true }))
    const window = aWindow()
    send('hi')
    await window.shows('unkept')
    trial.store.database.execute(
      `CREATE TRIGGER full BEFORE UPDATE ON message BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    expect(await window.ended).toMatchObject({ type: 'failed', code: 'unknown' })
    await trial.provider.requests[0]?.left
  })

  test('of the store forgets no word: what came is stored once the disk takes it, at the latest at the lock', async () => {
    const gate = createGate()
    trial.provider.script(steps({ say: 'kept' }, { gate }, { say: ' after all' }))
    const window = aWindow()
    const { replyId } = send('hi')
    await window.shows('kept')
    trial.store.database.execute(
      `CREATE TRIGGER full BEFORE UPDATE ON message BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    gate.open()
    await window.ended
    trial.store.database.execute('DROP TRIGGER full')
    expect(stored(replyId)).toMatchObject({ state: 'streaming', parts: [] })
    await trial.chat[Symbol.asyncDispose]()
    expect(stored(replyId).state).not.toBe('streaming')
    expect(words(replyId)).toMatch(/^kept/)
    expect(trial.store.search.searchMessages({ query: 'kept', limit: 5 }).hits).toHaveLength(1)
  })
})

describe('what leaves no trace', () => {
  test('logs and changes never hold the key or a word that was said', async () => {
    await talk('canary-words-of-mine', steps({ think: 'canary-thought' }, { say: 'canary-answer' }))
    await talk('canary-again', { status: 401, body: { error: { message: `canary-refusal ${canaryKey}` } } })
    await talk('canary-third', steps({ say: 'canary-half' }, { drop: true }))
    expect(trial.logs.length).toBeGreaterThanOrEqual(3)
    expect(trial.logs.join('')).not.toContain('canary')
    expect(JSON.stringify(trial.told)).not.toContain('canary')
  })

  test('changes say which message and conversation', async () => {
    const { messageId, replyId } = await talk('hi')
    const { conversationId } = trial
    expect(trial.told).toContainEqual({ entity: 'message', id: messageId, conversationId, kind: 'created' })
    expect(trial.told).toContainEqual({ entity: 'message', id: replyId, conversationId, kind: 'updated' })
    expect(trial.told).toContainEqual({ entity: 'conversation', id: conversationId, kind: 'updated' })
  })
})
