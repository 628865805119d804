import { describe, expect, it } from 'vitest'
import { createFindConversations } from '#core/search/find-conversations.ts'
import { matchWords } from '#shared/match-words.ts'
import { createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

function add(store: TestStore, title: string, createdAt: number) {
  return store.conversations.create({ companionId: store.companion.id, kind: 'ordinary', title, createdAt })
}

const titlesOf = (store: TestStore, query: string, limit = 20) =>
  createFindConversations(store.conversations)({ query, limit }).map(({ title }) => title)

describe('what was typed', () => {
  it.each([
    ['keyboard map', 'kbm', 3],
    ['keyboard map', 'map', 1],
    ['keyboard map', 'key map', 1],
    ['keyboard map', 'oard', 2],
    ['keyboard map', 'xkb', null],
    ['晚安与星星', '星星', 1],
    ['晚安与星星', '晚星', null],
    ['a letter for june', 'june letter', 1],
    ['settings', 'sttngs', 3],
    ['a very long tale of nothing much that ends with a key', 'vk', null],
  ])('against %s: %s is %s', (text, typed, rank) => {
    expect(matchWords(text, typed)).toBe(rank)
  })
})

describe('conversations by name', () => {
  it('are found in either Chinese script, in any width and case, and by abbreviation', () => {
    using store = createTestStore()
    for (const [index, title] of ['後山的雨', '去台湾', 'Rainy Evenings', '無關'].entries()) add(store, title, index)
    expect(titlesOf(store, '后山')).toEqual(['後山的雨'])
    expect(titlesOf(store, '臺灣')).toEqual(['去台湾'])
    expect(titlesOf(store, 'ＲＡＩＮ')).toEqual(['Rainy Evenings'])
    expect(titlesOf(store, 'rnev')).toEqual(['Rainy Evenings'])
  })

  it('come best first, and the latest first of the equally good', () => {
    using store = createTestStore()
    add(store, 'Moon', 1)
    add(store, 'Moonlight', 5)
    add(store, 'Under the moon', 9)
    expect(titlesOf(store, 'moon')).toEqual(['Moonlight', 'Moon', 'Under the moon'])
    expect(titlesOf(store, '', 2)).toEqual(['Under the moon', 'Moonlight'])
  })

  it('follow a new name, and leave the lifelong thread to its companion', () => {
    using store = createTestStore()
    const find = createFindConversations(store.conversations)
    const { id } = add(store, 'Before', 1)
    expect(find({ query: 'before', limit: 5 })).toHaveLength(1)
    store.conversations.rename(id, 'After')
    expect(find({ query: 'before', limit: 5 })).toEqual([])
    expect(find({ query: 'after', limit: 5 }).map((conversation) => conversation.id)).toEqual([id])
    expect(find({ query: '', limit: 5 }).map((conversation) => conversation.id)).not.toContain(
      store.companion.lifelongId,
    )
  })
})
