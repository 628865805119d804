import { describe, expect, test } from 'vitest'
import { beginsAsLines, holdsJsonLines } from '#core/importers/files/json-lines.ts'
import type { SourceFile } from '#core/importers/files/source-files.ts'
import { formatsOf, readTexts } from '#tests/helpers/read-text.ts'

const long = 'x'.repeat(200_000)
const spread = JSON.stringify({ a: [{ b: 1 }, { b: 2 }], c: {} }, null, 2)
const line = (text: string) => JSON.stringify({ messages: [{ role: 'user', content: text }] })

/** Handed over a few bytes at a time, so that no end of a line falls where a chunk does. */
function fileOf(text: string, step = 7): SourceFile {
  const bytes = Buffer.from(text)
  return {
    name: 'a',
    bytes: bytes.length,
    given: true,
    async *read() {
      for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
    },
  }
}

test.each([
  ['two values', '{"a":1}\n{"b":2}', true],
  ['values with empty lines between and Windows ends', '\ufeff{"a":1}\r\n\r\n{"b":2}\r\n', true],
  ['a second line that is torn', '{"a":1}\n{"b":', true],
  ['a second line that is nonsense', '{"a":1}\nnonsense\n{"b":2}', true],
  ['a first line that is torn', '"x":1}\n{"a":1}\n{"b":2}', true],
  ['a first line longer than a beginning', `{"a":"${long}"}\n{"b":2}`, true],
  ['one value on one line', '{"a":1}\n', false],
  ['one value on one long line', `{"a":"${long}"}`, false],
  ['one value over many lines', spread, false],
  ['a first line that closes what it opened and goes on', '{"a":{}\n,"b":{}}', false],
  ['a last line that closes alone', '{"a":{}\n}', false],
  ['a list with an item on each line', '[\n{"a":1},\n{"b":2}\n]', false],
  ['a list with one item on a line', '[\n{"a":1}\n]', false],
  ['nothing', '', false],
])('%s: whether a file holds lines', async (_, text, expected) => {
  expect(await holdsJsonLines(fileOf(text, 4_096))).toBe(expected)
  if (text.length < 1_000) expect(await holdsJsonLines(fileOf(text))).toBe(expected)
  // What the beginning alone tells is what the whole file tells, or nothing.
  expect([expected, null]).toContain(beginsAsLines(text.slice(0, 64 * 1024)))
})

describe('what is told to be lines is also read as lines', () => {
  test.each([
    ['one line', 1, line('hello')],
    ['a nonsense line between two', 2, [line('one'), 'nonsense', line('two')].join('\n')],
    ['long lines', 2, [line(long), line('two')].join('\n')],
  ])('%s', async (_, conversations, text) => {
    const reading = await readTexts({ 'a.jsonl': text })
    expect(formatsOf(reading)).toEqual({ 'a.jsonl': 'finetune' })
    expect(reading.conversations).toHaveLength(conversations)
  })
})
