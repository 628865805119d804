/** A time of day as somebody's wall clock showed it; seconds are null where it had none. */
export type ClockTime = { readonly hour: number; readonly minute: number; readonly second: number | null }

/** A calendar day; the month counts from 1. */
export type CalendarDay = { readonly year: number; readonly month: number; readonly day: number }

/** How apps in many languages mark the halves of the day, in lower case without dots and spaces. */
const early = new Set(['am', '上午', '午前', '오전', '凌晨', '清晨', '早上', 'öö', 'πμ', 'dop', 'ص'])
const late = new Set(['pm', '下午', '午後', '오후', '中午', '傍晚', '晚上', 'ös', 'μμ', 'odp', 'م'])

const form = /^(?:([^\d:]{1,8}?)\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([^\d:]{1,8}))?$/u

/** Reads a time of day with or without a mark of its half, before or after it; null when it is none. */
export function parseClockTime(text: string): ClockTime | null {
  const match = form.exec(text.trim())
  if (!match) return null
  const words = [match[1], match[5]].map((word) => (word ?? '').toLowerCase().replaceAll(/[.\s\u00a0]/g, ''))
  const mark = words.find((word) => word !== '') ?? ''
  if (mark !== '' && (words.every((word) => word !== '') || (!early.has(mark) && !late.has(mark)))) return null
  let hour = Number(match[2])
  if (mark !== '' && hour > 12) return null
  // Noon is said from eleven to two.
  if (late.has(mark) && hour < (mark === '中午' ? 10 : 12)) hour += 12
  else if (early.has(mark) && hour === 12) hour = 0
  const minute = Number(match[3])
  const second = match[4] === undefined ? null : Number(match[4])
  return hour < 24 && minute < 60 && (second ?? 0) < 60 ? { hour, minute, second } : null
}

/** Whether a day is in the calendar, in years that a messenger can have seen. */
export function isCalendarDay({ year, month, day }: CalendarDay): boolean {
  if (year < 1990 || year > 2099 || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
