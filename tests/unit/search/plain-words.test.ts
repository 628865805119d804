import { expect, test } from 'vitest'
import { withoutMarks } from '#core/search/plain-words.ts'
import type { TextRange } from '#core/search/snippet.ts'

function shown(text: string, ...words: string[]): { text: string; found: string[] } {
  const ranges = words.map((word): TextRange => [text.indexOf(word), text.indexOf(word) + word.length])
  const plain = withoutMarks({ text, ranges })
  return { text: plain.text, found: plain.ranges.map((range) => plain.text.slice(...range)) }
}

test.each([
  ['**晚安**，*小满*', '小满', '晚安，小满'],
  ['# A title\n- one `code`\n> and a ~~quote~~', 'code', 'A title\none code\nand a quote'],
  ['see [the lighthouse](https://example.com/a_b) there', 'lighthouse', 'see the lighthouse there'],
  ['snake_case stays, 2 * 3 too, _this_ not', 'stays', 'snake_case stays, 2 * 3 too, this not'],
  ['nothing to take away', 'take', 'nothing to take away'],
])('a snippet of %j shows words, and the hit still stands on its own', (text, word, plain) => {
  expect(shown(text, word)).toEqual({ text: plain, found: [word] })
})

test('a hit inside a mark keeps the mark', () => {
  const text = 'see [it](https://example.com/lighthouse)'
  expect(shown(text, 'lighthouse')).toEqual({ text, found: ['lighthouse'] })
})

test('a hit far into a long message is found in its own line', () => {
  const text = `${'**filler** words. '.repeat(200)}\n**the end** and *more*`
  const { text: plain, found } = shown(text, 'end')
  expect(found).toEqual(['end'])
  expect(plain.endsWith('the end and more')).toBe(true)
})
