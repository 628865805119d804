import { parseClockTime, type ClockTime } from '../reading/clock-time.ts'
import type { WrittenDate } from '../reading/date-order.ts'

/** One line of a LINE text: a new day, the beginning of a message, or neither. */
export type LineRow =
  | { readonly kind: 'day'; readonly date: WrittenDate; readonly original: string }
  | {
      readonly kind: 'message'
      readonly clock: ClockTime
      readonly original: string
      /** Null for what the app tells. */
      readonly author: string | null
      readonly text: string
    }

const weekdays: readonly (readonly string[])[] = [
  ['sun', '日'],
  ['mon', '一', '月'],
  ['tue', '二', '火'],
  ['wed', '三', '水'],
  ['thu', '四', '木'],
  ['fri', '五', '金'],
  ['sat', '六', '土'],
]

const day =
  /^(?:(\p{L}{3,9}),? )?(\d{1,4})([./-])(\d{1,2})[./-](\d{1,4})\.?(?:[ (（]*((?:周|週|星期)?\p{L}{1,9})[)）]?)?$/u
const time = String.raw`((?:\p{L}{2,4} ?)?\d{1,2}:\d{2}(?: ?[AaPp]\.?[Mm]\.?)?)`
const tabbed = new RegExp(`^${time}\\t(?:([^\\t]*)\\t)?(.*)$`, 'su')
const spaced = new RegExp(`^${time} (.+)$`, 'su')

/**
 * Reads one line. Some builds part by spaces: `names` are then those known to speak, for there is no other way to tell
 * where a name ends. Null where the file is known to part by tabs.
 */
export function readLineRow(line: string, names: readonly string[] | null): LineRow | null {
  const dated = day.exec(line)
  if (dated) return dayRow(line, dated)
  const match = tabbed.exec(line)
  const original = (match ?? (names && spaced.exec(line)))?.[1] ?? ''
  const clock = parseClockTime(original)
  if (!clock) return null
  if (match) return { kind: 'message', clock, original, author: match[2] || null, text: match[3] ?? '' }
  const rest = line.slice(original.length + 1)
  const name = names?.find((one) => rest.startsWith(`${one} `)) ?? /^(\S+) /.exec(rest)?.[1] ?? null
  return { kind: 'message', clock, original, author: name, text: name === null ? rest : rest.slice(name.length + 1) }
}

function dayRow(line: string, match: RegExpExecArray): LineRow {
  const [, before, first = '', separator = '', second = '', third = '', after] = match
  const word = (before ?? after ?? '').replace(/^(?:周|週|星期)/, '').toLowerCase()
  const weekday = word === '' ? -1 : weekdays.findIndex((names) => names.some((name) => word.startsWith(name)))
  const numbers = [first, second, third] as const
  return { kind: 'day', date: { numbers, separator, weekday: weekday === -1 ? null : weekday }, original: line }
}
