import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Companion } from '#shared/model/companion.ts'
import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import { spokenText } from '#shared/model/part.ts'
import type { AnswerChoice } from '#shared/model/room.ts'
import { createGate, type Step } from '#tests/helpers/scripted-provider.ts'
import { createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat
let ash: Companion
let bea: Companion
let cy: Companion
let roomId: ConversationId

beforeEach(async () => {
  trial = await createTrialChat()
  const { binding, store } = trial
  const make = (name: string, model: string) =>
    store.companions.create({
      profile: { name, description: `${name} is calm.`, greeting: '' },
      binding: { ...binding, model },
      createdAt: 0,
    })
  ;[ash, bea, cy] = [make('Ash', 'model-a'), make('Bea', 'model-b'), make('小雨', 'model-c')]
  roomId = trial.rooms.create({ memberIds: [ash.id, bea.id, cy.id], title: null }).id
})
afterEach(() => trial[Symbol.asyncDispose]())

const bodyOf = (index: number) =>
  JSON.parse(trial.provider.requests.at(index)?.body ?? '') as { model: string; messages: { content: string }[] }
const thread = () =>
  [...trial.store.messages.visibleThread(roomId)].map(({ author, parts }) => `${author ?? 'you'}: ${spokenText(parts)}`)
const script = (...replies: readonly (string | Step[])[]) =>
  trial.provider.script(...replies.map((reply) => ({ steps: typeof reply === 'string' ? [{ say: reply }] : reply })))

/** Sends, and waits until `replies` replies have come to their end. */
async function say(text: string, answer?: AnswerChoice, replies = 1) {
  const windows = openWindow(trial.chat, roomId)
  const ids = trial.chat.send({ conversationId: roomId, text, answer, requestId: randomUUID() })
  await windows.ended
  for (let heard = 1; heard < replies; heard += 1) {
    const next = openWindow(trial.chat, roomId)
    await next.ended
  }
  return ids
}

describe('who answers', () => {
  test('is whoever is next, each with a profile and a model of their own, and says so', async () => {
    script('One.', 'Two.', 'Three.', 'Four.')
    for (const text of ['a', 'b', 'c', 'd']) await say(text)
    expect(thread()).toEqual([
      'you: a',
      'Ash: One.',
      'you: b',
      'Bea: Two.',
      'you: c',
      '小雨: Three.',
      'you: d',
      'Ash: Four.',
    ])
    expect([0, 1, 2, 3].map((index) => bodyOf(index).model)).toEqual(['model-a', 'model-b', 'model-c', 'model-a'])
    expect(bodyOf(1).messages[0]?.content).toContain('Bea is calm.')
    expect(bodyOf(1).messages[0]?.content).not.toContain('Ash is calm.')
  })

  test('is whom the words mention, all of them, in that order', async () => {
    script('Three.', 'Two.')
    await say('@小雨你说呢，@bea too?', undefined, 2)
    expect(thread().slice(1)).toEqual(['小雨: Three.', 'Bea: Two.'])
  })

  test('is everyone once when asked for, and then nobody', async () => {
    script('One.', 'Two.', 'Three.')
    await say('All of you?', 'everyone', 3)
    expect(thread()).toEqual(['you: All of you?', 'Ash: One.', 'Bea: Two.', '小雨: Three.'])
    expect(bodyOf(2).messages.at(-1)?.content).toBe('All of you?\n\nAsh said:\n> One.\n\nBea said:\n> Two.')
    expect(trial.provider.requests).toHaveLength(3)
  })

  test('is nobody when the words are only to be kept', async () => {
    const { replyId } = trial.chat.send({
      conversationId: roomId,
      text: 'note',
      answer: 'nobody',
      requestId: randomUUID(),
    })
    expect(replyId).toBeNull()
    expect(thread()).toEqual(['you: note'])
    const window = openWindow(trial.chat, roomId)
    script('Later.')
    trial.chat.answer({ conversationId: roomId, answer: bea.id })
    await window.ended
    expect(thread()).toEqual(['you: note', 'Bea: Later.'])
  })

  test('is not a stranger', () => {
    const stranger = trial.store.companion.id
    expect(() => trial.chat.answer({ conversationId: roomId, answer: stranger })).toThrow('NOT_FOUND')
    expect(thread()).toEqual([])
  })
})

test('stopping the one who speaks keeps those after them silent', async () => {
  const gate = createGate()
  script([{ say: 'So' }, { gate }], 'never said')
  const window = openWindow(trial.chat, roomId)
  trial.chat.send({ conversationId: roomId, text: 'hi', answer: 'everyone', requestId: randomUUID() })
  await window.shows('So')
  trial.chat.stop({ conversationId: roomId })
  await window.ended
  expect(thread()).toEqual(['you: hi', 'Ash: So'])
  expect(trial.provider.requests).toHaveLength(1)
})

test('another version of a reply is the same one speaking, even after they left', async () => {
  script('One.', 'Two.', 'Two again.')
  await say('hi', bea.id)
  const [, reply] = [...trial.store.messages.visibleThread(roomId)]
  trial.rooms.setMembers({ id: roomId, memberIds: [ash.id] })
  const window = openWindow(trial.chat, roomId)
  if (reply) trial.chat.regenerate({ messageId: reply.id, requestId: randomUUID() })
  await window.ended
  expect(thread()).toEqual(['you: hi', 'Bea: Two.'])
  expect(bodyOf(1).model).toBe('model-b')
})

test("a reply ends where it begins another's line, and says so", async () => {
  script([{ say: 'Ash: I am ' }, { say: 'here.\n\n**Be' }, { say: 'a**: And I am' }, { say: ' too.' }])
  const { replyId } = await say('who is there?')
  expect(thread()[1]?.trim()).toBe('Ash: I am here.')
  expect(replyId && trial.store.messages.get(replyId)).toMatchObject({
    state: 'complete',
    finishReason: 'spoke-for-other',
  })
})

test("nothing is kept of a reply that is another's line from its first word", async () => {
  script('Bea: I am Bea.')
  const { replyId } = await say('who is there?', ash.id)
  expect(replyId && trial.store.messages.get(replyId)).toMatchObject({
    state: 'failed',
    failure: 'spoke-for-other',
    parts: [],
  })
})

test('prose that only mentions the others passes whole', async () => {
  const words = 'Bea and I talked.\nBea, you know this: we did.\nTo Bea: hello\n小雨知道'
  script(words.match(/.{1,5}/gsu)?.map((piece) => ({ say: piece })) ?? [])
  const { replyId } = await say('well?', ash.id)
  expect(spokenText(replyId ? trial.store.messages.get(replyId).parts : [])).toBe(words)
})

test('members are listed in their order', () => {
  const room = trial.store.conversations.get(roomId)
  expect(room).toMatchObject({ kind: 'room', companionId: null, memberIds: [ash.id, bea.id, cy.id] })
})

test('nobody is in a room twice, and only a room has members', () => {
  expect(() => trial.rooms.create({ memberIds: [ash.id, ash.id], title: null })).toThrow('INVALID_INPUT')
  expect(() => trial.rooms.setMembers({ id: trial.conversationId, memberIds: [ash.id] })).toThrow('INVALID_INPUT')
})

test('a search finds what was said in a room, by whom, and a search of one companion holds their rooms', async () => {
  script('The otters sleep.')
  await say('tell me of otters', bea.id)
  const { search } = trial.store
  const found = (companionId?: CompanionId) =>
    search.searchMessages({ query: 'otters', companionId, limit: 10 }).hits.map((hit) => [hit.role, hit.companionId])
  const both = [
    ['assistant', bea.id],
    ['user', null],
  ]
  expect(found()).toEqual(both)
  expect(found(cy.id)).toEqual(both)
  expect(found(trial.store.companion.id)).toEqual([])
})
