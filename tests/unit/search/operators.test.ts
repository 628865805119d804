import { describe, expect, it, test } from 'vitest'
import { CompanionId } from '#shared/model/ids.ts'
import { readOperators } from '#shared/search-operators.ts'
import { suggestionsFor } from '#renderer/features/library/suggestions.ts'
import { toQuery, takeOperators } from '#renderer/features/library/narrowing.ts'

const [small, wren] = [CompanionId.parse(1), CompanionId.parse(2)]
const known = {
  companions: [
    { id: small, name: '小满' },
    { id: wren, name: 'Wren Hale' },
  ],
  fold: (text: string) => text.normalize('NFKC').toLowerCase(),
}
const read = (line: string) => readOperators(line, known)

describe('an operator is understood in every language, and leaves the words around it', () => {
  it.each([
    ['from:小满 晚安', '晚安', { companionId: small }],
    ['来自：小满 晚安', '晚安', { companionId: small }],
    ['晚安 來自：小满', '晚安', { companionId: small }],
    ['from:wren plums', 'plums', { companionId: wren }],
    ['from:"Wren Hale" plums', 'plums', { companionId: wren }],
    ['來自：「Wren Hale」 plums', 'plums', { companionId: wren }],
    ['from:me lake', 'lake', { role: 'user' }],
    ['来自：我 湖', '湖', { role: 'user' }],
    ['source:ChatGPT', '', { source: 'chatgpt' }],
    ['source:cherrystudio', '', { source: 'cherry-studio' }],
    ['来源：微信', '', { source: 'wechat' }],
    ['model:gpt-4o', '', { model: 'gpt-4o' }],
    ['role:companion', '', { role: 'assistant' }],
    ['角色：夥伴', '', { role: 'assistant' }],
    ['has:picture cat', 'cat', { has: 'image' }],
    ['含有：照片', '', { has: 'image' }],
    ['HAS:Files', '', { has: 'file' }],
    ['is:favourite', '', { mark: 'favourite' }],
    ['是：收藏', '', { mark: 'favourite' }],
    ['is:hidden', '', { hidden: true }],
    ['on:2024', '', { since: '2024-01-01', before: '2025-01-01' }],
    ['日期：2024年5月', '', { since: '2024-05-01', before: '2024-06-01' }],
    ['on:2024-02-29', '', { since: '2024-02-29', before: '2024-03-01' }],
    ['before:2024/5/20', '', { before: '2024-05-20' }],
    ['after:2024-12', '', { since: '2025-01-01' }],
    ['since:2024-12-31 snow', 'snow', { since: '2024-12-31' }],
    ['from:小满 from:wren', '', { companionId: wren }],
  ])('%s', (line, words, filter) => {
    expect(read(line)).toEqual({ words, filter })
  })

  it.each([
    'from:nobody',
    'on:7',
    'on:2024-13',
    'on:2023-02-29',
    'note: plums',
    'has:cake',
    '9:30',
    'https://x.test/on:2024',
  ])('%s stays what was looked for', (line) => {
    expect(read(line)).toEqual({ words: line, filter: {} })
  })
})

test('an operator leaves the line once a space follows it, and not while it is being typed', () => {
  expect(takeOperators('rain on:2024', known)).toBeNull()
  expect(takeOperators('rain on:2024 ', known)).toEqual({
    query: 'rain ',
    filter: { since: '2024-01-01', before: '2025-01-01' },
  })
  expect(takeOperators('from:wren on:2024', known)).toEqual({ query: 'on:2024', filter: { companionId: wren } })
  expect(takeOperators('from:"Wren ', known)).toBeNull()
})

describe('what is being typed is gone on with', () => {
  const suggest = (line: string, language: 'en' | 'zh-Hans' | 'zh-Hant' = 'en') =>
    suggestionsFor(line, {
      language,
      noteOf: (name) => name,
      choices: { from: known.companions.map(({ name }) => ({ value: name, label: name })) },
    }).map((suggestion) => suggestion.line)

  it.each([
    ['rain fr', 'en', ['rain from:']],
    ['f', 'en', []],
    ['来自', 'zh-Hans', ['来自：']],
    ['來', 'zh-Hant', []],
    ['be', 'zh-Hant', ['before：']],
    ['from:w', 'en', ['from:"Wren Hale" ']],
    ['来自：', 'zh-Hans', ['来自：小满 ', '来自："Wren Hale" ']],
    ['has:p', 'en', ['has:picture ']],
    ['含有：圖', 'zh-Hant', ['含有：圖片 ']],
    ['9:3', 'en', []],
  ] as const)('%s in %s', (line, language, expected) => {
    expect(suggest(line, language)).toEqual(expected)
  })

  it('reads back every suggestion as what it says', () => {
    for (const language of ['en', 'zh-Hans', 'zh-Hant'] as const) {
      for (const start of ['has:', 'is:', 'role:', 'from:']) {
        for (const line of suggest(start, language)) expect(Object.keys(read(line).filter), line).toHaveLength(1)
      }
    }
  })
})

test('a whole message that is pasted is looked for by its beginning, with no word cut in half', () => {
  expect(toQuery('  晚安 ')).toBe('晚安')
  const english = 'lighthouse '.repeat(200)
  expect(toQuery(english)).toBe('lighthouse '.repeat(90).trim())
  const chinese = `嗯 ${'晚'.repeat(3_000)}`
  expect(toQuery(chinese)).toBe(chinese.slice(0, 1_000))
})
