import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Outbox } from '#core/chat/outbox.ts'
import { createOutboxRepository } from '#core/chat/outbox-repository.ts'
import type { QueuedMessage } from '#shared/contract/outbox.ts'
import type { Companion } from '#shared/model/companion.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import { createGate } from '#tests/helpers/scripted-provider.ts'
import { add as addTo, loseProvider, minute, openOutbox as openTrialOutbox, wordsOf } from './trial-outbox.ts'
import { createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat
let clock = 0
let undoSeconds = 0
let isAttended = true

const openOutbox = () => openTrialOutbox(trial, { later: () => clock, undoSeconds, isAttended })
const add = (outbox: Outbox, text: string, more?: Parameters<typeof addTo>[3]) => addTo(trial, outbox, text, more)

const waiting = (outbox: Outbox) =>
  outbox.list(trial.conversationId).map(({ draft, waitsFor }) => `${draft.text}: ${waitsFor}`)

/** Two of the waiting ones at least, as a list that a test can take apart. */
const listed = (outbox: Outbox) => outbox.list(trial.conversationId) as [QueuedMessage, QueuedMessage]

const said = () => wordsOf(trial, 'user')

const until = (isSo: () => boolean): Promise<unknown> => vi.waitUntil(isSo, { timeout: 10_000, interval: 10 })

beforeEach(async () => {
  trial = await createTrialChat()
  clock = 0
  undoSeconds = 0
  isAttended = true
})
afterEach(() => trial[Symbol.asyncDispose]())

test('words sent while a reply is written wait in order and follow it, each once', async () => {
  using outbox = openOutbox()
  const gate = createGate()
  trial.provider.script(
    { steps: [{ say: 'one' }, { gate }] },
    { steps: [{ say: 'two' }] },
    { steps: [{ say: 'three' }] },
  )
  expect(add(outbox, 'first').messageId).not.toBeNull()
  const requestId = randomUUID()
  expect(add(outbox, 'second', { requestId }).messageId).toBeNull()
  expect(add(outbox, 'second', { requestId }).messageId).toBeNull()
  add(outbox, 'third')
  expect(waiting(outbox)).toEqual(['second: reply', 'third: reply'])
  gate.open()
  await until(() => trial.provider.requests.length === 3 && !trial.chat.isWriting(trial.conversationId))
  expect(said()).toEqual(['first', 'second', 'third'])
  expect(waiting(outbox)).toEqual([])
  // The answer to a send that was lost on the way names the message that it became.
  expect(add(outbox, 'second', { requestId }).messageId).not.toBeNull()
  expect(said()).toHaveLength(3)
})

test('a waiting message can be taken back into the draft, in front of what is written there, or discarded and restored', () => {
  using outbox = openOutbox()
  trial.provider.script({ steps: [{ gate: createGate() }] })
  add(outbox, 'first')
  add(outbox, 'second')
  add(outbox, 'third')
  trial.store.drafts.set(trial.conversationId, { ...emptyDraft, text: 'begun' }, 1)
  const [second, third] = listed(outbox)
  expect(outbox.takeBack(second.id).text).toBe('second\nbegun')
  expect(trial.store.drafts.get(trial.conversationId).text).toBe('second\nbegun')
  outbox.discard(third.id)
  expect(waiting(outbox)).toEqual([])
  outbox.restore(third.id)
  expect(waiting(outbox)).toEqual(['third: you'])
  expect(said()).toEqual(['first'])
})

test('more than one message can hold is not joined and cut: what waits goes on waiting, and the draft stays', () => {
  using outbox = openOutbox()
  trial.provider.script({ steps: [{ gate: createGate() }] })
  add(outbox, 'first')
  add(outbox, 'a'.repeat(600_000))
  const begun = { ...emptyDraft, text: 'b'.repeat(600_000) }
  trial.store.drafts.set(trial.conversationId, begun, 1)
  const [second] = listed(outbox)
  expect(() => outbox.takeBack(second.id)).toThrow('INVALID_INPUT')
  expect(outbox.list(trial.conversationId)).toHaveLength(1)
  expect(trial.store.drafts.get(trial.conversationId)).toEqual(begun)
})

test('what was sent is no draft any more, should the window not come to say so; what is written since stays', () => {
  const { drafts } = trial.store
  using outbox = openOutbox()
  trial.provider.script({ steps: [{ gate: createGate() }] })
  for (const text of ['sent at once', 'waits for the reply']) {
    drafts.set(trial.conversationId, { ...emptyDraft, text: `${text}\n` }, 1)
    add(outbox, text)
    expect(drafts.get(trial.conversationId)).toEqual(emptyDraft)
  }
  drafts.set(trial.conversationId, { ...emptyDraft, text: 'something else' }, 1)
  add(outbox, 'waits as well')
  expect(drafts.get(trial.conversationId).text).toBe('something else')
})

test('what was just sent can be taken back for the seconds that were set, and goes out after them', async () => {
  undoSeconds = 1
  using outbox = openOutbox()
  add(outbox, 'too soon')
  const [queued] = listed(outbox)
  expect(queued).toMatchObject({ waitsFor: 'undo', sendsAt: expect.any(Number) })
  outbox.takeBack(queued.id)
  add(outbox, 'meant')
  await until(() => said().length > 0)
  expect(said()).toEqual(['meant'])
})

test('a window without network does not let words fail, and they go when the provider answers', async () => {
  // An address of the internet; nothing is asked of it while it is known to be away.
  trial.providers.update({
    id: trial.binding.providerId,
    baseUrl: 'https://away.invalid/v1',
    detachKey: true,
    allowClearText: false,
  })
  using outbox = openOutbox()
  add(outbox, 'from a tunnel', { offline: true })
  expect(waiting(outbox)).toEqual(['from a tunnel: network'])
  expect(said()).toEqual([])
})

test('once the provider was out of reach, words wait in the vault, and go out when it is back', async () => {
  using outbox = openOutbox()
  const { back } = await loseProvider(trial)
  const window = openWindow(trial.chat, trial.conversationId)
  add(outbox, 'first')
  expect(await window.ended).toMatchObject({ type: 'failed', code: 'no-network' })
  add(outbox, 'second')
  add(outbox, 'third')
  expect(waiting(outbox)).toEqual(['second: network', 'third: network'])
  await using provider = await back()
  outbox.wake()
  await until(() => said().length === 3 && !trial.chat.isWriting(trial.conversationId))
  expect(said()).toEqual(['first', 'second', 'third'])
  // Looking whether anybody is there shows nobody the key.
  const [look] = provider.requests
  expect(look).toMatchObject({ method: 'GET', path: '/v1/models' })
  expect(JSON.stringify(look?.headers)).not.toContain('canary')
})

test('after a restart late words are asked about and never sent by themselves, in the order they were written', async () => {
  const { back } = await loseProvider(trial)
  {
    using outbox = openOutbox()
    const window = openWindow(trial.chat, trial.conversationId)
    add(outbox, 'first')
    await window.ended
    add(outbox, 'second')
    add(outbox, 'third')
  }
  await using provider = await back()
  clock = 6 * minute
  using outbox = openOutbox()
  expect(waiting(outbox)).toEqual(['second: network', 'third: network'])
  outbox.wake()
  await until(() => waiting(outbox).includes('second: you'))
  expect(waiting(outbox)).toEqual(['second: you', 'third: you'])
  expect(said()).toEqual(['first'])
  const [, third] = listed(outbox)
  outbox.sendNow(third.id)
  await until(() => said().length === 3 && !trial.chat.isWriting(trial.conversationId))
  expect(said()).toEqual(['first', 'second', 'third'])
  expect(provider.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
})

test('after a restart words of a moment ago go out without asking', async () => {
  const gate = createGate()
  trial.provider.script({ steps: [{ say: 'one' }, { gate }] })
  {
    using outbox = openOutbox()
    add(outbox, 'first')
    add(outbox, 'second')
  }
  gate.open()
  await until(() => !trial.chat.isWriting(trial.conversationId))
  expect(said()).toEqual(['first'])
  using outbox = openOutbox()
  outbox.wake()
  await until(() => said().length === 2)
  expect(waiting(outbox)).toEqual([])
})

test('a crash between storing and forgetting sends nothing twice', () => {
  const requestId = randomUUID()
  trial.chat.send({ conversationId: trial.conversationId, text: 'once', requestId })
  createOutboxRepository(trial.store.database).insert({
    conversationId: trial.conversationId,
    requestId,
    draft: { ...emptyDraft, text: 'once' },
    answer: 'turn',
    parentId: null,
    writtenAt: 1,
  })
  using outbox = openOutbox()
  expect(waiting(outbox)).toEqual([])
  expect(said()).toEqual(['once'])
})

test('words that would follow a failure wait for a word of their writer', async () => {
  using outbox = openOutbox()
  const gate = createGate()
  trial.provider.script({ steps: [{ say: 'half' }, { gate }], finish: 'content_filter' })
  add(outbox, 'first')
  add(outbox, 'second')
  gate.open()
  await until(() => !trial.chat.isWriting(trial.conversationId))
  expect(waiting(outbox)).toEqual(['second: you'])
  expect(said()).toEqual(['first'])
})

test('words to somebody who has left the room since keep neither the vault nor the list shut, and wait for a word', () => {
  const { rooms, store, binding } = trial
  const [ash, bea, cy] = ['Ash', 'Bea', 'Cy'].map((name) =>
    store.companions.create({ profile: { name, description: '', greeting: '' }, binding, createdAt: 0 }),
  ) as [Companion, Companion, Companion]
  const { id } = rooms.create({ memberIds: [ash.id, bea.id, cy.id], title: null })
  createOutboxRepository(store.database).insert({
    conversationId: id,
    requestId: randomUUID(),
    draft: { ...emptyDraft, text: 'for Cy' },
    answer: cy.id,
    parentId: null,
    writtenAt: Date.now(),
  })
  rooms.setMembers({ id, memberIds: [ash.id, bea.id] })
  using outbox = openOutbox()
  const waits = () => outbox.list(id).map(({ draft, waitsFor }) => `${draft.text}: ${waitsFor}`)
  expect(waits()).toEqual(['for Cy: you'])
  const [queued] = outbox.list(id) as [QueuedMessage]
  expect(() => outbox.sendNow(queued.id)).toThrow('NOT_FOUND')
  expect(waits()).toEqual(['for Cy: you'])
  expect(outbox.takeBack(queued.id).text).toBe('for Cy')
})

test('words to a companion without a model do not wait for a network that nobody looks for', () => {
  const { store, conversationId } = trial
  createOutboxRepository(store.database).insert({
    conversationId,
    requestId: randomUUID(),
    draft: { ...emptyDraft, text: 'hello' },
    answer: 'turn',
    parentId: null,
    writtenAt: Date.now(),
  })
  store.companions.update(store.companion.id, { binding: null })
  using outbox = openOutbox()
  expect(waiting(outbox)).toEqual(['hello: you'])
})

test('a reply that fails at once lets none of the words after it go', async () => {
  using outbox = openOutbox()
  const gate = createGate()
  trial.provider.script({ steps: [{ say: 'one' }, { gate }] })
  add(outbox, 'first')
  add(outbox, 'second')
  add(outbox, 'third')
  trial.store.companions.update(trial.store.companion.id, { binding: null })
  gate.open()
  await until(() => said().length > 1 && !trial.chat.isWriting(trial.conversationId))
  expect(said()).toEqual(['first', 'second'])
  expect(waiting(outbox)).toEqual(['third: you'])
})

test('words of which a clock that was set back says they are not written yet are asked about', async () => {
  createOutboxRepository(trial.store.database).insert({
    conversationId: trial.conversationId,
    requestId: randomUUID(),
    draft: { ...emptyDraft, text: 'from next year' },
    answer: 'turn',
    parentId: null,
    writtenAt: Date.now() + 365 * 24 * 60 * minute,
  })
  using outbox = openOutbox()
  outbox.wake()
  await until(() => !waiting(outbox).includes('from next year: network'))
  expect(waiting(outbox)).toEqual(['from next year: you'])
  expect(said()).toEqual([])
})

test('where nobody sees it, as in a terminal, nothing is looked for and nothing goes out', async () => {
  const gate = createGate()
  trial.provider.script({ steps: [{ say: 'one' }, { gate }] })
  {
    using outbox = openOutbox()
    add(outbox, 'first')
    add(outbox, 'second')
  }
  gate.open()
  await until(() => !trial.chat.isWriting(trial.conversationId))
  isAttended = false
  using outbox = openOutbox()
  const seen = trial.provider.requests.length
  outbox.wake()
  for (let looks = 0; looks < 2; looks += 1) {
    await trial.providers.reach(trial.binding.providerId, new AbortController().signal)
  }
  expect(said()).toEqual(['first'])
  expect(trial.provider.requests).toHaveLength(seen + 2)
  expect(outbox.list(trial.conversationId)).toHaveLength(1)
})
