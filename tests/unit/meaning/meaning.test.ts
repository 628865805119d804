import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Meaning } from '#core/meaning/meaning.ts'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { createRecall } from '#core/memory/recall.ts'
import { createRecallRepository } from '#core/memory/recall-repository.ts'
import { createRemember } from '#core/memory/remember.ts'
import { createSummaryRepository } from '#core/memory/summary-repository.ts'
import { tokenize } from '#core/search/tokenize.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { meant, meantByOllama, textsIn } from '#tests/helpers/stand-in-meaning.ts'
import { canaryKey, createTrialChat, openWindow, type TrialChat } from '../chat/trial-chat.ts'
import { openMeaning, say } from './trial-meaning.ts'

let trial: TrialChat
let meaning: Meaning
beforeEach(async () => {
  trial = await createTrialChat(({ store, providers, changes }) => {
    meaning = openMeaning(store, providers, changes)
    const messages = createRecallRepository(store.database)
    const recall = createRecall({ repository: messages, tokenize })
    const repository = createMemoryRepository(store.database)
    const summaries = createSummaryRepository(store.database)
    const remember = createRemember({ repository, summaries, messages, recall, near: meaning.near, tokenize })
    return { remember, lookUp: meaning.prepare }
  })
  trial.provider.embedWith((body) => meant(body))
})
afterEach(async () => {
  await meaning[Symbol.asyncDispose]()
  await trial[Symbol.asyncDispose]()
})

const one = () => ({ companionId: trial.store.companion.id })
const embedded = () => trial.provider.requests.filter(({ path }) => path.includes('embed'))
const wholeDatabase = () => JSON.stringify(trial.store.database.all('SELECT * FROM meaning').concat(trial.told))

async function readAll(keepsUp = false) {
  await meaning.start({ ...one(), binding: { ...trial.binding, model: 'near' }, keepsUp })
  await meaning.whenQuiet()
}

async function nearTo(question: string): Promise<readonly MessageId[]> {
  await meaning.prepare(one().companionId, question, new AbortController().signal)
  return meaning.near(one().companionId, question)
}

const small = [
  'We walked by the ocean.',
  'It was windy.',
  'My puppy slept.',
  'Sweet.',
  'I baked a loaf.',
  'Smells good.',
]

describe('reading', () => {
  test('nothing is sent before somebody begins, and what it takes is known before', async () => {
    say(trial.store, trial.conversationId, small)
    const binding = { ...trial.binding, model: 'near' }
    expect(await meaning.prepare(one().companionId, 'sea', new AbortController().signal)).toBe(null)
    meaning.keepUp()
    expect(meaning.status(one())).toBe(null)
    const price = { input: 2, output: 0, currency: 'USD' as const }
    trial.providers.setFacts({ ...binding, facts: { contextWindow: null, price, sees: null } })
    const bytes = small.join('').length
    expect(meaning.estimate({ ...one(), binding })).toMatchObject({ messages: 6, tokens: Math.ceil(bytes / 4), price })
    expect(trial.provider.requests).toEqual([])
  })

  test('every message once, in small requests, and the key in no row', async () => {
    const lines = Array.from({ length: 70 }, (_, index) => `Line number ${index} of the two of us.`)
    say(trial.store, trial.conversationId, lines)
    await readAll()
    expect(meaning.status(one())).toMatchObject({ state: 'ready', done: 70, messages: 70, tokens: 700, pause: null })
    expect(embedded().map(({ body }) => textsIn(body).length)).toEqual([32, 32, 6])
    expect(embedded()[0]?.headers.authorization).toBe(`Bearer ${canaryKey}`)
    expect(wholeDatabase()).not.toContain(canaryKey)
    await readAll()
    expect(embedded()).toHaveLength(3)
  })

  test('nothing of a hidden conversation is sent, nor found once it is hidden', async () => {
    const ids = say(trial.store, trial.conversationId, small)
    const hide = (hidden: number) =>
      trial.store.database.run('UPDATE conversation SET hidden = ? WHERE id = ?', hidden, trial.conversationId)
    hide(1)
    expect(meaning.estimate({ ...one(), binding: { ...trial.binding, model: 'near' } }).messages).toBe(0)
    await readAll()
    expect(embedded()).toEqual([])
    hide(0)
    await readAll()
    expect((await nearTo('sea'))[0]).toBe(ids[0])
    hide(1)
    expect(await nearTo('sea')).toEqual([])
  })

  test('Ollama is asked through the interface of its own', async () => {
    say(trial.store, trial.conversationId, small)
    trial.provider.embedWith(meantByOllama)
    const base = { name: 'Ollama', baseUrl: trial.provider.baseUrl, apiKey: null, headers: {}, allowClearText: false }
    const { id: providerId } = trial.providers.create({ preset: 'ollama', ...base })
    await meaning.start({ ...one(), binding: { providerId, model: 'near' }, keepsUp: false })
    await meaning.whenQuiet()
    expect(embedded().map(({ path }) => path)).toEqual(['/api/embed'])
    expect(meaning.status(one())).toMatchObject({ state: 'ready', done: 6, tokens: 9 })
  })

  test('a pause keeps what came, sends nothing more, and going on pays for the rest alone', async () => {
    say(
      trial.store,
      trial.conversationId,
      Array.from({ length: 70 }, (_, index) => `Line ${index}.`),
    )
    let asked = 0
    trial.provider.embedWith((body) => {
      asked += 1
      return asked === 2 ? 'silence' : meant(body)
    })
    await meaning.start({ ...one(), binding: trial.binding, keepsUp: true })
    while (asked < 2) await trial.provider.nextRequest()
    expect(await meaning.pause(one())).toMatchObject({ state: 'paused', pause: 'person', done: 32 })
    meaning.keepUp()
    expect(await meaning.prepare(one().companionId, 'sea', new AbortController().signal)).toBe(null)
    expect(asked).toBe(2)
    meaning.resume(one())
    await meaning.whenQuiet()
    expect(meaning.status(one())).toMatchObject({ state: 'ready', done: 70 })
    const texts = embedded().flatMap(({ body }) => textsIn(body))
    expect(texts.filter((text, place) => texts.indexOf(text) !== place)).toHaveLength(32)
  })

  test('what may pass is asked again; what does not is said, and waits', async () => {
    say(trial.store, trial.conversationId, small)
    let refused = 0
    trial.provider.embedWith((body) => {
      refused += 1
      return refused < 3 ? { status: 429, body: { error: { message: 'slow down' } } } : meant(body)
    })
    await readAll()
    expect(meaning.status(one())).toMatchObject({ state: 'ready', done: 6 })
    say(trial.store, trial.conversationId, ['One more.'])
    trial.provider.embedWith(() => ({ status: 402, body: { error: { message: 'insufficient balance' } } }))
    meaning.resume(one())
    await meaning.whenQuiet()
    expect(meaning.status(one())).toMatchObject({ state: 'paused', pause: 'quota', done: 6, messages: 7 })
  })

  test('texts longer than the window of the model are cut and not given up', async () => {
    say(trial.store, trial.conversationId, ['The ocean. '.repeat(400), 'Short.'])
    trial.provider.embedWith((body) =>
      textsIn(body).some((text) => text.length > 1_000)
        ? { status: 400, body: { error: { message: 'maximum context length is 512 tokens' } } }
        : meant(body),
    )
    await readAll()
    expect(meaning.status(one())).toMatchObject({ state: 'ready', done: 2 })
  })

  test('a model that answers with another length is another model: nothing is mixed, and starting over begins anew', async () => {
    say(trial.store, trial.conversationId, small)
    await readAll()
    say(trial.store, trial.conversationId, ['One more.'])
    trial.provider.embedWith((body) => meant(body, 64))
    meaning.resume(one())
    await meaning.whenQuiet()
    expect(meaning.status(one())).toMatchObject({ state: 'paused', pause: 'changed', done: 6 })
    await readAll()
    expect(meaning.status(one())).toMatchObject({ state: 'ready', done: 7, tokens: 70 })
    expect(await nearTo('beach')).toHaveLength(1)
  })

  test('another model forgets what the first one read, and says so before', async () => {
    say(trial.store, trial.conversationId, small)
    await readAll()
    const other = { ...trial.binding, model: 'other' }
    expect(meaning.estimate({ ...one(), binding: other })).toMatchObject({ messages: 6, replaces: 6 })
    await meaning.start({ ...one(), binding: other, keepsUp: false })
    await meaning.whenQuiet()
    expect(meaning.status(one())).toMatchObject({ binding: other, done: 6, tokens: 60 })
  })
})

describe('what was said since', () => {
  test('is read where the person wants it, and left where not', async () => {
    say(trial.store, trial.conversationId, small)
    await readAll(false)
    say(trial.store, trial.conversationId, ['The waves were high.'])
    meaning.keepUp()
    await meaning.whenQuiet()
    expect(meaning.status(one())).toMatchObject({ done: 6, messages: 7 })
    meaning.setKeepsUp({ ...one(), keepsUp: true })
    meaning.keepUp()
    await meaning.whenQuiet()
    expect(meaning.status(one())).toMatchObject({ done: 7, messages: 7 })
  })

  test('is not read where a whole history came at once: that has a price to be shown', async () => {
    say(trial.store, trial.conversationId, small)
    await readAll(true)
    say(
      trial.store,
      trial.conversationId,
      Array.from({ length: 230 }, (_, index) => `Imported ${index}.`),
    )
    meaning.keepUp()
    await meaning.whenQuiet()
    expect(meaning.status(one())).toMatchObject({ state: 'ready', done: 6, messages: 236 })
  })
})

describe('finding', () => {
  test('what shares no word with the question, and nothing that is only less far than the rest', async () => {
    const [ocean, , puppy] = say(trial.store, trial.conversationId, small)
    say(
      trial.store,
      trial.conversationId,
      Array.from({ length: 40 }, (_, index) => `Row ${index} of an old wall.`),
    )
    await readAll()
    expect(await nearTo('Shall we see the beach?')).toEqual([ocean])
    expect(await nearTo('那只狗')).toEqual([puppy])
  })

  test('nothing that was deleted, hidden, changed or forgotten, and its numbers leave the vault', async () => {
    const { database, messages } = trial.store
    const [ocean, windy, puppy, sweet] = say(trial.store, trial.conversationId, small)
    if (!ocean || !windy || !puppy || !sweet) throw new Error('nothing was said')
    await readAll()
    await nearTo('beach')
    messages.setDeleted(ocean, 1)
    database.run('UPDATE message SET hidden = 1 WHERE id = ?', windy)
    database.run('UPDATE message SET text = ? WHERE id = ?', 'Something else.', puppy)
    const near = [...(await nearTo('beach')), ...(await nearTo('a puppy')), ...(await nearTo('It was windy.'))]
    expect(near).not.toEqual([])
    for (const id of [ocean, windy, puppy]) expect(near).not.toContain(id)
    const rows = () => database.get<{ n: number }>('SELECT count(*) AS n FROM meaning_vector')?.n
    expect(rows()).toBe(3)
    await meaning.forget(one())
    expect(rows()).toBe(0)
    expect(meaning.status(one())).toBe(null)
    expect(await meaning.prepare(one().companionId, 'beach', new AbortController().signal)).toBe(null)
  })

  test('is told to the model when something is sent, and shown with why; a draft is not sent to be looked up', async () => {
    const talk = trial.store.conversations.create({
      companionId: one().companionId,
      kind: 'ordinary',
      title: null,
      createdAt: 1,
    })
    say(trial.store, talk.id, ['We walked by the ocean in winter.', 'It was windy there.'])
    await readAll()
    const { conversationId, previewPrompt, provider } = trial
    const before = embedded().length
    previewPrompt({ conversationId, text: 'Shall we see the beach?' })
    expect(embedded()).toHaveLength(before)

    const window = openWindow(trial.chat, conversationId)
    const { replyId } = trial.chat.send({ conversationId, text: 'Shall we see the beach?', requestId: 'r1' })
    await window.ended
    const sent = provider.requests.findLast(({ path }) => path.endsWith('/chat/completions'))?.body
    expect(sent).toContain('by the ocean in winter')
    expect(embedded()).toHaveLength(before + 1)
    if (replyId === null) throw new Error('nobody answered')
    const shown = previewPrompt({ conversationId, text: '', again: { messageId: replyId, goesOn: false } })
    const notes = shown?.sections.flatMap(({ recalled }) => recalled) ?? []
    expect(notes).toContainEqual(expect.objectContaining({ byMeaning: true, because: [] }))
  })

  test('a provider that is away keeps nobody from being answered', async () => {
    say(trial.store, trial.conversationId, small)
    await readAll()
    trial.provider.embedWith(() => 'reset')
    const window = openWindow(trial.chat, trial.conversationId)
    trial.chat.send({ conversationId: trial.conversationId, text: 'The beach?', requestId: 'r2' })
    expect(await window.ended).toMatchObject({ type: 'finished' })
  })
})
