import { useTranslation } from 'react-i18next'

/** Dates and numbers as the interface's language writes them, in the local time zone. Times are milliseconds since 1970. */
export type Formats = ReturnType<typeof createFormats>

export function createFormats(language: string, timeZone?: string) {
  const zone = timeZone === undefined ? {} : { timeZone }
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', ...zone })
  const weekday = new Intl.DateTimeFormat(language, { dateStyle: 'full', ...zone })
  const shortDate = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'numeric', day: 'numeric', ...zone })
  const month = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', ...zone })
  const monthDay = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...zone })
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', ...zone })
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', ...zone })
  const fileDate = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', ...zone })
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const list = new Intl.ListFormat(language)
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'].map(
    (unit, index) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: index > 1 ? 1 : 0,
      }),
  )
  return {
    /** 24 November 2026 · 2026年11月24日 */
    date: (at: number) => date.format(at),
    /** With the day of the week. */
    fullDate: (at: number) => weekday.format(at),
    /** 11/24/2026 · 2026/11/24 */
    shortDate: (at: number) => shortDate.format(at),
    /** November 2026 · 2026年11月 */
    month: (at: number) => month.format(at),
    /** Nov 24 · 11月24日 */
    monthDay: (at: number) => monthDay.format(at),
    /** 2026-11-24, for names of files. */
    fileDate: (at: number) => fileDate.format(at),
    time: (at: number) => time.format(at),
    dateTime: (at: number) => dateTime.format(at),
    dateRange: (from: number, to: number) => date.formatRange(from, to),
    number: (value: number) => number.format(value),
    /** 0.42 → 42 % */
    percent: (share: number) => percent.format(share),
    /** Together, with an “and”: Mira, Yun, and Noah · 小满、阿云和诺亚 */
    list: (words: readonly string[]) => list.format(words),
    /** In thousands, the way file managers count. */
    bytes(count: number) {
      let index = 0
      let value = count
      while (value >= 999.5 && index < units.length - 1) {
        value /= 1000
        index += 1
      }
      return units[index]?.format(value) ?? number.format(count)
    },
  }
}

/** Formatters are dear to make, and every row of a list asks for them. */
const made = new Map<string, Formats>()

/** The formats of the present language. */
export function useFormats(): Formats {
  const { language } = useTranslation().i18n
  const known = made.get(language)
  if (known) return known
  const formats = createFormats(language)
  made.set(language, formats)
  return formats
}
