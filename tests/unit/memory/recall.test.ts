import { describe, expect, test } from 'vitest'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { createRecallRepository } from '#core/memory/recall-repository.ts'
import { createRecall } from '#core/memory/recall.ts'
import { createRemember } from '#core/memory/remember.ts'
import { createSummaryRepository } from '#core/memory/summary-repository.ts'
import { tokenize } from '#core/search/tokenize.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import {
  addImportedConversation,
  addImportRun,
  aMessage,
  anImportedMessage,
  createTestStore,
  type TestStore,
} from '#tests/helpers/test-store.ts'

const day = 86_400_000
const now = Date.UTC(2025, 5, 1)

function tell(store: TestStore, conversationId: ConversationId, lines: readonly string[], at = now): MessageId[] {
  const ids: MessageId[] = []
  for (const [index, text] of lines.entries()) {
    const role = index % 2 === 0 ? 'user' : 'assistant'
    const more = { role, createdAt: at + index * 60_000 } as const
    ids.push(store.messages.append(aMessage(conversationId, store.messages.leafId(conversationId), text, more)).id)
  }
  return ids
}

function ask(store: TestStore, texts: readonly string[], exclude: readonly MessageId[] = []): string[] {
  const recall = createRecall({ repository: createRecallRepository(store.database), tokenize })
  const { id: companionId } = store.companion
  return recall({ companionId, texts, now, exclude: new Set(exclude), limit: 5 }).map(({ text }) => text)
}

describe('what is found again', () => {
  test('another form of a word, and the answer beside the question that holds the word', () => {
    using store = createTestStore()
    const { lifelongId } = store.companion
    tell(store, lifelongId, ['Did you ever paint?', 'Only lighthouses, in gouache.', 'The kettle is on.', 'Good.'])
    expect(ask(store, ['What was it with your paintings?']).slice(0, 2)).toContain('Only lighthouses, in gouache.')
  })

  test('a short word in its other number', () => {
    using store = createTestStore()
    tell(store, store.companion.lifelongId, ['Nana kept bees.', 'Did she?'])
    expect(ask(store, ['Remember the bee?'])).toContain('Nana kept bees.')
  })

  test('Chinese words, asked for in the other script', () => {
    using store = createTestStore()
    tell(store, store.companion.lifelongId, [
      '我们在绿禾公园看到了松鼠',
      '真好',
      '今天下雨',
      '那就在家吧',
      '晚饭吃面',
      '好',
    ])
    expect(ask(store, ['綠禾公園裡有什麼？'])[0]).toBe('我们在绿禾公园看到了松鼠')
  })

  test('what was said on a day that is named', () => {
    using store = createTestStore()
    const { lifelongId } = store.companion
    tell(store, lifelongId, ['We walked by the sea.'], Date.UTC(2025, 2, 3))
    tell(store, lifelongId, ['We walked by the sea.', 'Again.'], Date.UTC(2025, 3, 9))
    const recall = createRecall({ repository: createRecallRepository(store.database), tokenize })
    const texts = ['Where did we walk on 3 March 2025?']
    const [first] = recall({ companionId: store.companion.id, texts, now, exclude: new Set(), limit: 1 })
    expect(first?.at).toBe(Date.UTC(2025, 2, 3))
  })

  test('imported history, and nothing of it when the import is taken back', () => {
    using store = createTestStore()
    const run = addImportRun(store.database)
    const conversationId = addImportedConversation(store, run, { companionId: store.companion.id })
    store.messages.importBatch(run, (batch) => {
      batch.insert(anImportedMessage(conversationId, null, 'Your grandmother kept bees in Ohrid.'))
      batch.finish(conversationId, null)
    })
    expect(ask(store, ['who kept bees?'])).toEqual(['Your grandmother kept bees in Ohrid.'])
    while (!store.messages.undoImport(run).done);
    expect(ask(store, ['who kept bees?'])).toEqual([])
  })
})

describe('what a question says beside its words', () => {
  /** A talk with somebody, in a conversation of its own. */
  function talk(store: TestStore, author: string | null, lines: readonly string[]): void {
    const run = addImportRun(store.database)
    const conversationId = addImportedConversation(store, run, { companionId: store.companion.id })
    store.messages.importBatch(run, (batch) => {
      let parent: { id: MessageId; depth: number } | null = null
      for (const [depth, text] of lines.entries()) {
        const id: MessageId = batch.insert(anImportedMessage(conversationId, parent, text, { author, createdAt: now }))
        parent = { id, depth }
      }
      batch.finish(conversationId, parent?.id ?? null)
    })
  }

  test('somebody it names is found where they speak, however much others say of the same', () => {
    using store = createTestStore()
    for (let count = 0; count < 8; count += 1) talk(store, 'Somebody', ['My garden, my garden.', 'A garden again.'])
    talk(store, 'Ilse', ['Roses, mostly, beside the garden wall.'])
    expect(ask(store, ['What grows in the garden of Ilse?'])[0]).toContain('Roses')
  })

  test('the name of the companion hides nothing that an import gave to nobody', () => {
    using store = createTestStore()
    const { name } = store.companion.profile
    talk(store, name, ['The lake was cold.'])
    talk(store, null, ['We swam in the lake of Ohrid, at night, all four of us, and the lake was warm.'])
    expect(ask(store, [`${name}, where was the lake warm?`])[0]).toContain('Ohrid')
  })

  test('what answers a question that holds the words comes before what follows a statement that does', () => {
    using store = createTestStore()
    const { lifelongId } = store.companion
    tell(store, lifelongId, ['What are your pets called?', 'Luna and Hugo, and they are very sweet.', 'Rain.', 'Tea.'])
    tell(store, lifelongId, ['Well, I do love pets too.', 'Rosa and Oscar, and they are so funny.'], now + day)
    const found = ask(store, ['the pets'])
    const answers = found.flatMap((text) => /^(?:Luna|Rosa)/.exec(text) ?? [])
    expect(answers).toEqual(['Luna', 'Rosa'])
  })
})

describe('what is not told', () => {
  test('what follows a message that is edited, which the answer to it takes off the thread', () => {
    using store = createTestStore()
    const { lifelongId, id: companionId } = store.companion
    tell(store, lifelongId, ['Where did the heron stand?', 'By the reeds, at dusk.', 'And the swan?', 'On the ice.'])
    const messages = createRecallRepository(store.database)
    const remember = createRemember({
      repository: createMemoryRepository(store.database),
      summaries: createSummaryRepository(store.database),
      messages,
      recall: createRecall({ repository: messages, tokenize }),
      tokenize,
    })
    const texts = ['Do you still see the heron in the reeds?']
    const asked = { companionId, texts, question: texts[0] ?? '', exclude: new Set<MessageId>(), now }
    const told = (depth: number) =>
      remember({ ...asked, after: { conversationId: lifelongId, depth } }).passages.flatMap(({ lines }) =>
        lines.map(({ text }) => text),
      )
    expect(told(2)).toContain('And the swan?')
    expect(told(1)).toContain('By the reeds, at dusk.')
    expect(told(1)).not.toContain('And the swan?')
  })

  test('a message that was deleted, until it is restored', () => {
    using store = createTestStore()
    const [id] = tell(store, store.companion.lifelongId, ['The safe is behind the clock.'])
    if (id === undefined) throw new Error('nothing was said')
    store.messages.setDeleted(id, now)
    expect(ask(store, ['where is the safe?'])).toEqual([])
    store.messages.setDeleted(id, null)
    expect(ask(store, ['where is the safe?'])).toHaveLength(1)
  })

  test('what stands in a conversation that is hidden, or is set aside because another one holds it', () => {
    using store = createTestStore()
    const { id: companionId, lifelongId } = store.companion
    const other = addImportedConversation(store, addImportRun(store.database), { companionId })
    tell(store, other, ['The safe is behind the clock.'])
    const asked = () => ask(store, ['where is the safe?'])
    expect(asked()).toHaveLength(1)
    store.database.run('UPDATE conversation SET hidden = 1 WHERE id = ?', other)
    expect(asked()).toEqual([])
    store.database.run('UPDATE conversation SET hidden = 0, merged_into = ? WHERE id = ?', lifelongId, other)
    expect(asked()).toEqual([])
  })

  test('what was said to somebody else', () => {
    using store = createTestStore()
    const profile = store.companion.profile
    const other = store.companions.create({ profile, binding: null, createdAt: 1 })
    tell(store, other.lifelongId, ['Only you know of the violin.'])
    expect(ask(store, ['what about the violin?'])).toEqual([])
  })

  test('what the prompt holds anyway', () => {
    using store = createTestStore()
    const ids = tell(store, store.companion.lifelongId, ['I play the violin.', 'Since when?'])
    expect(ask(store, ['the violin again'], ids)).toEqual([])
  })
})

test('a version that was written over is not told in place of the one that stands', () => {
  using store = createTestStore()
  const { lifelongId } = store.companion
  const [first] = tell(store, lifelongId, ['Tell me of the harbour.'])
  if (first === undefined) throw new Error('nothing was said')
  const reply = { role: 'assistant', createdAt: now + day } as const
  store.messages.append(aMessage(lifelongId, first, 'The harbour is grey and large.', reply))
  store.messages.append(aMessage(lifelongId, first, 'The harbour is blue and small.', reply))
  const found = ask(store, ['how is the harbour?'])
  expect(found).toContain('The harbour is blue and small.')
  expect(found).not.toContain('The harbour is grey and large.')
})

test('the same question finds the same, in the same order', () => {
  using store = createTestStore()
  const lines = Array.from({ length: 60 }, (_, index) => `The river ${index % 7} and the boat ${index % 5}.`)
  tell(store, store.companion.lifelongId, lines)
  expect(ask(store, ['river and boat'])).toEqual(ask(store, ['river and boat']))
})
