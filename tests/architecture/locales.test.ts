import { globSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorMap } from '#shared/contract/errors.ts'
import { languages } from '#shared/languages.ts'
import { flatten, parityProblems, textProblems, type Texts } from './locale-rules.ts'

const root = path.resolve(import.meta.dirname, '../..')

const readTexts = (language: string): Texts => {
  const folder = path.join(root, 'locales', language)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return new Map(
    files.flatMap((file) =>
      flatten(path.basename(file, '.json'), JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
    ),
  )
}

const allTexts = new Map<string, Texts>(languages.map((language) => [language, readTexts(language)]))
const english = readTexts('en')

describe.each(languages)('the texts in %s', (language) => {
  const texts = allTexts.get(language) ?? new Map()

  test('say all that English says, with the same placeholders', () => {
    expect(parityProblems(english, texts)).toEqual([])
  })

  test('are written as our words and its punctuation demand', () => {
    const problems = [...texts].flatMap(([key, text]) =>
      textProblems(language, text).map((problem) => `${key} ${problem}`),
    )
    expect(problems).toEqual([])
  })
})

/** All string and template literals of the interface, as far as they could name a text. */
const literals = (): string[] =>
  globSync('renderer/**/*.{ts,tsx}', { cwd: root }).flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8')
    // A call of `t` may stand inside a template, whose literal swallows it.
    const patterns = [/'([^'\n]*)'|"([^"\n]*)"|`([^`]+)`/g, /\bt\(\s*'([^'\n]+)'/g]
    return patterns.flatMap((pattern) =>
      [...source.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? ''),
    )
  })

test('no text is left that the interface never shows', () => {
  const named = literals()
  // Errors are shown by their code.
  const whole = new Set([...named, ...Object.keys(errorMap)])
  // `errors:${code}` names every key that begins so; a bare `${word}` names none.
  const beginnings = named.flatMap((literal) => /^([\w.:-]{3,})\$\{/.exec(literal)?.[1] ?? [])
  const isUsed = (key: string): boolean => {
    const family = key.replace(/_(zero|one|two|few|many|other)$/, '')
    const bare = family.slice(family.indexOf(':') + 1)
    if (whole.has(family) || whole.has(bare)) return true
    return beginnings.some((beginning) => family.startsWith(beginning) || bare.startsWith(beginning))
  }
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([])
})

describe('the rules for texts notice', () => {
  const texts = (entries: Record<string, string>): Texts => new Map(Object.entries(entries))

  test.each([
    ['a key that one language lacks', { 'a:b': 'x', 'a:c': 'y' }, { 'a:b': 'x' }],
    ['a key that only the other language has', { 'a:b': 'x' }, { 'a:b': 'x', 'a:c': 'y' }],
    ['a placeholder lost in translation', { 'a:b': 'Hello {{name}}' }, { 'a:b': '你好' }],
    ['a renamed placeholder', { 'a:b': '{{count}} words' }, { 'a:b': '{{number}} 个字' }],
    ['a lost tag', { 'a:b': 'Open <link>this</link>' }, { 'a:b': '打开这个' }],
  ])('%s', (_what, first, second) => {
    expect(parityProblems(texts(first), texts(second))).toHaveLength(1)
  })

  test('and let different plural forms pass', () => {
    const first = texts({ 'a:b_one': 'one word', 'a:b_other': '{{count}} words' })
    expect(parityProblems(first, texts({ 'a:b_other': '{{count}} 个字' }))).toEqual([])
  })

  test.each([
    ['en', ''],
    ['en', 'Done!'],
    ['en', 'Oops, that failed.'],
    ['en', 'Wait...'],
    ['zh-Hans', '您的保险库'],
    ['zh-Hans', '已保存,可以关闭'],
    ['zh-Hans', '备份(可选)完成'],
    ['zh-Hans', '完成！'],
    ['zh-Hans', '打开 Keepsake'],
    ['zh-Hans', '這是你的長信'],
    ['zh-Hant', '这是你的长信'],
  ])('in %s a text like "%s"', (language, text) => {
    expect(textProblems(language, text)).not.toEqual([])
  })

  test.each([
    ['en', 'Nothing is lost. It reconnects by itself.'],
    ['zh-Hans', '什么都没有丢。它会自己重新连上；请重新打开Keepsake。'],
    ['zh-Hant', '這裡什麼也沒有。'],
  ])('and let a good text in %s pass', (language, text) => {
    expect(textProblems(language, text)).toEqual([])
  })
})
