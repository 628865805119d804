import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideDateOrder, readDate, type DateOrder, type WrittenDate } from '#core/importers/reading/date-order.ts'
import { parseClockTime } from '#core/importers/reading/clock-time.ts'

const date = (text: string, weekday: number | null = null): WrittenDate => {
  const [first = '', second = '', third = ''] = text.split(/[./-]/)
  return { numbers: [first, second, third], separator: /[./-]/.exec(text)?.[0] ?? '', weekday }
}

describe('the order of dates', () => {
  test.each<[string[], DateOrder, boolean]>([
    [['01/02/24', '13/02/24'], 'dmy', true],
    [['01/02/24', '02/13/24'], 'mdy', true],
    [['2024/1/2'], 'ymd', true],
    [['1.2.24'], 'dmy', true],
    // Nothing is over twelve, but only one order lets time run forwards.
    [['31/01/24', '01/02/24', '01/03/24'], 'dmy', true],
    [['01/11/24', '02/01/24', '02/03/24'], 'mdy', true],
    [['24-01-20', '24-02-03'], 'ymd', true],
    // Both orders make sense.
    [['01/02/24', '02/03/24'], 'dmy', false],
    // Both mean the same.
    [['05/05/24', '06/06/24'], 'dmy', true],
    // A line that only looks like a date does not decide.
    [['01/13/24', '99/99/24', '02/14/24'], 'mdy', true],
  ])('%j is %s', (texts, order, sure) => {
    expect(decideDateOrder(texts.map((text) => date(text)))).toEqual({ order, sure })
  })

  test('a weekday beside the date decides', () => {
    // 2 January 2026 is a Friday; 1 February is a Sunday.
    expect(decideDateOrder([date('1/2/2026', 5)])).toEqual({ order: 'mdy', sure: true })
    expect(decideDateOrder([date('1/2/2026', 0)])).toEqual({ order: 'dmy', sure: true })
  })

  test('what the person says counts where the dates do not tell, and nowhere else', () => {
    const either = ['01/02/24', '02/03/24'].map((text) => date(text))
    expect(decideDateOrder(either, 'month-first')).toEqual({ order: 'mdy', sure: true })
    expect(decideDateOrder(either, 'day-first')).toEqual({ order: 'dmy', sure: true })
    expect(decideDateOrder([date('13/02/24')], 'month-first')).toEqual({ order: 'dmy', sure: true })
    expect(decideDateOrder([date('2024/1/2')], 'month-first')).toEqual({ order: 'ymd', sure: true })
  })

  test('a sure decision is never wrong about dates in a row', () => {
    const days = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(days, fc.constantFrom('dmy', 'mdy'), (gaps, order) => {
        let time = Date.UTC(2023, 0, 5)
        const moments = gaps.map((gap) => new Date((time += gap * 86_400_000)))
        const written = moments.map((moment) => {
          const [day, month] = [String(moment.getUTCDate()), String(moment.getUTCMonth() + 1)]
          const year = String(moment.getUTCFullYear())
          return date([...(order === 'dmy' ? [day, month] : [month, day]), year].join('/'))
        })
        const decision = decideDateOrder(written)
        if (!decision.sure) return
        for (const [index, moment] of moments.entries()) {
          const read = readDate(written[index] ?? date('1/1/2000'), decision.order)
          expect(read).toEqual({
            year: moment.getUTCFullYear(),
            month: moment.getUTCMonth() + 1,
            day: moment.getUTCDate(),
          })
        }
      }),
    )
  })
})

describe('times of day', () => {
  test.each([
    ['19:04', 19, 4, null],
    ['7:04:05', 7, 4, 5],
    ['19.04', 19, 4, null],
    ['7:04 PM', 19, 4, null],
    ['7:04\u202fpm', 19, 4, null],
    ['12:04 AM', 0, 4, null],
    ['12:04 p. m.', 12, 4, null],
    ['12:04 a.\u00a0m.', 0, 4, null],
    ['下午7:04', 19, 4, null],
    ['上午12:04', 0, 4, null],
    ['午後0:05', 12, 5, null],
    ['午前07:05', 7, 5, null],
    ['오후 7:04', 19, 4, null],
    ['晚上11:04', 23, 4, null],
    ['中午12:04', 12, 4, null],
    ['中午11:04', 11, 4, null],
    ['中午1:04', 13, 4, null],
  ])('%s', (text, hour, minute, second) => {
    expect(parseClockTime(text)).toEqual({ hour, minute, second })
  })

  test.each(['25:00', '7:61', '13:00 PM', 'met at 7:04', '7', ''])('%j is none', (text) => {
    expect(parseClockTime(text)).toBeNull()
  })
})
