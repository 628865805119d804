import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, indexText, tokenize, tokenizerVersion } from '#core/search/tokenize.ts'

/** Pieces of the text that became tokens: easier to read than what is stored. */
function pieces(text: string): string[] {
  return tokenize(text).map(({ start, end }) => text.slice(start, end))
}

test.each([
  ['我爱你', ['我', '爱', '你']],
  ['𠮷野家', ['𠮷', '野', '家']],
  ['C++ and C#', ['C', '+', '+', 'and', 'C', '#']],
  ['it is 1.2, or $100', ['it', 'is', '1', '2', 'or', '$', '100']],
  ["don't", ['don', 't']],
  ['한국어를', ['한', '국', '어', '를']],
  ['カタ', ['カ', 'タ']],
  ['ｶﾞｷﾞ', ['ｶﾞ', 'ｷﾞ']],
  ['alice@example.com', ['alice', '@', 'example', 'com']],
  ['😂❤️👍🏽', ['😂', '❤️', '👍']],
  ['naïve cafe\u0301', ['naïve', 'cafe\u0301']],
  ['हिन्दी', ['हिन्दी']],
  ['GPT-4o在2024年', ['GPT', '4o', '在', '2024', '年']],
])('%s is cut where somebody would look for its parts', (text, expected) => {
  expect(pieces(text)).toEqual(expected)
})

test.each([
  ['臺灣後來', '台湾后来'],
  ['裡裏', '里里'],
  ['看著', '看着'],
  ['衞生', '卫生'],
  ['剛才', '刚才'],
  ['１２３ＡＢＣ', '123abc'],
  ['ｶﾀ', 'カタ'],
  ['ﬁne', 'fine'],
  ['Don’t', "don't"],
  ['E\u0301', 'é'],
])('%s and %s are the same to a search', (one, other) => {
  expect(indexText(one)).toBe(indexText(other))
  expect(fold(one)).toBe(fold(other))
})

test('ranges lie inside any text, in order, and a text is cut alike whatever stands around it', () => {
  const anything = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(anything, (rest) => {
      // A first letter of its own: a mark at the beginning would go with whatever stands before it.
      const text = `a${rest}`
      let before = { start: 0, end: 0 }
      for (const { start, end, text: token } of tokenize(text)) {
        expect(token).not.toBe('')
        // One character may stand for several, whose tokens then share a part of their ranges.
        expect(start >= before.start && end >= before.end).toBe(true)
        expect(end > start && end <= text.length).toBe(true)
        before = { start, end }
      }
      const alone = indexText(text)
      expect(indexText(`${text} ${text}`)).toBe(`${alone} ${alone}`.trim())
    }),
  )
})

test('composed and decomposed letters are the same to a search', () => {
  const words = fc.string({ unit: fc.constantFrom(...Array.from('aéöñÅ한국어がプ我臺 1-')) })
  fc.assert(
    fc.property(words, (text) => {
      expect(indexText(text.normalize('NFD'))).toBe(indexText(text))
    }),
  )
})

test('what the tokenizer answers does not change without a new version and a migration that rebuilds the index', () => {
  let every = ''
  for (let code = 0x20; code < 0x3_2400; code += 1) {
    if (code < 0xd800 || code > 0xdfff) every += `${String.fromCodePoint(code)} `
  }
  const print = createHash('sha256').update(indexText(every)).digest('hex').slice(0, 16)
  expect({ version: tokenizerVersion, print }).toEqual({ version: 1, print: 'cadc93bfed7294a9' })
})
