import { expect, test } from 'vitest'
import { coverMark, coverWords, listedWords } from '#renderer/features/chat/picture/covering.ts'

const cover = (...words: string[]) => words.map((word) => ({ word, instead: coverMark }))

test('a covered name does not look out of any sentence, whatever stands beside it', () => {
  expect(coverWords('Good night, Wren. WREN’s lake, wren?', cover('Wren'))).toBe('Good night, ○○. ○○’s lake, ○○?')
  expect(coverWords('知夏，晚安。我的知夏啊', cover('知夏'))).toBe('○○，晚安。我的○○啊')
  expect(coverWords('我是Sol呀', cover('Sol'))).toBe('我是○○呀')
  expect(coverWords('**Wren**, _Wren_', cover('Wren'))).toBe('**○○**, _○○_')
})

test('a name inside of another word is no name', () => {
  expect(coverWords('The solution is Solar', cover('Sol'))).toBe('The solution is Solar')
  expect(coverWords('Annalise and Anna', cover('Anna'))).toBe('Annalise and ○○')
})

test('the longer of two names wins, and another name can stand in its place', () => {
  const covers = [
    { word: '小满', instead: '阿星' },
    { word: '小满满', instead: '星星' },
  ]
  expect(coverWords('小满满和小满', covers)).toBe('星星和阿星')
})

test('a name with signs of patterns in it covers itself and nothing else', () => {
  expect(coverWords('A.I. (v2) and AxI', cover('A.I.', '(v2)'))).toBe('○○ ○○ and AxI')
  expect(coverWords('said $1', [{ word: 'said', instead: '$&' }])).toBe('$& $1')
})

test('words to cover are listed with commas of either script', () => {
  expect(listedWords(' 上海，Berlin, ；  、the ward\n')).toEqual(['上海', 'Berlin', 'the ward'])
})
