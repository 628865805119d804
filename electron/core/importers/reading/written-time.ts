import { parseClockTime, type ClockTime } from './clock-time.ts'
import type { DayOrder } from '#shared/model/import-run.ts'
import { decideDateOrder, readDate, type DateOrder, type WrittenDate } from './date-order.ts'
import type { SourceTime } from './source-time.ts'
import { wallTime } from './wall-time.ts'

/**
 * A moment as a browser wrote it for its person. It lies before `before` where that is known, and shortly before it
 * where it is the last of its conversation.
 */
export type WrittenTime = { readonly text: string; readonly before: number | null; readonly isLast?: boolean }

type Split = { readonly date: WrittenDate; readonly clock: ClockTime; readonly style: string }
type Placed = Required<Pick<WrittenTime, 'before' | 'isLast'>> & { readonly date: WrittenDate }

const dayMilliseconds = 86_400_000
const unseen = /[\u200e\u200f\u061c]/g
const form = /(\d{1,4})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{1,4})\.?/

/**
 * Learns from all times of a file how its browser wrote them, and reads them so. `unsure` is one that may be read in
 * more than one way. Times come in no zone, and are taken in this machine's.
 */
export function createWrittenTimes(
  times: readonly WrittenTime[],
  said: DayOrder | null = null,
): {
  readonly read: (text: string) => SourceTime | null
  readonly unsure: string | null
} {
  const styles = new Map<string, Placed[]>()
  const sample = new Map<string, string>()
  for (const { text, before, isLast = false } of times) {
    const split = splitTime(text)
    if (!split) continue
    styles.set(split.style, [...(styles.get(split.style) ?? []), { date: split.date, before, isLast }])
    sample.set(split.style, text)
  }
  const orders = new Map([...styles].map(([style, dates]) => [style, decide(dates, said)]))
  const unsure = [...orders].find(([, { sure }]) => !sure)?.[0]
  return {
    read(text) {
      const split = splitTime(text)
      const order = split && orders.get(split.style)?.order
      const day = split && order && readDate(split.date, order)
      return day ? wallTime(day, split.clock, text) : null
    },
    unsure: unsure === undefined ? null : (sample.get(unsure) ?? null),
  }
}

/** Nothing was said after its conversation was last touched, and the last of it was said shortly before. */
function decide(
  dates: readonly Placed[],
  said: DayOrder | null,
): { readonly order: DateOrder; readonly sure: boolean } {
  const decided = decideDateOrder(
    dates.map(({ date }) => date),
    said,
  )
  if (decided.order === 'ymd' || dates[0]?.date.separator === '.') return decided
  const [day, month] = [judge(dates, 'dmy'), judge(dates, 'mdy')]
  const difference = day.wrong - month.wrong || day.distance - month.distance
  return difference === 0 ? decided : { order: difference < 0 ? 'dmy' : 'mdy', sure: true }
}

function judge(dates: readonly Placed[], order: DateOrder): { wrong: number; distance: number } {
  let wrong = 0
  let distance = 0
  for (const { date, before, isLast } of dates) {
    const day = readDate(date, order)
    const gap = day && before !== null ? before - Date.UTC(day.year, day.month - 1, day.day) : 0
    if (!day || gap < -dayMilliseconds) wrong += 1
    if (isLast) distance += Math.abs(gap)
  }
  return { wrong, distance }
}

function splitTime(written: string): Split | null {
  const text = written.replaceAll(unseen, '').replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
  const match = form.exec(text)
  if (!match) return null
  const [whole, first, separator, second, third] = match
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + whole.length)}`.replaceAll(/[,،]/g, ' ')
  const clock = parseClockTime(rest.replaceAll(/\s+/g, ' ').trim())
  if (!clock || !first || !separator || !second || !third) return null
  // A browser that writes AM and one that writes am put their dates in another order.
  const mark = /[AP]M/.test(rest) ? 'upper' : /\d\s*$/.test(rest) ? 'none' : 'other'
  const numbers = [commonYear(first), second, commonYear(third)] as const
  return { date: { numbers, separator, weekday: null }, clock, style: `${separator}${mark}${first.length > 2}` }
}

/** The Thai calendar counts from 543 years before. */
function commonYear(text: string): string {
  return text.length === 4 && Number(text) > 2_400 ? String(Number(text) - 543) : text
}
