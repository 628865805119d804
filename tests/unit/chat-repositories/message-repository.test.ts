import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Part } from '#shared/model/part.ts'
import { aMessage, createTestStore } from '#tests/helpers/test-store.ts'

const text = (words: string): Part[] => [{ kind: 'text', text: words }]

test('a message reads back whole: parts, author, model, tokens and times', () => {
  using store = createTestStore()
  const conversationId = store.companion.lifelongId
  const parts: Part[] = [
    { kind: 'thought', text: 'hmm', seconds: 2 },
    { kind: 'text', text: '晚安 🌙' },
    { kind: 'opaque', type: 'widget', text: '', json: '{"a":1}' },
  ]
  const { id } = store.messages.append(
    aMessage(conversationId, null, '', {
      parts,
      author: '小满',
      model: 'gpt-4o',
      provider: 'openai',
      role: 'assistant',
    }),
  )
  store.messages.updateReply(id, { finishReason: 'stop', tokens: { prompt: 12, completion: 3 } })
  expect(store.messages.get(id)).toEqual({
    id,
    conversationId,
    parentId: null,
    depth: 0,
    role: 'assistant',
    author: '小满',
    companionId: null,
    createdAt: 1_700_000_000_000,
    parts,
    replyToId: null,
    state: 'complete',
    failure: null,
    hidden: false,
    deleted: false,
    model: 'gpt-4o',
    provider: 'openai',
    finishReason: 'stop',
    tokens: { prompt: 12, completion: 3 },
    versions: [id],
  })
})

test('a reply that grows is found and previewed when it is done, and not before', () => {
  using store = createTestStore()
  const conversationId = store.companion.lifelongId
  const mine = store.messages.append(aMessage(conversationId, null, 'tell me about otters'))
  const reply = store.messages.append(
    aMessage(conversationId, mine.id, '', { parts: [], role: 'assistant', state: 'streaming' }),
  )
  expect(store.conversations.get(conversationId).preview).toBe('tell me about otters')
  store.messages.updateReply(reply.id, { parts: text('They hold') })
  store.messages.updateReply(reply.id, { parts: text('They hold hands asleep') })
  expect(store.search.searchMessages({ query: 'asleep', limit: 10 }).hits).toEqual([])
  store.messages.updateReply(reply.id, { state: 'complete' })
  expect(store.search.searchMessages({ query: 'asleep', limit: 10 }).hits.map((hit) => hit.messageId)).toEqual([
    reply.id,
  ])
  expect(store.conversations.get(conversationId).preview).toBe('They hold hands asleep')
})

test('a reply cut by a crash keeps what had come, is marked, and can be found', () => {
  using store = createTestStore()
  const conversationId = store.companion.lifelongId
  const reply = store.messages.append(
    aMessage(conversationId, null, '', { parts: text('half a sent'), role: 'assistant', state: 'streaming' }),
  )
  expect(store.messages.markInterrupted()).toBe(1)
  expect(store.messages.get(reply.id)).toMatchObject({ state: 'interrupted', parts: text('half a sent') })
  expect(store.search.searchMessages({ query: 'sent', limit: 10 }).hits).toHaveLength(1)
  expect(store.messages.markInterrupted()).toBe(0)
})

test('the same send is stored once', () => {
  using store = createTestStore()
  const conversationId = store.companion.lifelongId
  const requestId = '00000000-0000-4000-8000-000000000001'
  const { id } = store.messages.append(aMessage(conversationId, null, 'once', { requestId }))
  expect(() => store.messages.append(aMessage(conversationId, id, 'once', { requestId }))).toThrow('UNIQUE')
  expect(store.messages.findByRequest(requestId)?.id).toBe(id)
  expect(store.conversations.get(conversationId).messageCount).toBe(1)
  expect(store.messages.leafId(conversationId)).toBe(id)
})

test('a message cannot be put into a conversation that is not there, nor under a message of another one', () => {
  using store = createTestStore()
  const other = store.conversations.create({
    companionId: store.companion.id,
    kind: 'ordinary',
    title: null,
    createdAt: 0,
  })
  const { id } = store.messages.append(aMessage(store.companion.lifelongId, null, 'here'))
  const notFound = (entity: string) => expect.objectContaining({ code: 'NOT_FOUND', data: { entity } })
  expect(() => store.messages.append(aMessage(99 as ConversationId, null, 'x'))).toThrow(notFound('conversation'))
  expect(() => store.messages.append(aMessage(other.id, id, 'x'))).toThrow(notFound('message'))
  expect(() => store.messages.get(99 as MessageId)).toThrow(AppError)
})

test('going back to an older version shows what was said under it, and its words in the list', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const question = store.messages.append(aMessage(id, null, 'first question'))
  const one = store.messages.append(aMessage(id, question.id, 'first answer', { role: 'assistant' }))
  const after = store.messages.append(aMessage(id, one.id, 'and then'))
  const two = store.messages.append(aMessage(id, question.id, 'second answer', { role: 'assistant' }))
  const shown = () => store.messages.thread(id, { from: 'end' }, 10).messages.map((message) => message.id)
  expect(shown()).toEqual([question.id, two.id])
  expect(store.conversations.get(id).preview).toBe('second answer')
  store.messages.selectVersion(one.id)
  expect(shown()).toEqual([question.id, one.id, after.id])
  expect(store.conversations.get(id).preview).toBe('and then')
  const three = store.messages.append(aMessage(id, after.id, 'goes on'))
  expect(shown()).toEqual([question.id, one.id, after.id, three.id])
})

test('a deleted message leaves search, count and preview, and comes back as it was', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const kept = store.messages.append(aMessage(id, null, 'kept words'))
  const gone = store.messages.append(aMessage(id, kept.id, 'zanzibar 秘密'))
  store.messages.setDeleted(gone.id, 5)
  store.messages.setDeleted(gone.id, 6)
  expect(store.search.searchMessages({ query: '秘密', limit: 5 }).hits).toEqual([])
  expect(store.conversations.get(id)).toMatchObject({ messageCount: 1, preview: 'kept words' })
  expect(store.messages.pathTo(gone.id, 10).map((message) => message.id)).toEqual([kept.id])
  store.messages.setDeleted(gone.id, null)
  expect(store.search.searchMessages({ query: '秘密', limit: 5 }).hits).toHaveLength(1)
  expect(store.conversations.get(id)).toMatchObject({ messageCount: 2, preview: 'zanzibar 秘密' })
  expect(store.messages.get(gone.id).parts).toEqual(text('zanzibar 秘密'))
})

test('the words of a deleted message are gone from the index, on disk too', () => {
  using store = createTestStore()
  const { messages, database } = store
  const id = store.companion.lifelongId
  messages.append(aMessage(id, null, 'ordinary words stay'))
  const gone = messages.append(aMessage(id, messages.leafId(id), 'ordinary zanzibar 祕'))
  database.execute(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, message_index, 'row')`)
  const vocabulary = () => database.all<{ term: string }>('SELECT term FROM temp.vocabulary').map(({ term }) => term)
  const blocks = () =>
    database
      .all<{ block: Buffer }>('SELECT block FROM message_index_data')
      .some(({ block }) => block.includes('anzibar'))
  expect(vocabulary()).toEqual(expect.arrayContaining(['zanzibar', '秘', 'ordinary']))
  expect(blocks()).toBe(true)
  messages.setDeleted(gone.id, 1)
  expect(vocabulary()).not.toContain('zanzibar')
  expect(vocabulary()).not.toContain('秘')
  expect(vocabulary()).toContain('ordinary')
  expect(blocks()).toBe(false)
})

test('a thread of very many messages is opened, paged and jumped into without reading it all', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const count = 3_000
  store.database.transaction(() => {
    let parent: MessageId | null = null
    for (let number = 0; number < count; number += 1) {
      parent = store.messages.append(aMessage(id, parent, `number ${number}`, { createdAt: number * 1_000 })).id
    }
  })
  const plans = store.database
    .all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT m.id, (SELECT group_concat(v.id) FROM message v
         WHERE v.conversation_id = m.conversation_id AND v.parent_id IS m.parent_id)
       FROM thread t JOIN message m ON m.id = t.message_id
       WHERE t.conversation_id = 1 AND t.depth BETWEEN 5 AND 9 ORDER BY t.depth`,
    )
    .map(({ detail }) => detail)
    .join('\n')
  expect(plans).not.toMatch(/SCAN|TEMP B-TREE/)
  const page = store.messages.thread(id, { from: 'time', time: 1_500_500 }, 20)
  expect(page.messages[0]?.createdAt).toBe(1_501_000)
  expect(page).toMatchObject({ hasBefore: true, hasAfter: true })
})

test('any text at all, half an emoji included, is kept as it is and can be deleted without harm to the index', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const unit = fc.oneof(fc.constantFrom('a', ' ', '念', '\ud83d', '\udc96', '\u0000'), fc.nat(0xffff).map(codeUnit))
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit, minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 20 }),
      (texts) => {
        const said = texts.map((words) => store.messages.append(aMessage(id, store.messages.leafId(id), words)))
        expect(said.map((message) => store.messages.get(message.id).parts)).toEqual(texts.map(text))
        for (const message of said) store.messages.setDeleted(message.id, 1)
      },
    ),
    { numRuns: 30, examples: [[Array.from({ length: 60 }, (_, number) => `hi \ud83d there ${number}`)]] },
  )
  store.database.execute(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, message_index, 'row')`)
  expect(store.database.all('SELECT term FROM temp.vocabulary')).toEqual([])
  expect(verifyDatabase(store.database).problems).toEqual([])
})

function codeUnit(code: number): string {
  return String.fromCharCode(code)
}

test('a page says whether it is on the visible thread, so that nobody writes into a version they do not see', () => {
  using store = createTestStore()
  const id = store.companion.lifelongId
  const first = store.messages.append(aMessage(id, null, 'first'))
  const old = store.messages.append(aMessage(id, first.id, 'old version'))
  const shown = store.messages.append(aMessage(id, first.id, 'shown version'))
  const pathOf = (messageId: MessageId) => {
    const { messages, onThread } = store.messages.thread(id, { from: 'around', messageId }, 10)
    return { ids: messages.map((message) => message.id), onThread }
  }
  expect(pathOf(old.id)).toEqual({ ids: [first.id, old.id], onThread: false })
  expect(pathOf(shown.id)).toEqual({ ids: [first.id, shown.id], onThread: true })
})
