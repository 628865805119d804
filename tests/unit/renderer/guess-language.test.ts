import { describe, expect, it } from 'vitest'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'

describe('guessLanguage', () => {
  it.each([
    ['Good night, love.', 'en'],
    ['我们回家吧', 'zh-Hans'],
    ['我們回家吧', 'zh-Hant'],
    ['おやすみ、また明日', 'ja'],
    ['잘 자요', 'ko'],
    ['你好 GPT-4o，今天 OK 吗', 'zh-Hans'],
    ['She taught me one word today, 愛, and what it means.', 'en'],
    ['😂', undefined],
  ])('gives %j the glyphs of %s', (text, language) => {
    expect(guessLanguage(text, 'en')).toBe(language)
  })

  it('reads undecided Han as the script of the interface', () => {
    expect(guessLanguage('晚安', 'zh-Hant')).toBe('zh-Hant')
    expect(guessLanguage('晚安', 'zh-Hans')).toBe('zh-Hans')
  })
})
