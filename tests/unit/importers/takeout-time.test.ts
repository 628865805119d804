import { expect, test } from 'vitest'
import { parseTakeoutTime } from '#core/importers/reading/takeout-time.ts'

test.each([
  ['Jul 26, 2026, 8:07:57\u202fAM CEST', '2026-07-26T06:07:57Z'],
  ['26 Jul 2026, 20:07:57 UTC', '2026-07-26T20:07:57Z'],
  ['Jul 26, 2026, 12:07:57 PM PDT', '2026-07-26T19:07:57Z'],
  ['26.07.2026, 08:07:57 MESZ', '2026-07-26T06:07:57Z'],
  ['2026年7月26日 GMT+8 下午8:07:57', '2026-07-26T12:07:57Z'],
  ['2026/07/26 8:07:57 JST', '2026-07-25T23:07:57Z'],
  ['Jul 26, 2026, 8:07:57 AM GMT-03:30', '2026-07-26T11:37:57Z'],
])('%j is %s', (text, iso) => {
  expect(parseTakeoutTime(text)).toMatchObject({ milliseconds: Date.parse(iso), zoneKnown: true, original: text })
})

test.each(['07/06/2026, 8:07:57 AM CEST', 'Feb 31, 2026, 8:07:57 AM UTC', 'soon', '', 'Jul 26, 2026'])(
  '%j is unknown, not guessed',
  (text) => {
    expect(parseTakeoutTime(text)).toBeNull()
  },
)

test('a zone that could be several is this machine’s, and not known', () => {
  const time = parseTakeoutTime('Jul 26, 2026, 8:07:57 AM CST')
  expect(time).toMatchObject({ milliseconds: new Date(2026, 6, 26, 8, 7, 57).getTime(), zoneKnown: false })
})
