import { describe, expect, test } from 'vitest'
import { explain } from '../../../electron/cli/explain.ts'
import { assertTold, type ImportWords } from '../../../electron/cli/import.ts'

const nothing: ImportWords = { companion: null, you: [], notMe: false, dayOrder: null }
const ada = { name: 'Ada', messages: 2, side: 'unknown' } as const
const mia = { name: 'Mia\u001b[31m', messages: 1, side: 'unknown' } as const
const unsure = { code: 'date-order-unsure', file: 'a.txt', item: '05/06/2023', count: 1 }

describe('before anything is written, a terminal is asked', () => {
  test.each([
    [
      'who of the names is the person',
      { people: [ada, mia], reasons: [], readBefore: [] },
      nothing,
      /Ada \(2 messages\)[^]+--you <name>/,
    ],
    [
      'for another name where nobody has that one',
      { people: [ada], reasons: [], readBefore: [] },
      { ...nothing, you: ['Eve'] },
      /Eve[^]+Ada/,
    ],
    ['how dates are meant', { people: [], reasons: [unsure], readBefore: [] }, nothing, /05\/06\/2023[^]+--day-order/],
    [
      'to go to the window where a file would be there twice',
      { people: [], reasons: [], readBefore: [{ file: 'a.csv', runs: [], at: 1_700_000_000_000, replaceable: true }] },
      nothing,
      /a\.csv \(2023-11-14\)[^]+window/,
    ],
  ])('%s', (_what, found, words, question) => {
    expect(() => assertTold(found, words)).toThrow(question)
    expect(() => assertTold(found, words)).toThrow(/Nothing was imported\.$/)
  })

  test('and a name from a file cannot drive it', () => {
    expect(() => assertTold({ people: [mia], reasons: [], readBefore: [] }, nothing)).toThrow(/Mia\ufffd\[31m/)
  })

  test.each([
    ['names that are the person’s', { ...nothing, you: ['Ada'] }],
    ['that no name is', { ...nothing, notMe: true }],
  ])('nothing once it has said %s', (_what, words) => {
    expect(assertTold({ people: [ada, mia], reasons: [], readBefore: [] }, words)).toBeUndefined()
  })
})

test.each(['ENOSPC', 'EDQUOT'])('a full disk is called one, and not a file that is missing (%s)', (code) => {
  expect(explain(Object.assign(new Error('write'), { code }))).toMatch(/disk is full/)
})
