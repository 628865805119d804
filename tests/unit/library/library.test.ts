import { describe, expect, test } from 'vitest'
import { createMarkRepository } from '#core/chat/mark-repository.ts'
import { CompanionId, type ConversationId } from '#shared/model/ids.ts'
import { addImportRun, aMessage, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'
import { at, evenings, openLibrary, twoOf } from './open-library.ts'

const tale = [
  'There was a lake behind the house.',
  'Which colour was it, in the evening?',
  'Blue, and then for a minute not.',
  'Then I shall remember the minute.',
] as const

describe('the list', () => {
  test('holds what each filter says, in each order', () => {
    using store = createTestStore()
    const { library, talk, shown } = openLibrary(store)
    const { id: companionId } = store.companion
    talk('雨', { companionId, createdAt: at('2023-03-01'), model: 'gpt-4' })
    talk('安', { source: 'claude', createdAt: at('2024-12-31'), model: 'claude-3-opus', said: [...tale] })
    talk('冰', { createdAt: at('2025-01-01') })
    talk('灯 2', { createdAt: at('2025-06-01') })
    talk('灯 10', { createdAt: at('2025-06-02') })
    expect(shown({}, 'latest')).toEqual(['灯 10', '灯 2', '冰', '安', null, '雨'])
    expect(shown({}, 'earliest').slice(0, 2)).toEqual(['雨', null])
    expect(shown({ companionId: null }, 'title')).toEqual(['安', '冰', '灯 2', '灯 10'])
    expect(shown({ companionId: null }, 'longest')[0]).toBe('安')
    expect(shown({ companionId }, 'title')).toEqual([null, '雨'])
    expect(shown({ source: 'claude' })).toEqual(['安'])
    expect(shown({ model: 'GPT-4', companionId })).toEqual(['雨'])
    expect(shown({ model: 'opus' })).toEqual(['安'])
    expect(shown({ model: 'gemini' })).toEqual([])
    expect(shown({ since: '2024-01-01', before: '2025-01-01' })).toEqual(['安'])
    expect(shown({ since: '2025-01-01', before: '2026-01-01' })).toEqual(['灯 10', '灯 2', '冰'])
    expect(library.facets()).toMatchObject({
      sources: ['keepsake', 'chatgpt', 'claude'],
      models: ['claude-3-opus', 'gpt-4', 'gpt-4o'],
      years: [2023, 2025],
      tags: [],
      archived: 0,
      hidden: 0,
      nobodys: 4,
    })
  })

  test('of ten thousand conversations is one look, and its rows come as they are asked for', () => {
    using store = createTestStore()
    const { library, run } = openLibrary(store)
    store.database.transaction(() => {
      for (let number = 0; number < 10_000; number += 1) {
        store.database.run(
          `INSERT INTO conversation (kind, source, title, created_at, updated_at, import_run_id)
           VALUES ('imported', 'chatgpt', ?, ?, ?, ?)`,
          `talk ${number}`,
          number,
          number,
          run,
        )
      }
    })
    const order = library.order({ filter: { shelf: 'shown' }, sort: 'latest' })
    expect(order).toHaveLength(10_001)
    const [first, last] = [order[1], order[9_999]]
    if (first === undefined || last === undefined) throw new Error('the list is too short')
    expect(library.rows([last, first]).map(({ title }) => title)).toEqual(['talk 1', 'talk 9999'])
    expect(library.change({ ids: order, change: { starred: true } })).toMatchObject({ changed: 10_001, left: 0 })
  })
})

describe('many at once', () => {
  test('are starred, tagged, archived, hidden and moved; and all of it is undone', () => {
    using store = createTestStore()
    const { library, talk, shown } = openLibrary(store)
    const lin = store.companions.create({
      profile: { name: 'Lin', description: '', greeting: '' },
      binding: null,
      createdAt: 1,
    })
    const ids = [talk('one'), talk('two'), store.companion.lifelongId]
    const before = library.rows(ids)

    const starred = library.change({ ids, change: { starred: true } })
    expect(starred).toMatchObject({ changed: 3, left: 0 })
    expect(shown({ starred: true })).toHaveLength(3)
    const tagged = library.change({ ids, change: { addTag: '雨天' } })
    expect(library.change({ ids, change: { addTag: '雨天' } }).changed).toBe(0)
    expect(shown({ tag: '雨天' })).toHaveLength(3)
    const moved = library.change({ ids, change: { companionId: lin.id } })
    expect(moved).toMatchObject({ changed: 2, left: 1 })
    expect(shown({ companionId: lin.id })).toEqual(
      [null, 'two', 'one'].toSorted((one, other) => (one === null ? 1 : other === null ? -1 : 0)),
    )
    const archived = library.change({ ids, change: { archived: true } })
    expect(archived).toMatchObject({ changed: 2, left: 1 })
    expect(shown()).toEqual([null, null])
    expect(shown({ shelf: 'archived' })).toEqual(['two', 'one'])
    const hidden = library.change({ ids, change: { hidden: true } })
    expect(shown({ shelf: 'archived' })).toEqual([])
    expect(shown({ shelf: 'hidden' })).toEqual(['two', 'one'])
    expect(store.conversations.list({ archived: true, limit: 9 })).toEqual([])
    expect(library.facets()).toMatchObject({ tags: ['雨天'], archived: 0, hidden: 2 })

    for (const { before: places } of [hidden, archived, moved, tagged, starred]) library.putBack(places)
    expect(library.rows(ids)).toEqual(before)
    expect(() => library.change({ ids, change: { companionId: CompanionId.parse(99) } })).toThrow('NOT_FOUND')
  })
})

describe('what came twice', () => {
  const twice = (store: TestStore) => {
    const made = openLibrary(store)
    const whole = made.talk('The lake', { said: [...tale, 'Still there?', 'Still blue.'] })
    const again = made.talk('Pasted', {
      source: 'transcript',
      createdAt: null,
      said: tale.map((text) => text.replaceAll(' ', '  ')),
    })
    return { ...made, whole, again }
  }
  const pairsOf = async ({ library }: ReturnType<typeof openLibrary>) =>
    (await library.duplicates()).map(({ keeps, goes }): [ConversationId, ConversationId] => [keeps.id, goes.id])

  test('is shown before anything is done, merged into the one that holds every word, and undone', async () => {
    using store = createTestStore()
    const made = twice(store)
    const { library, whole, again, shown } = made
    library.change({ ids: [again], change: { starred: true, addTag: 'blue' } })
    expect(await pairsOf(made)).toEqual([[whole, again]])
    expect(shown()).toContain('Pasted')
    const merged = await library.merge([{ keeps: whole, goes: again, added: 0 }])
    expect(merged).toMatchObject({ changed: 1, left: 0 })
    expect(shown()).not.toContain('Pasted')
    expect(library.rows([whole])).toMatchObject([{ starred: true, tags: ['blue'] }])
    expect(store.search.searchMessages({ query: 'minute', limit: 9 }).hits.map((hit) => hit.conversationId)).toEqual([
      whole,
      whole,
    ])
    expect(await pairsOf(made)).toEqual([])
    expect(store.messages.thread(again, { from: 'end' }, 9).messages).toHaveLength(4)
    library.putBack(merged.before)
    expect(shown()).toContain('Pasted')
    expect(library.rows([whole])).toMatchObject([{ starred: false, tags: [] }])
  })

  test('stands by itself again once it says something of its own, or once the other one is gone', async () => {
    using store = createTestStore()
    const { library, whole, again, shown } = twice(store)
    await library.merge([{ keeps: whole, goes: again, added: 0 }])
    store.messages.append({
      conversationId: again,
      parentId: store.messages.leafId(again),
      role: 'user',
      createdAt: 5,
      parts: [{ kind: 'text', text: 'And now?' }],
      state: 'complete',
    })
    expect(shown()).toContain('Pasted')
    expect(await library.merge([{ keeps: whole, goes: again, added: 0 }])).toMatchObject({ changed: 0, left: 1 })
  })

  test.each([
    ['it says one word that the other does not', { said: [...tale.slice(0, 3), 'Then I shall remember it.'] }],
    ['it was held at another time', { createdAt: at('2024-05-28'), said: [...tale] }],
    ['all of it was said again and again', { said: tale.slice(0, 2) }],
  ])('is none where %s', async (_why, other) => {
    using store = createTestStore()
    const made = openLibrary(store)
    made.talk('The lake', { said: [...tale, 'Still there?', 'Still blue.'] })
    made.talk('Another', other)
    expect(await pairsOf(made)).toEqual([])
  })

  test('never goes where it was said here', async () => {
    using store = createTestStore()
    const made = openLibrary(store)
    const { lifelongId } = store.companion
    let parentId = null
    for (const [turn, text] of tale.entries()) {
      const role = turn % 2 === 0 ? 'user' : 'assistant'
      parentId = store.messages.append({
        conversationId: lifelongId,
        parentId,
        role,
        createdAt: at('2024-05-20'),
        parts: [{ kind: 'text', text }],
        state: 'complete',
      }).id
    }
    const imported = made.talk('The lake', { said: [...tale] })
    expect(await pairsOf(made)).toEqual([[lifelongId, imported]])
  })
})

describe('what overlaps in part', () => {
  const said = evenings

  test.each([
    ['goes on where the other ends', said(0, 20), said(12, 26), said(0, 26), 6, 0],
    ['begins before the other', said(6, 30), said(0, 12), said(0, 30), 6, 0],
    ['has what the other lost', [...said(0, 10), ...said(14, 30)], said(4, 20), said(0, 30), 4, 0],
    ['ends otherwise', said(0, 20), [...said(6, 14), ...said(14, 18, 'is')], said(0, 20), 4, 4],
    ['says something else between', said(0, 20), [...said(0, 8), 'Or was it?', ...said(9, 16)], said(0, 20), 1, 1],
  ])('is merged message by message where one %s, and undone', async (_how, kept, gone, after, added, versions) => {
    using store = createTestStore()
    const { library, keeps, goes, words, shown } = twoOf(store, kept, gone)
    const before = library.rows([keeps, goes])
    const everything = () => store.database.all(`SELECT * FROM message ORDER BY id`)
    const rows = everything()
    expect(await library.duplicates()).toMatchObject([
      { keeps: { id: keeps }, goes: { id: goes }, added, versions, shared: gone.length - added },
    ])
    expect(everything()).toEqual(rows)

    const merged = await library.merge([{ keeps, goes, added }])
    expect(merged).toMatchObject({ changed: 1, left: 0 })
    expect(shown()).toEqual(['Kept', null])
    expect(words(keeps)).toEqual(after)
    const all = [...store.messages.everyMessage(keeps)].flatMap(({ parts }) =>
      parts.map((part) => 'text' in part && part.text),
    )
    expect(new Set(all)).toEqual(new Set([...kept, ...gone]))
    expect(all).toHaveLength(kept.length + added)
    for (const text of gone) {
      const hits = store.search.searchMessages({ query: `"${text}"`, limit: 9 }).hits
      expect(hits.map((hit) => hit.conversationId)).toEqual([keeps])
    }
    expect(await library.duplicates()).toEqual([])

    expect(library.merged()).toMatchObject([{ keeps: { id: keeps }, goes: { id: goes } }])
    library.putBack([{ id: goes, mergedInto: null }])
    expect(everything()).toEqual(rows)
    expect(library.rows([keeps, goes])).toEqual(before)
    expect(words(keeps)).toEqual(kept)
    expect(words(goes)).toEqual(gone)
  })

  test('keeps favourites in sight, and what was said since when it is undone', async () => {
    using store = createTestStore()
    const { library, keeps, goes, words } = twoOf(store, said(0, 20), said(12, 26))
    const marks = createMarkRepository(store.database)
    const [shared, only] = [...store.messages.visibleThread(goes)].filter((_one, at) => at === 2 || at === 12)
    if (!shared || !only) throw new Error('the conversation is too short')
    for (const { id } of [shared, only]) marks.add(id, { kind: 'favourite', note: 'blue' }, 5)
    const favourites = () => marks.list({ kind: 'favourite', limit: 9 }).map(({ conversationId }) => conversationId)
    const { before } = await library.merge([{ keeps, goes, added: 6 }])
    expect(favourites()).toEqual([keeps, keeps])
    store.messages.append(aMessage(keeps, store.messages.leafId(keeps), 'And now?'))
    library.putBack(before)
    expect(words(keeps)).toEqual([...said(0, 26), 'And now?'])
    expect(words(goes)).toEqual(said(12, 26))
    expect(favourites()).toEqual([goes, goes])
  })

  test('leaves no word in a conversation whose import was taken back, nor hides one behind it', async () => {
    using store = createTestStore()
    const made = openLibrary(store)
    const later = addImportRun(store.database)
    const keeps = made.talk('Kept', { said: said(0, 20) })
    const goes = made.talk('Gone', { said: said(12, 26), importRunId: later })
    const undo = (run: typeof later) => {
      while (!store.messages.undoImport(run).done);
    }
    await made.library.merge([{ keeps, goes, added: 6 }])
    undo(later)
    expect(made.shown()).toEqual(['Kept', null])
    expect(store.messages.thread(keeps, { from: 'end' }, 99).messages).toHaveLength(20)

    const again = made.talk('Again', { said: said(12, 26), importRunId: later })
    await made.library.merge([{ keeps, goes: again, added: 6 }])
    store.messages.append(aMessage(keeps, store.messages.leafId(keeps), 'And now?'))
    undo(made.run)
    expect(made.shown()).toContain('Again')
    expect([...store.messages.visibleThread(again)]).toHaveLength(14)
  })

  test.each([
    ['another companion', {}],
    ['another week', { createdAt: at('2024-06-20') }],
    ['three messages alone', { said: said(17, 26) }],
  ])('is none where it is of %s', async (what, more) => {
    using store = createTestStore()
    const made = openLibrary(store)
    const lin = store.companions.create({
      profile: { name: 'Lin', description: '', greeting: '' },
      binding: null,
      createdAt: 1,
    })
    made.talk('One', { said: said(0, 20), companionId: store.companion.id })
    made.talk('Other', { said: said(12, 26), companionId: what === 'another companion' ? lin.id : null, ...more })
    expect(await made.library.duplicates()).toEqual([])
  })
})
