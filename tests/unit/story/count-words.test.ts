import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countWords, emojiIn } from '#core/story/count-words.ts'
import { naiveCount } from '#tests/helpers/naive-years.ts'

test.each([
  ['晚安，早点睡。', 5, 0],
  ["I don't know — really", 0, 4],
  ['用 iPhone 17 拍的', 3, 2],
  ['ありがとう 한국어 สวัสดี', 11, 1],
  ['𠮷野家 café naïve', 3, 2],
  ["'quoted' words' end", 0, 3],
  ['❤️ 1️⃣', 0, 1],
])('%s is counted as people count', (text, characters, words) => {
  expect(countWords(text)).toMatchObject({ characters, words })
})

test('any text counts as two regular expressions would count it', () => {
  const piece = fc.oneof(
    fc.constantFrom('我', '𠮷', 'の', 'é', "'", '’', ' ', 'a', 'ß', '7', '́', '️', '😂', '한', 'ไ', '-', '\n'),
    fc.integer({ min: 0x20, max: 0x2ffff }).map((code) => String.fromCodePoint(code)),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('').toWellFormed()
      expect(countWords(text)).toMatchObject(naiveCount(text))
    }),
    { numRuns: 150 },
  )
})

test('no emoji is passed over because a text was not looked through for any', () => {
  for (const emoji of ['😂', '❤️', '☺️', '1️⃣', '🇨🇳', '👨‍👩‍👧', '👍🏽', '〰️', '㊗️', '™️', '↔️', '🏳️‍🌈', '👩🏽‍⚕️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️‍🔥']) {
    expect(countWords(`a${emoji}`).mayHoldEmoji, emoji).toBe(true)
    expect(`1${emoji}b`.match(/\p{RGI_Emoji}/gv)).toEqual([emoji])
    expect(emojiIn(`1${emoji}b`)).toEqual([emoji])
  }
  expect(emojiIn('3 ™ ❤ # 🏽')).toEqual([])
})
