import { expect, test } from 'vitest'
import { lunarDayName, lunarName } from '#shared/lunar-words.ts'

test('a lunar day is named as people name it, in either script', () => {
  expect(lunarName({ month: 1, day: 1, leap: false }, 'zh-Hans')).toBe('正月初一')
  expect(lunarName({ month: 12, day: 29, leap: false }, 'zh-Hans')).toBe('腊月廿九')
  expect(lunarName({ month: 12, day: 30, leap: false }, 'zh-Hant')).toBe('臘月三十')
  expect(lunarName({ month: 6, day: 20, leap: true }, 'zh-Hant')).toBe('閏六月二十')
  expect(lunarName({ month: 11, day: 11, leap: false }, 'zh-Hans')).toBe('冬月十一')
  expect(lunarName({ month: 6, day: 8, leap: true }, 'en')).toBe('day 8 of lunar leap month 6')
})

test('each of the thirty days has a name of its own', () => {
  const names = Array.from({ length: 30 }, (_, index) => lunarDayName({ day: index + 1 }, 'zh-Hans'))
  expect(new Set(names).size).toBe(30)
  expect(names.slice(8, 12)).toEqual(['初九', '初十', '十一', '十二'])
  expect(names.slice(18, 22)).toEqual(['十九', '二十', '廿一', '廿二'])
})
