import type { DayOrder } from '#shared/model/import-run.ts'
import { isCalendarDay, type CalendarDay } from './clock-time.ts'

/** Three numbers of a date as they stand, what parts them, and the weekday (0 is Sunday) where it is written beside. */
export type WrittenDate = {
  readonly numbers: readonly [string, string, string]
  readonly separator: string
  readonly weekday: number | null
}

export type DateOrder = 'ymd' | 'dmy' | 'mdy'

/** `sure` is false when the dates make sense in more than one order. */
export type OrderDecision = { readonly order: DateOrder; readonly sure: boolean }

const orders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd']

/** The day that a date means when read in one order; null when the calendar has no such day. */
export function readDate({ numbers, weekday }: WrittenDate, order: DateOrder): CalendarDay | null {
  const [first, second, third] = numbers
  const [year, month, day] =
    order === 'ymd' ? [first, second, third] : order === 'dmy' ? [third, second, first] : [third, first, second]
  if (year.length !== 2 && year.length !== 4) return null
  const read = { year: Number(year) + (year.length === 2 ? 2_000 : 0), month: Number(month), day: Number(day) }
  if (!isCalendarDay(read)) return null
  return weekday === null || new Date(toDayNumber(read)).getUTCDay() === weekday ? read : null
}

/**
 * Decides in which order a file writes its dates, from all of them: first by what the calendar allows, then by time
 * running forwards. Where both leave more than one it is as the person says, or else the day comes first, as in most of
 * the world.
 */
export function decideDateOrder(dates: readonly WrittenDate[], said: DayOrder | null = null): OrderDecision {
  const judged = orders
    .filter((order) => isPlausible(order, dates[0]))
    .map((order) => ({ order, ...judge(dates, order) }))
    .toSorted((left, right) => left.impossible - right.impossible || left.backwards - right.backwards)
  const [best, next] = judged
  if (!best) return { order: 'dmy', sure: false }
  const tie = next !== undefined && next.impossible === best.impossible && next.backwards === best.backwards
  const wanted = said === 'month-first' ? 'mdy' : 'dmy'
  const isOpen = judged.some(
    ({ order, impossible, backwards }) =>
      order === wanted && impossible === best.impossible && backwards === best.backwards,
  )
  if (said !== null && isOpen) return { order: wanted, sure: true }
  return { order: best.order, sure: !tie || isSameReading(dates, best.order, next.order) }
}

/** Nobody writes the month first with dots, and a year of two digits comes first only with dashes. */
function isPlausible(order: DateOrder, sample: WrittenDate | undefined): boolean {
  if (!sample) return true
  if (order === 'mdy') return sample.separator !== '.'
  return order !== 'ymd' || sample.numbers[0].length === 4 || sample.separator === '-'
}

function judge(dates: readonly WrittenDate[], order: DateOrder): { impossible: number; backwards: number } {
  let impossible = 0
  let backwards = 0
  let previous = 0
  for (const date of dates) {
    const read = readDate(date, order)
    if (!read) {
      impossible += 1
      continue
    }
    const day = toDayNumber(read)
    if (day < previous) backwards += 1
    previous = day
  }
  return { impossible, backwards }
}

/** On days such as 5/5 both orders mean the same. */
function isSameReading(dates: readonly WrittenDate[], one: DateOrder, other: DateOrder): boolean {
  return dates.every((date) => {
    const [left, right] = [readDate(date, one), readDate(date, other)]
    return left !== null && right !== null && toDayNumber(left) === toDayNumber(right)
  })
}

function toDayNumber({ year, month, day }: CalendarDay): number {
  return Date.UTC(year, month - 1, day)
}
