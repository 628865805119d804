import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createThinkSplitter } from '#core/providers/think-tag.ts'

/** What is said and what is thought of a text that comes in these pieces. */
function split(pieces: readonly string[]) {
  const splitter = createThinkSplitter()
  const heard = { text: '', thought: '' }
  for (const { channel, text } of [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.flush()]) {
    heard[channel] += text
  }
  return heard
}

describe('thoughts left in the words', () => {
  test.each([
    ['<think>hm</think>Yes', 'Yes', 'hm'],
    ['\n<thinking>hm</thinking>\n\nYes', '\n\nYes', 'hm'],
    ['First.\n<think>and then</think>\nSecond.', 'First.\n\nSecond.', 'and then'],
    ['<think>one</think>A\n<think>two</think>B', 'A\nB', 'onetwo'],
    ['<think>cut off', '', 'cut off'],
    ['Say <think> aloud', 'Say <think> aloud', ''],
    ['```\n<think>code</think>\n```', '```\n<think>code</think>\n```', ''],
    ['```\ncode\n```\n<think>hm</think>ok', '```\ncode\n```\nok', 'hm'],
    ['a < b\n<thin ice>', 'a < b\n<thin ice>', ''],
    ['1 <', '1 <', ''],
    ['<th', '<th', ''],
  ])('%j are split off, and nothing else is', (whole, text, thought) => {
    expect(split([whole])).toEqual({ text, thought })
  })

  test('are the same however the stream was cut', () => {
    const piece = fc.constantFrom('<think>', '</think>', '<thinking>', 'hm', '\n', '```\n', ' ', '<', '</th', '念')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const whole = pieces.join('')
        expect(split(Array.from(whole))).toEqual(split([whole]))
      }),
      { numRuns: 2_000 },
    )
  })

  test('cost the same for each piece however long the line has become', () => {
    const splitter = createThinkSplitter()
    // Reading the line again with every piece takes most of a minute, which no test is given.
    let pieces = 0
    for (let piece = 0; piece < 80_000; piece += 1) pieces += splitter.push('word ').length
    expect(pieces).toBe(80_000)
  })
})
