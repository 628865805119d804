import { afterAll, describe, expect, test } from 'vitest'
import { createRandom, createTextMaker } from '#tests/bench/invented-text.ts'
import { addImportedConversation, addImportRun, anImportedMessage, createTestStore } from '#tests/helpers/test-store.ts'

/**
 * What was hidden in invented text, how it is asked for, and how often it stands there. Every way to write one thing is
 * in the text the same number of times, so that an answer that misses one of them has the wrong number.
 */
const hidden = 7
const kinds: Readonly<
  Record<string, readonly { readonly written: readonly string[]; readonly asked: readonly string[] }[]>
> = {
  'one Han character': [{ written: ['燚'], asked: ['燚'] }],
  'two Han characters': [{ written: ['饕餮'], asked: ['饕餮'] }],
  'four Han characters': [{ written: ['魑魅魍魎', '魑魅魍魉'], asked: ['魑魅魍魎', '魑魅魍魉'] }],
  'simplified and traditional': [
    { written: ['龜裂的圖書館', '龟裂的图书馆'], asked: ['龟裂的图书馆', '龜裂的圖書館', '龟裂'] },
  ],
  'beyond the first plane': [{ written: ['𠮷𠮷野'], asked: ['𠮷', '𠮷𠮷'] }],
  'full and half width': [{ written: ['ＱＺ９９', 'qz99'], asked: ['qz99', 'ＱＺ９９', 'Qz９9'] }],
  'half-width kana': [{ written: ['ヴァイオリン', 'ｳﾞｧｲｵﾘﾝ'], asked: ['ヴァイオリン', 'ｳﾞｧｲｵﾘﾝ', 'オリン'] }],
  hangul: [{ written: ['벚꽃이'], asked: ['벚꽃'] }],
  emoji: [{ written: ['🫖', '🫖🫖'], asked: ['🫖'] }],
  'an emoji with and without its mark': [{ written: ['⚗️', '⚗'], asked: ['⚗', '⚗️'] }],
  'a joined emoji': [{ written: ['🧑‍🚀'], asked: ['🧑‍🚀'] }],
  kaomoji: [{ written: ['(｡•́︿•̀｡)'], asked: ['•́︿•̀'] }],
  'an English word': [{ written: ['zephyrine', 'ZEPHYRINE', '“zephyrine”'], asked: ['zephyrine', 'Zephyrine'] }],
  'the beginning of an English word': [{ written: ['quokkaland'], asked: ['quo', 'quokka'] }],
  'an English phrase': [
    { written: ['the velvet  heron', 'the velvet\nheron'], asked: ['"velvet heron"', 'velvet heron'] },
  ],
  'Han and English in one breath': [
    { written: ['想喝kombucha酸', '想喝 kombucha 酸'], asked: ['喝 kombucha', 'kombucha'] },
  ],
  'words apart from each other': [
    { written: ['xylophone, much later, 蟋蟀'], asked: ['蟋蟀 xylophone', 'xylophone 蟋蟀'] },
  ],
  'an accent': [{ written: ['crème brûlée', 'cre\u0300me bru\u0302le\u0301e'], asked: ['crème', 'brûlée'] }],
  'marks inside names': [{ written: ['C++23', 'kestrel@example.com'], asked: [] }],
}
const absent = ['麤', '龘龘', 'zephyrin ', '"heron velvet"', '魑魍', 'kombuchas', '🦤', '野𠮷']

const store = createTestStore()
afterAll(() => store[Symbol.dispose]())
const run = addImportRun(store.database)
const random = createRandom(7)
const makeText = createTextMaker(random, { chinese: 45, english: 40, mixed: 15 })

/** The numbers of the messages that hold a thing, by the way that it is written. */
const answers = new Map<string, number>()
const texts: string[] = Array.from({ length: 2_500 }, () => makeText())
for (const rows of Object.values(kinds)) {
  for (const { written } of rows) {
    for (const way of written) {
      for (let time = 0; time < hidden; time += 1) {
        // Each into a message of its own, between words that do not run into it.
        let at = Math.floor(random() * texts.length)
        while (answers.has(String(at))) at = (at + 1) % texts.length
        answers.set(String(at), at)
        const text = texts[at] ?? ''
        const cut = /\s/u.exec(text.slice(text.length / 2))?.index ?? text.length
        texts[at] = `${text.slice(0, text.length / 2 + cut)} ${way} ${text.slice(text.length / 2 + cut)}`
      }
    }
  }
}
store.messages.importBatch(run, (batch) => {
  for (let part = 0; part < 25; part += 1) {
    const id = addImportedConversation(store, run)
    for (const [index, text] of texts.slice(part * 100, part * 100 + 100).entries()) {
      batch.insert(anImportedMessage(id, null, text, { createdAt: 1_700_000_000_000 + (part * 100 + index) * 1_000 }))
    }
  }
})

/** Everything there is, a page after the other, as a window goes on. */
function findAll(query: string, from: 'newest' | 'oldest' = 'newest'): number[] {
  const times: number[] = []
  let cursor
  do {
    const result = store.search.searchMessages({ query, limit: 5, from, ...(cursor ? { cursor } : {}) })
    times.push(...result.hits.map(({ createdAt }) => createdAt ?? 0))
    cursor = result.next
  } while (cursor)
  return times
}

const rows = Object.entries(kinds).flatMap(([kind, things]) =>
  things.flatMap(({ written, asked }) => asked.map((query) => [kind, query, written.length * hidden] as const)),
)

describe('in invented text, every kind of question finds all of what was hidden there', () => {
  test.each(rows)('%s: %s', (_kind, query, expected) => {
    const newest = findAll(query)
    expect(newest).toHaveLength(expected)
    expect(newest).toEqual(newest.toSorted((one, other) => other - one))
    expect(findAll(query, 'oldest')).toEqual(newest.toReversed())
  })

  test.each(absent)('%s is not there', (query) => {
    expect(findAll(query)).toEqual([])
  })
})
