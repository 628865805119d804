import { describe, expect, it } from 'vitest'
import { createFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/i18n/i18n.ts'
import { listed } from '#renderer/i18n/listed.ts'

describe('the language before anybody has chosen', () => {
  it.each([
    [['zh-TW'], 'zh-Hant'],
    [['zh-HK', 'en'], 'zh-Hant'],
    [['zh'], 'zh-Hans'],
    [['zh-SG'], 'zh-Hans'],
    [['ja', 'zh-CN'], 'zh-Hans'],
    [['fr-FR', 'en-GB'], 'en'],
    [['ko'], 'en'],
    [[], 'en'],
  ] as const)('%j → %s', (wanted, language) => {
    expect(guessLanguage(wanted)).toBe(language)
  })
})

it('words side by side never run into one another, in Chinese neither', () => {
  expect(listed(['tea', 'river', 'rain'], 'en')).toBe('tea, river, rain')
  expect(listed(['茶', '河', '雨'], 'zh-Hans')).toBe('茶、河、雨')
  expect(listed(['茶', '河', '雨'], 'zh-Hant')).toBe('茶、河、雨')
})

describe('formats', () => {
  const moment = Date.UTC(2026, 1, 13, 22, 5)

  it('writes dates as the language does', () => {
    expect(createFormats('en', 'UTC').date(moment)).toBe('February 13, 2026')
    expect(createFormats('zh-Hans', 'UTC').date(moment)).toBe('2026年2月13日')
    expect(createFormats('zh-Hant', 'UTC').fullDate(moment)).toBe('2026年2月13日 星期五')
  })

  it('uses the day of the zone, not of Greenwich', () => {
    expect(createFormats('zh-Hans', 'Asia/Shanghai').date(moment)).toBe('2026年2月14日')
  })

  it('counts file sizes in thousands and steps up before four digits', () => {
    const { bytes } = createFormats('en', 'UTC')
    expect(bytes(0)).toBe('0 byte')
    expect(bytes(999)).toBe('999 byte')
    expect(bytes(999_600)).toBe('1 MB')
    expect(bytes(6_140_000_000)).toBe('6.1 GB')
  })
})
