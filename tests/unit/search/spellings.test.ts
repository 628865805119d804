import { expect, test } from 'vitest'
import { patternOf, placesOf } from '#shared/spellings.ts'

function found(text: string, ...spellings: string[]): string[] {
  const pattern = patternOf(spellings)
  return pattern ? placesOf(text, pattern).map(([start, end]) => text.slice(start, end)) : []
}

test.each([
  ['both scripts where both were told', '台湾和臺灣和台灣', ['台湾', '臺灣'], ['台湾', '臺灣']],
  ['one character wherever it stands', '爱你，我爱', ['爱'], ['爱', '爱']],
  ['no word inside another', 'art starts in art', ['art'], ['art', 'art']],
  ['a Latin word beside Han', '我love你', ['love'], ['love']],
  ['an emoji with its colour mark', 'so ❤️ and ❤️', ['❤️'], ['❤️', '❤️']],
  ['signs that mean something in patterns', 'C++ (and C#)', ['C++', 'C#'], ['C++', 'C#']],
  ['words that a line break parts', 'good\n  night', ['good night'], ['good\n  night']],
  ['words whose marks became looks', 'good night', ['**good** night'], ['good night']],
  ['the longest of two that begin alike', 'lovely', ['love', 'lovely'], ['lovely']],
])('lights up %s', (_what, text, spellings, expected) => {
  expect(found(text, ...spellings)).toEqual(expected)
})

test('nothing told is nothing lit, not everything', () => {
  expect(patternOf([])).toBeNull()
})
