import { afterAll, describe, expect, test } from 'vitest'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import type { MessageId } from '#shared/model/ids.ts'
import {
  aMessage,
  addImportedConversation,
  addImportRun,
  anImportedMessage,
  createTestStore,
  type TestStore,
} from '#tests/helpers/test-store.ts'

function say(store: TestStore, text: string, more: { createdAt?: number } = {}): MessageId {
  const id = store.companion.lifelongId
  return store.messages.append(aMessage(id, store.messages.leafId(id), text, more)).id
}

function find(store: TestStore, query: string) {
  return store.search.searchMessages({ query, limit: 50 }).hits
}

/** The pieces of the snippet that are marked as found. */
function marked(store: TestStore, query: string): string[] {
  return find(store, query).flatMap(({ snippet, ranges }) => ranges.map(([start, end]) => snippet.slice(start, end)))
}

const corpus = [
  '我爱你，晚安',
  '臺灣的後山下雨了',
  '去台湾看你',
  '𠮷野家的牛丼',
  '笑死 😂😂',
  '👨‍👩‍👧 family',
  'I love C++ and C#, not C',
  'version 1.2 costs $100',
  '1 2 buckle my shoe 100',
  "I don't know",
  'don t',
  '한국어를 배워요',
  'カタカナとひらがな',
  'write to alice@example.com today',
  '１２３ＡＢＣ',
  'The lighthouse keeper',
  'light the house',
  'emoji ❤️ heart',
  'café au lait',
]

describe('every kind of word is found in its messages and in no others', () => {
  const store = createTestStore()
  for (const text of corpus) say(store, text)
  afterAll(() => store[Symbol.dispose]())

  test.each([
    ['one Han character', '爱', ['我爱你，晚安']],
    ['two Han characters', '晚安', ['我爱你，晚安']],
    ['Han characters that only follow each other across a comma', '你晚', []],
    ['simplified for traditional', '后山', ['臺灣的後山下雨了']],
    ['both scripts at once', '台湾', ['去台湾看你', '臺灣的後山下雨了']],
    ['traditional for simplified', '臺灣看', ['去台湾看你']],
    ['a character beyond the first plane', '𠮷', ['𠮷野家的牛丼']],
    ['an emoji', '😂', ['笑死 😂😂']],
    ['two emoji in a row', '😂😂', ['笑死 😂😂']],
    ['a joined emoji', '👨‍👩‍👧', ['👨‍👩‍👧 family']],
    ['an emoji written without its variation mark', '❤', ['emoji ❤️ heart']],
    ['C++', 'C++', ['I love C++ and C#, not C']],
    ['C#', 'c#', ['I love C++ and C#, not C']],
    ['a number with a point', '1.2', ['version 1.2 costs $100']],
    ['money', '$100', ['version 1.2 costs $100']],
    ['a bare number', '100', ['1 2 buckle my shoe 100', 'version 1.2 costs $100']],
    ['an apostrophe', "don't", ["I don't know"]],
    ['a curly apostrophe', 'don’t', ["I don't know"]],
    ['Korean without its particle', '한국', ['한국어를 배워요']],
    ['katakana', 'カタ', ['カタカナとひらがな']],
    ['half-width katakana', 'ｶﾀｶﾅ', ['カタカナとひらがな']],
    ['hiragana', 'ひら', ['カタカナとひらがな']],
    ['an address', 'alice@example.com', ['write to alice@example.com today']],
    ['the digits of a longer word', '123', []],
    ['full-width word', '123abc', ['１２３ＡＢＣ']],
    ['typed full-width', '１２３ａｂｃ', ['１２３ＡＢＣ']],
    ['other case', 'LIGHTHOUSE', ['The lighthouse keeper']],
    ['the beginning of the last word', 'lighth', ['The lighthouse keeper']],
    ['the beginning of a word, with a space after it', 'lighth ', []],
    ['two letters do not begin a word', 'li', []],
    ['a whole word of two letters', 'au', ['café au lait']],
    ['the end of a word', 'house keep', []],
    ['all of several words, in any order', 'house light', ['light the house']],
    ['words in a row only', '"light the"', ['light the house']],
    ['Chinese quotes', '“the house”', ['light the house']],
    ['words not in a row', '"light house"', []],
    ['mixed scripts', '爱 晚安', ['我爱你，晚安']],
    ['an accent', 'café', ['café au lait']],
    ['an accent in two pieces', 'cafe\u0301', ['café au lait']],
    ['nothing but marks', '…?!', []],
    ['the engine’s own words', 'OR AND NOT *', []],
    ['half a quote', '"light', ['light the house', 'The lighthouse keeper']],
  ])('%s: %s', (_kind, query, expected) => {
    const texts = find(store, query).map(({ messageId }) => {
      const [part] = store.messages.get(messageId).parts
      return part?.kind === 'text' ? part.text : ''
    })
    expect(texts.toSorted()).toEqual(expected.toSorted())
  })
})

test('the snippet marks what was found, in the words as they were written', () => {
  using store = createTestStore()
  say(store, `${'很久以前。'.repeat(40)}我們去了臺灣，\n臺灣很好。${'之后呢？'.repeat(60)}`)
  expect(marked(store, '台湾')).toEqual(['臺灣', '臺灣'])
  const [hit] = find(store, '台湾')
  expect(hit?.snippet.startsWith('…')).toBe(true)
  expect(hit?.snippet.endsWith('…')).toBe(true)
  expect(hit?.snippet).not.toContain('\n')
  expect(marked(store, '“我们去了”')).toEqual(['我們去了'])
})

test('a snippet never cuts an emoji in half', () => {
  using store = createTestStore()
  say(store, `a${'😂'.repeat(100)} word ${'😂'.repeat(100)}`)
  expect(find(store, 'word')[0]?.snippet.isWellFormed()).toBe(true)
})

test('newest first is by when it was said, not by when it was imported', () => {
  using store = createTestStore()
  const now = Date.UTC(2026, 5, 1)
  const recent = [say(store, '想你 now', { createdAt: now })]
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run)
  const old: MessageId[] = []
  store.messages.importBatch(run, (batch) => {
    for (let day = 300; day > 0; day -= 1) {
      const createdAt = now - 86_400_000 * (400 - day)
      old.push(batch.insert(anImportedMessage(id, null, `想你 ${day}`, { createdAt })))
    }
    old.push(batch.insert(anImportedMessage(id, null, '想你 at an unknown time', { createdAt: null })))
  })
  const { hits, more } = store.search.searchMessages({ query: '想你', limit: 5 })
  expect(hits.map((hit) => hit.messageId)).toEqual([...recent, ...old.slice(0, 4)])
  expect(more).toBe(true)
  const all = store.search.searchMessages({ query: '想你', limit: 500 })
  expect(all.hits.at(-1)?.createdAt).toBeNull()
  expect(all).toMatchObject({ more: false, hits: { length: 302 } })
})

test('messages of one and the same moment are all kept and all found', () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  const id = addImportedConversation(store, run)
  store.messages.importBatch(run, (batch) => {
    for (let number = 0; number < 500; number += 1) batch.insert(anImportedMessage(id, null, '晚安'))
  })
  say(store, '晚安', { createdAt: 1_690_000_000_000 })
  expect(store.search.searchMessages({ query: '晚安', limit: 1_000 }).hits).toHaveLength(501)
})

test('messages without a time that came in at another opening stand behind those that filled all moments before', () => {
  using store = createTestStore()
  const conversationId = addImportedConversation(store, addImportRun(store.database))
  const bring = (...times: (number | null)[]) => {
    const messages = createMessageRepository({
      database: store.database,
      index: createMessageIndex(store.database),
    })
    messages.importBatch(addImportRun(store.database), (batch) => {
      for (const createdAt of times) batch.insert(anImportedMessage(conversationId, null, 'timeless', { createdAt }))
    })
  }
  bring(null, null, null, 6_000)
  bring(null, null, null)
  const keys = store.database.all<{ key: number }>('SELECT search_key AS key FROM message ORDER BY id')
  expect(keys.map(({ key }) => key)).toEqual([1, 2, 3, 6, 4, 5, 7])
})

test('a search inside one conversation or one companion stays inside; archived ones are searched', () => {
  using store = createTestStore()
  say(store, 'otters at home')
  const run = addImportRun(store.database)
  const nobodys = addImportedConversation(store, run, { title: 'River' })
  store.messages.importBatch(run, (batch) => {
    batch.insert(anImportedMessage(nobodys, null, 'otters in the river'))
    batch.finish(nobodys, null)
  })
  store.conversations.setArchived(nobodys, true)
  const search = (within: object) =>
    store.search.searchMessages({ query: 'otters', limit: 9, ...within }).hits.map((hit) => hit.conversationId)
  expect(new Set(search({}))).toEqual(new Set([store.companion.lifelongId, nobodys]))
  expect(search({ conversationId: nobodys })).toEqual([nobodys])
  expect(search({ companionId: store.companion.id })).toEqual([store.companion.lifelongId])
})

test('a companion of very many conversations is searched too', () => {
  using store = createTestStore()
  const run = addImportRun(store.database)
  const other = store.companions.create({
    profile: { name: 'Other', description: '', greeting: '' },
    binding: null,
    createdAt: 0,
  })
  store.messages.importBatch(run, (batch) => {
    for (let number = 0; number < 240; number += 1) {
      const companionId = number % 2 ? store.companion.id : other.id
      batch.insert(anImportedMessage(addImportedConversation(store, run, { companionId }), null, 'otters'))
    }
  })
  const { hits, more } = store.search.searchMessages({ query: 'otters', companionId: store.companion.id, limit: 120 })
  expect(hits).toHaveLength(120)
  expect(new Set(hits.map((hit) => hit.companionId))).toEqual(new Set([store.companion.id]))
  expect(more).toBe(false)
})
