import fc from 'fast-check'

/** One thing somebody said, for writers of messengers' exports. Times are whole minutes in ms. */
export type ChatLine = { readonly name: string; readonly text: string; readonly time: number }

export const you = 'Sam Lee'
export const them = '小美 Mia'

const minute = 60_000
const start = new Date(2024, 0, 20, 9, 30).getTime()

const words = fc.oneof(
  fc.constantFrom(
    'hello',
    '在吗',
    'a: b',
    '[x] y',
    '"quoted" twice""',
    '10:30 - no',
    '1/2',
    'a\tb',
    '😗🏳️‍🌈',
    '<tag> & co',
    "it's; so, fine",
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)

/** Words of one or several lines, none of which begins or ends with space or holds what no export can hold. */
export const chatText = fc
  .array(fc.array(words, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((lines) =>
    lines
      .map((line) =>
        line
          .join(' ')
          .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
          .trim(),
      )
      .join('\n'),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '')

/** A chat of two people over some weeks. Its first day cannot be a month, so that dates can be understood. */
export const chatLines: fc.Arbitrary<readonly ChatLine[]> = fc
  .array(fc.record({ name: fc.constantFrom(you, them), text: chatText, after: fc.nat({ max: 3_000 }) }), {
    minLength: 2,
    maxLength: 30,
  })
  .map((lines) => {
    let time = start
    return lines.map(({ name, text, after }) => {
      time += after * minute
      return { name, text, time }
    })
  })

/** The parts of a local moment, as phones write them. */
export function wallParts(time: number) {
  const date = new Date(time)
  const pad = (value: number) => String(value).padStart(2, '0')
  const hour = date.getHours()
  return {
    year: String(date.getFullYear()),
    shortYear: pad(date.getFullYear() % 100),
    month: String(date.getMonth() + 1),
    longMonth: pad(date.getMonth() + 1),
    day: String(date.getDate()),
    longDay: pad(date.getDate()),
    weekday: date.getDay(),
    hour: pad(hour),
    hour12: String(hour % 12 || 12),
    isLate: hour >= 12,
    minute: pad(date.getMinutes()),
  }
}
