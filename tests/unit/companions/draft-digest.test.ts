import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDraftDigest } from '#core/companions/draft-digest.ts'
import { createLetters } from '#core/companions/letters.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import { createTrialChat, type TrialChat } from '../chat/trial-chat.ts'

let trial: TrialChat
beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

function open() {
  const { store, changes, providers } = trial
  const { companions, revisions } = store
  const letters = createLetters({ companions, revisions, changes, now: () => 1_800_000_000_000 })
  return { letters, draft: createDraftDigest({ companions, letters, providers }), companionId: store.companion.id }
}

test('a drafted digest is kept beside the Letter, names its model, and is not sent by itself', async () => {
  const { letters, draft, companionId } = open()
  letters.save({ companionId, text: '我们在三月一个下雨的晚上认识。' })
  trial.provider.script({ steps: [{ think: 'hm' }, { say: '三月，雨夜。' }] })
  const { text, digest } = await draft({ companionId })
  expect(text).toBe('我们在三月一个下雨的晚上认识。')
  expect(digest).toMatchObject({ text: '三月，雨夜。', use: 'never', model: 'scripted-large' })
  const asked = trial.provider.requests.at(-1)?.body ?? ''
  expect(asked).toContain('我们在三月一个下雨的晚上认识。')
  expect(letters.saveDigest({ companionId, digest: { text: '三月。' } }).digest.model).toBe(null)
})

test('a Letter longer than the window is read whole, in pieces', async () => {
  const { letters, draft, companionId } = open()
  const { providers, binding, provider } = trial
  providers.setFacts({ ...binding, facts: { contextWindow: 1_024, price: null, sees: null } })
  const sentences = Array.from({ length: 60 }, (_, number) => `第${number}天，我们一起看了雨。`)
  letters.save({ companionId, text: sentences.join('') })
  provider.script(...Array.from({ length: 9 }, (_, piece) => ({ steps: [{ say: `摘${piece}` }] })))
  const { digest } = await draft({ companionId })
  const bodies = provider.requests.map(({ body }) => body)
  expect(bodies.length).toBeGreaterThan(1)
  for (const sentence of sentences) expect(bodies.filter((body) => body.includes(sentence))).toHaveLength(1)
  expect(digest.text.split('\n\n')).toHaveLength(bodies.length)
})

test('a Letter without any end of a sentence is read in pieces that fit', async () => {
  const { letters, draft, companionId } = open()
  const { providers, binding, provider } = trial
  providers.setFacts({ ...binding, facts: { contextWindow: 1_024, price: null, sees: null } })
  letters.save({ companionId, text: '我们一起看雨，'.repeat(300) })
  provider.script(...Array.from({ length: 9 }, (_, piece) => ({ steps: [{ say: `摘${piece}` }] })))
  await draft({ companionId })
  expect(provider.requests.length).toBeGreaterThan(1)
  for (const { body } of provider.requests) expect(estimateTokens(body)).toBeLessThan(1_024)
})

test('a digest is of the Letter that was read, not of what was written meanwhile', async () => {
  const { letters, draft, companionId } = open()
  letters.save({ companionId, text: 'We met in March.' })
  const { savedAt } = letters.get(companionId)
  trial.provider.script({ steps: [{ say: 'March.' }] })
  const drafting = draft({ companionId })
  letters.save({ companionId, text: 'We met in March, and moved in May.' })
  const { digest, savedAt: savedLater } = await drafting
  expect(savedLater).not.toBe(savedAt)
  expect(digest.letterSavedAt).toBe(savedAt)
})

test('a failure changes nothing and says why', async () => {
  const { letters, draft, companionId } = open()
  letters.save({ companionId, text: 'We met in March.' })
  letters.saveDigest({ companionId, digest: { text: 'March.' } })
  trial.provider.script({ status: 401, body: { error: { message: 'no', code: 'invalid_api_key' } } })
  await expect(draft({ companionId })).rejects.toMatchObject({
    code: 'PROVIDER_FAILED',
    data: { problem: 'key-refused' },
  })
  expect(letters.get(companionId).digest.text).toBe('March.')
})
