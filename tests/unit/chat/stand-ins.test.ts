import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plainParameters } from '#shared/model/companion.ts'
import { spokenText } from '#shared/model/part.ts'
import type { Script } from '#tests/helpers/scripted-provider.ts'
import { answered, createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat
beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

const refused: Script = { status: 429, body: { error: { message: 'quota', code: 'insufficient_quota' } } }
const says = (words: string): Script => ({ steps: [{ say: words }], model: 'second-2026' })

/** Binds stand-ins behind the scripted model, sends, and gives the reply once it has ended. */
async function replyWith(...models: readonly string[]) {
  const { store, chat, conversationId, binding } = trial
  store.companions.update(store.companion.id, { fallbacks: models.map((model) => ({ ...binding, model })) })
  const window = openWindow(chat, conversationId)
  const { replyId } = answered(chat.send({ conversationId, text: 'are you there?', requestId: randomUUID() }))
  await window.ended
  return store.messages.get(replyId)
}

const asked = () =>
  trial.provider.requests.map(({ body }) => JSON.parse(body) as { model: string } & Record<string, unknown>)

test('a stand-in speaks where the model gave nothing, and the message says so and who it was', async () => {
  trial.provider.script(refused, says('Here.'))
  const reply = await replyWith('second', 'third')
  expect(asked().map(({ model }) => model)).toEqual(['scripted-large', 'second'])
  expect(reply).toMatchObject({ state: 'complete', model: 'second-2026', provider: 'Scripted' })
  expect(reply.parts).toEqual([
    { kind: 'stand_in', asked: ['scripted-large'] },
    { kind: 'text', text: 'Here.' },
  ])
  expect(spokenText(reply.parts)).toBe('Here.')
})

test('words that were begun are never taken over by another model', async () => {
  trial.provider.script({ steps: [{ say: 'I was' }, { drop: true }] })
  const reply = await replyWith('second')
  expect(asked()).toHaveLength(1)
  expect(reply.state).toBe('failed')
  expect(spokenText(reply.parts)).toBe('I was')
})

test('when nobody answers, the reply fails as one that nobody answered', async () => {
  trial.provider.script(refused, refused)
  const reply = await replyWith('second')
  expect(asked()).toHaveLength(2)
  expect(reply).toMatchObject({ state: 'failed', failure: 'quota' })
})

test('a model with too small a window is not asked, and the next one is', async () => {
  const { store, providers, binding, provider } = trial
  const facts = { contextWindow: 512, price: null, sees: null }
  providers.setFacts({ ...binding, facts })
  const { profile } = store.companion
  store.companions.update(store.companion.id, { profile: { ...profile, description: 'word '.repeat(1_500) } })
  provider.script(says('Here.'))
  expect(await replyWith('second')).toMatchObject({ state: 'complete' })
  expect(asked().map(({ model }) => model)).toEqual(['second'])
  providers.setFacts({ ...binding, model: 'second', facts })
  expect(await replyWith('second')).toMatchObject({ state: 'failed', failure: 'context-too-long' })
})

test('parameters go out as they were set, and what was left alone does not', async () => {
  const { store } = trial
  trial.provider.script(says('Yes.'))
  store.companions.update(store.companion.id, {
    parameters: { ...plainParameters, temperature: 0, maxTokens: 200 },
  })
  await replyWith()
  expect(asked()[0]).toMatchObject({ temperature: 0, max_tokens: 200 })
  expect(Object.keys(asked()[0] ?? {})).not.toContain('top_p')
})
