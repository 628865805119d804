import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { promptBudget } from '#core/prompt/budget.ts'
import { costOf } from '#core/prompt/section.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { spokenText } from '#shared/model/part.ts'
import type { Script, Step } from '#tests/helpers/scripted-provider.ts'
import { addImportedConversation, addImportRun, aMessage, anImportedMessage } from '#tests/helpers/test-store.ts'
import { answered, createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat

beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

const steps = (...list: Step[]): Script => ({ steps: list })
const stored = (id: MessageId) => trial.store.messages.get(id)
const words = (id: MessageId) => spokenText(stored(id).parts)
const lastRequest = () =>
  JSON.parse(trial.provider.requests.at(-1)?.body ?? '') as { messages: Record<string, unknown>[] }

function codeOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error instanceof AppError ? error.code : error
  }
  return 'no error'
}

/** Sends, and stops the reply once it has said this much. */
async function cutOff(said: string, think?: string) {
  trial.provider.script(steps(...(think === undefined ? [] : [{ think }]), { say: said }, { hang: true }))
  const window = openWindow(trial.chat, trial.conversationId)
  const { replyId } = answered(
    trial.chat.send({ conversationId: trial.conversationId, text: 'hi', requestId: randomUUID() }),
  )
  await window.shows(said)
  trial.chat.stop({ conversationId: trial.conversationId })
  await window.ended
  return replyId
}

async function goOn(messageId: MessageId, script: Script, requestId: string = randomUUID()) {
  trial.provider.script(script)
  const window = openWindow(trial.chat, trial.conversationId)
  const { replyId } = trial.chat.continue({ messageId, requestId })
  const end = await window.ended
  return { replyId, end, window }
}

describe('going on with a reply that was cut off', () => {
  test('makes one message of old and new words, and leaves the old version as it was', async () => {
    const old = await cutOff('The sea was', 'hm')
    const before = stored(old)
    const { replyId, window } = await goOn(old, steps({ say: 'calm' }, { say: ' that day.' }))
    expect(words(replyId)).toBe('The sea was calm that day.')
    expect(window.shown).toMatchObject({ text: 'The sea was calm that day.', thought: 'hm' })
    expect(stored(replyId)).toMatchObject({ state: 'complete', versions: [old, replyId], role: 'assistant' })
    expect(stored(replyId).parts[0]).toMatchObject({ kind: 'thought', text: 'hm' })
    expect(stored(old)).toEqual({ ...before, versions: [old, replyId] })
    expect(trial.store.search.searchMessages({ query: 'calm', limit: 5 }).hits).toHaveLength(1)
  })

  test('asks with a note of the app at the end, which is kept nowhere and says nothing in the name of the person', async () => {
    const old = await cutOff('海边的风')
    await goOn(old, steps({ say: '很大。' }))
    const { messages } = lastRequest()
    expect(messages.slice(-2)).toEqual([
      { role: 'assistant', content: '海边的风' },
      { role: 'user', content: expect.stringMatching(/^（.*）$/) },
    ])
    const all = [...trial.store.messages.everyMessage(trial.conversationId)]
    expect(all.map(({ role }) => role)).toEqual(['user', 'assistant', 'assistant'])
    expect(all.map(({ parts }) => spokenText(parts))).toEqual(['hi', '海边的风', '海边的风很大。'])
  })

  test('lets a provider that can write on from the words themselves, a line break at the joint included', async () => {
    const { id } = trial.providers.create({
      preset: 'mistral',
      name: 'Writes on',
      baseUrl: trial.provider.baseUrl,
      apiKey: 'k-0123456789',
      headers: {},
      allowClearText: false,
    })
    trial.store.companions.update(trial.store.companion.id, { binding: { providerId: id, model: 'm' } })
    const old = await cutOff('First.')
    const { replyId } = await goOn(old, steps({ say: '\n\nSecond.' }))
    expect(words(replyId)).toBe('First.\n\nSecond.')
    expect(lastRequest().messages.at(-1)).toEqual({ role: 'assistant', content: 'First.', prefix: true })
  })

  test('may be cut off again and gone on with again, and each version stays', async () => {
    const first = await cutOff('One')
    trial.provider.script(steps({ say: 'two' }, { drop: true }))
    const window = openWindow(trial.chat, trial.conversationId)
    const second = trial.chat.continue({ messageId: first, requestId: randomUUID() }).replyId
    await window.ended
    expect(stored(second)).toMatchObject({ state: 'failed' })
    const third = await goOn(second, steps({ say: 'three' }))
    expect(words(third.replyId)).toBe('One two three')
    expect([words(first), words(second)]).toEqual(['One', 'One two'])
    expect(JSON.stringify(stored(third.replyId).parts)).not.toContain('error')
  })

  test('is for replies that ran into their length too, and for no others', async () => {
    trial.provider.script({ steps: [{ say: 'to the brim' }], finish: 'length' })
    const window = openWindow(trial.chat, trial.conversationId)
    const full = answered(
      trial.chat.send({ conversationId: trial.conversationId, text: 'hi', requestId: randomUUID() }),
    )
    await window.ended
    const { replyId } = await goOn(full.replyId ?? full.messageId, steps({ say: 'and over' }))
    expect(words(replyId)).toBe('to the brim and over')
    for (const messageId of [replyId, full.messageId]) {
      expect(codeOf(() => trial.chat.continue({ messageId, requestId: randomUUID() }))).toBe('INVALID_INPUT')
    }
  })
})

describe('within a window that is known', () => {
  const contextWindow = 4_096
  const { room } = promptBudget({ contextWindow, windowFrom: 'person', isNearby: false })

  /** A thread of more than the window holds, and a reply cut off after so many words. */
  async function cutOffAfter(count: number) {
    trial.providers.setFacts({ ...trial.binding, facts: { contextWindow, price: null, sees: null } })
    for (let turn = 0; turn < 12; turn += 1) {
      const role = turn % 2 === 0 ? ('user' as const) : ('assistant' as const)
      const text = `${turn} ${'rain '.repeat(200)}`.trim()
      trial.store.messages.append({
        ...aMessage(trial.conversationId, trial.store.messages.leafId(trial.conversationId), text),
        role,
      })
    }
    return cutOff('wave '.repeat(count).trim())
  }

  test('what came and the note have their room before the history takes its own', async () => {
    const old = await cutOffAfter(700)
    const { end } = await goOn(old, steps({ say: 'calm.' }))
    expect(end?.type).toBe('finished')
    const messages = lastRequest().messages as { role: 'user' | 'assistant' | 'system'; content: string }[]
    expect(messages.slice(-3).map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(messages.at(-3)?.content).toContain('hi')
    expect(messages.reduce((sum, message) => sum + costOf(message), 0)).toBeLessThanOrEqual(room)
  })

  test('nobody is asked where what came leaves no room for who they are', async () => {
    const old = await cutOffAfter(room + 100)
    const asked = trial.provider.requests.length
    const { end, replyId } = await goOn(old, steps({ say: 'never' }))
    expect(end).toMatchObject({ type: 'failed', code: 'context-too-long' })
    expect(words(replyId)).toBe(words(old))
    expect(trial.provider.requests).toHaveLength(asked)
  })
})

describe('asked again after a lost answer', () => {
  test('an edit, another version and a continuation are each made once', async () => {
    const old = await cutOff('half')
    const [edit, another, more] = [randomUUID(), randomUUID(), randomUUID()]
    const asked = { messageId: old, text: 'whole', requestId: edit }
    expect(trial.chat.edit(asked)).toEqual(trial.chat.edit(asked))
    const window = openWindow(trial.chat, trial.conversationId)
    const made = trial.chat.regenerate({ messageId: old, requestId: another })
    expect(trial.chat.regenerate({ messageId: old, requestId: another })).toEqual(made)
    await window.ended
    const { replyId } = await goOn(old, steps({ say: 'more' }), more)
    expect(trial.chat.continue({ messageId: old, requestId: more })).toEqual({ replyId })
    expect(stored(old).versions).toHaveLength(4)
  })

  test('an edit of yours answers with the reply it asked for', async () => {
    await cutOff('half')
    const [yours] = [...trial.store.messages.everyMessage(trial.conversationId)]
    if (!yours) throw new Error('nothing was sent')
    const asked = { messageId: yours.id, text: 'hello', requestId: randomUUID() }
    const window = openWindow(trial.chat, trial.conversationId)
    const made = trial.chat.edit(asked)
    await window.ended
    expect(made.replyId).not.toBeNull()
    expect(trial.chat.edit(asked)).toEqual(made)
    expect(
      codeOf(() => trial.chat.regenerate({ messageId: made.replyId ?? made.messageId, requestId: asked.requestId })),
    ).toBe('INVALID_INPUT')
  })
})

test('words of an import that belongs to nobody are set right on both sides without asking anybody', () => {
  const conversationId = addImportedConversation(trial.store, addImportRun(trial.store.database))
  const run = addImportRun(trial.store.database)
  const [yours, theirs] = trial.store.messages.importBatch(run, (batch) => {
    const first = batch.insert(anImportedMessage(conversationId, null, 'helo', { role: 'user' }))
    const second = batch.insert(anImportedMessage(conversationId, { id: first, depth: 0 }, 'hi ther'))
    batch.finish(conversationId, second)
    return [first, second]
  })
  for (const messageId of [yours, theirs]) {
    if (messageId === undefined) throw new Error('nothing was imported')
    const edited = trial.chat.edit({ messageId, text: 'right', requestId: randomUUID() })
    expect(edited.replyId).toBeNull()
    expect(stored(edited.messageId)).toMatchObject({ versions: [messageId, edited.messageId], state: 'complete' })
  }
  expect(words(yours)).toBe('helo')
  expect(trial.provider.requests).toHaveLength(0)
})
