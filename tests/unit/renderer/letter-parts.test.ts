import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countWords } from '#renderer/features/companion/letter/count-words.ts'
import { findPlaces } from '#renderer/features/companion/letter/find-places.ts'
import { diffTexts, type Block } from '#renderer/features/companion/revisions/text-diff.ts'

describe('what changed between two texts', () => {
  const words = (blocks: readonly Block[], kind: 'added' | 'removed') =>
    blocks.flatMap((block) => (block.kind === 'same' ? [] : block.runs.filter((run) => run.kind === kind)))

  test('is told by the word inside a paragraph, and by number where nothing changed', () => {
    const before = 'One stays.\n\nWe met in March.\n\nTwo stays.\nThree stays.'
    const blocks = diffTexts(before, before.replace('March', 'April'))
    expect(blocks.map(({ kind }) => kind)).toEqual(['same', 'changed', 'same'])
    expect(blocks.at(-1)).toEqual({ kind: 'same', paragraphs: 2 })
    expect(words(blocks, 'removed')).toEqual([{ kind: 'removed', text: 'March' }])
    expect(words(blocks, 'added')).toEqual([{ kind: 'added', text: 'April' }])
  })

  test('in Chinese is not the whole line', () => {
    const blocks = diffTexts('我们在三月认识。', '我们在四月认识。')
    expect(words(blocks, 'removed').map(({ text }) => text.length)).toEqual([expect.any(Number)])
    expect(words(blocks, 'removed')[0]?.text.length).toBeLessThan(4)
  })

  test('loses no letter of either', () => {
    const text = fc.array(fc.constantFrom('rain ', 'lamp', '灯', '下雨', '。', '😀'), { maxLength: 40 })
    const left = (blocks: readonly Block[], without: 'added' | 'removed') =>
      blocks
        .flatMap((block) => (block.kind === 'same' ? [] : block.runs.filter(({ kind }) => kind !== without)))
        .map((run) => run.text)
        .join('')
    fc.assert(
      fc.property(text, text, text, (one, other, both) => {
        const [before, after] = [one, other].map((words, index) => `${words.join('')}${index}\n`)
        const blocks = diffTexts(`same ${both.join('')}\n${before}`, `same ${both.join('')}\n${after}`)
        expect(blocks[0]).toEqual({ kind: 'same', paragraphs: 1 })
        expect([left(blocks, 'added'), left(blocks, 'removed')]).toEqual([before, after])
      }),
      { numRuns: 100 },
    )
  })

  test('of sixty thousand characters each, with nothing in common, is told as all of one for all of the other', () => {
    const text = (letter: string) =>
      Array.from({ length: 600 }, (_, index) => `${letter}${index} ${letter.repeat(90)}`).join('\n')
    const blocks = diffTexts(text('a'), text('灯'))
    expect(blocks.every(({ kind }) => kind === 'changed')).toBe(true)
  })
})

test('words are counted as those who write them do', () => {
  expect(countWords('')).toEqual({ characters: 0, words: 0 })
  expect(countWords("We don't mind rain.")).toEqual({ characters: 16, words: 4 })
  expect(countWords('我们love下雨，2026。')).toEqual({ characters: 14, words: 6 })
})

test('a place is found whatever the case or the width, and stands where it stands in the text', () => {
  expect(findPlaces('Ｑixi, QIXI, 七夕 qixi', 'qixi')).toEqual([0, 6, 15])
  expect(findPlaces('İİ lamp', 'lamp')).toEqual([3])
  expect(findPlaces('aaa', 'aa')).toEqual([0])
  expect(findPlaces('aaa', ' ')).toEqual([])
})
