import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLookByItself } from '#core/memory/look-by-itself.ts'
import { createLookHabitRepository } from '#core/memory/look-habit-repository.ts'
import { createLookThrough } from '#core/memory/look-through.ts'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { createSummaryRepository } from '#core/memory/summary-repository.ts'
import { createUnreadRepository } from '#core/memory/unread-repository.ts'
import { unknownSelf } from '#shared/model/self.ts'
import { askedIn, said } from '#tests/helpers/draft-model.ts'
import { createTestApp } from '#tests/helpers/test-app.ts'
import { aMessage } from '#tests/helpers/test-store.ts'
import { createTrialChat, type TrialChat } from '../chat/trial-chat.ts'

const noon = Date.UTC(2025, 5, 10, 4)

let trial: TrialChat
let clock = noon
beforeEach(async () => {
  clock = noon
  trial = await createTrialChat()
  trial.provider.answerWith((body) => said(JSON.stringify({ facts: [], summary: [] }), body))
})
afterEach(() => trial[Symbol.asyncDispose]())

const open = () => {
  const { store, providers, changes } = trial
  const { database, companions } = store
  const repository = createLookHabitRepository(database)
  const unread = createUnreadRepository(database)
  const now = () => clock
  const lookThrough = createLookThrough({
    database,
    memories: createMemoryRepository(database),
    summaries: createSummaryRepository(database),
    takesIn: () => false,
    unread,
    companions,
    selfProfile: () => unknownSelf,
    providers,
    fold: (text) => text,
    dateAt: (time) => new Date(time).toISOString().slice(0, 10),
    changes,
    now,
  })
  const log = pino({ enabled: false })
  const byItself = createLookByItself({ repository, lookThrough, unread, companions, providers, changes, log, now })
  const input = { companionId: store.companion.id }
  return { byItself, input, habit: () => byItself.habit(input) }
}

/** So many messages, and the clock after the last of them. */
const say = (count: number) => {
  const { messages, companion, database } = trial.store
  database.transaction(() => {
    for (let number = 0; number < count; number += 1) {
      clock += 1_000
      messages.append(
        aMessage(companion.lifelongId, messages.leafId(companion.lifelongId), 'Hm.', { createdAt: clock }),
      )
    }
  })
}

const asked = () => trial.provider.requests.length

test('nothing is sent by itself until the person says so, and then counts only what is new', async () => {
  const { byItself, input, habit } = open()
  say(600)
  await byItself.keepUp()
  expect(habit()).toEqual({ takesIn: false, every: null, failure: null })
  byItself.setHabit({ ...input, habit: { takesIn: true, every: 50 } })
  await byItself.keepUp()
  say(49)
  await byItself.keepUp()
  expect(asked()).toBe(0)
  say(1)
  await byItself.keepUp()
  await byItself.keepUp()
  expect(asked()).toBe(1)
})

test('a model that was not agreed to is never asked, and being off is what is shown', async () => {
  const { byItself, input, habit } = open()
  byItself.setHabit({ ...input, habit: { takesIn: false, every: 50 } })
  const { id } = trial.store.companion
  trial.store.companions.update(id, { binding: { ...trial.binding, model: 'scripted-small' } })
  say(80)
  await byItself.keepUp()
  expect([asked(), habit().every]).toEqual([0, null])
  trial.store.companions.update(id, { binding: null })
  await byItself.keepUp()
  expect(asked()).toBe(0)
  expect(() => byItself.setHabit({ ...input, habit: { takesIn: false, every: 50 } })).toThrow('PROVIDER_FAILED')
})

test('a look that fails is told, and not tried again after every reply', async () => {
  const { byItself, input, habit } = open()
  byItself.setHabit({ ...input, habit: { takesIn: false, every: 50 } })
  say(50)
  trial.provider.script({ status: 401, body: { error: { message: 'no', code: 'invalid_api_key' } } })
  await byItself.keepUp()
  expect(habit().failure).toBe('key-refused')
  say(10)
  await byItself.keepUp()
  expect(asked()).toBe(1)
  say(40)
  await byItself.keepUp()
  expect([asked(), habit().failure]).toEqual([2, null])
})

test('after the vault is closed nothing is looked at', async () => {
  const { byItself, input } = open()
  byItself.setHabit({ ...input, habit: { takesIn: false, every: 50 } })
  say(50)
  byItself[Symbol.dispose]()
  await byItself.keepUp()
  expect(asked()).toBe(0)
})

test('a reply that ends sets it going, and one that the lock cuts off sends nothing more', async () => {
  await using made = await createTestApp()
  await made.createVault()
  const session = made.app.vault.session()
  if (session === null) throw new Error('the vault is not open')
  const { provider } = trial
  const address = { baseUrl: provider.baseUrl, apiKey: null, headers: {}, allowClearText: false }
  const { id: providerId } = session.providers.create({ preset: 'custom', name: 'Lamp', ...address })
  const { id: companionId, lifelongId: conversationId } = session.companions.create({
    profile: { name: 'Ash', description: '', greeting: '' },
    binding: { providerId, model: 'scripted-large' },
  })
  const sayMany = () => {
    for (let number = 0; number < 60; number += 1) {
      const place = { conversationId, parentId: session.messages.leafId(conversationId) }
      const parts = [{ kind: 'text' as const, text: 'Hm.' }]
      session.messages.append({ ...place, role: 'user', createdAt: Date.now() + 1 + number, parts, state: 'complete' })
    }
  }
  const send = (requestId: string) => session.chat.send({ requestId, conversationId, text: 'Hello' })
  session.lookByItself.setHabit({ companionId, habit: { takesIn: false, every: 50 } })
  sayMany()
  const replied = provider.nextRequest()
  send('first')
  await replied
  expect(askedIn((await provider.nextRequest()).body)).toContain('<history>')
  await expect.poll(() => session.lookThrough.unread({ companionId }).messages).toBe(0)

  sayMany()
  provider.script({ steps: [{ hang: true }] })
  const cutOff = provider.nextRequest()
  send('second')
  await cutOff
  const before = asked()
  await made.app.vault.lock()
  expect(asked()).toBe(before)
})
