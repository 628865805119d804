import type { Timestamp } from '#shared/model/ids.ts'

/** A stretch of time that words name, and how sharply. */
export type NamedTime = { readonly from: Timestamp; readonly to: Timestamp; readonly isDay: boolean }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?'
const dayMs = 86_400_000

// A day before its month, after it, or the month alone; a year may follow each.
const english = new RegExp(
  String.raw`\b(?:(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+)?${monthName}\b\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+(\d{4}))?`,
  'gi',
)
const chinese = /(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月(?:份|\s*(\d{1,2})\s*[日号號])?/g
const iso = /\b(\d{4})-(\d{1,2})(?:-(\d{1,2}))?\b/g
const lone = /(?<![\d-])((?:19|20)\d{2})(?:\s*年(?!\s*\d)|(?![\d年-]))/g
const relative: readonly (readonly [RegExp, number, number])[] = [
  [/\byesterday\b|昨天|昨晚|昨日/i, 2, 0],
  [/\bthe day before yesterday\b|前天/i, 3, 1],
  [/\blast week\b|上周|上星期|上個?禮拜|上週/i, 14, 3],
  [/\blast month\b|上个月|上個月/i, 62, 20],
  [/\blast year\b|去年/i, 730, 200],
]

/** The times that a text names: days, months and years in English and Chinese, and a few that count from now. */
export function namedTimes(text: string, now: Timestamp): NamedTime[] {
  const found: NamedTime[] = []
  const year = new Date(now).getUTCFullYear()
  const add = (named: number | null, month: number | null, day: number | null) => {
    if (month !== null && (month < 1 || month > 12)) return
    // Where the year is not said, it is the last time that this was.
    let known = named ?? year
    if (named === null && month !== null && Date.UTC(known, month - 1, day ?? 1) > now + dayMs) known -= 1
    const from = Date.UTC(known, (month ?? 1) - 1, day ?? 1)
    const to = day !== null ? from + dayMs : month !== null ? Date.UTC(known, month, 1) : Date.UTC(known + 1, 0, 1)
    found.push({ from, to, isDay: day !== null })
  }
  for (const [whole, before, name = '', after, named] of text.matchAll(english)) {
    // The verb is written like the month.
    const day = before ?? after
    if (/^may$/i.test(whole) && whole !== 'May') continue
    add(named ? Number(named) : null, months.indexOf(name.toLowerCase()) + 1, day ? Number(day) : null)
  }
  for (const [, named, month, day] of text.matchAll(chinese)) {
    add(named ? Number(named) : null, Number(month), day ? Number(day) : null)
  }
  for (const [, named, month, day] of text.matchAll(iso)) add(Number(named), Number(month), day ? Number(day) : null)
  if (found.length === 0) for (const [, named] of text.matchAll(lone)) add(Number(named), null, null)
  for (const [words, most, least] of relative) {
    if (words.test(text)) found.push({ from: now - most * dayMs, to: now - least * dayMs, isDay: false })
  }
  return found
}

/** The calendar days that a text names whole. */
export function namedDays(text: string, now: Timestamp): string[] {
  return namedTimes(text, now).flatMap(({ from, isDay }) => (isDay ? [new Date(from).toISOString().slice(0, 10)] : []))
}

/** How near a moment is to a time: 1 within it, less in the days after, when people speak of what was; else 0. */
export function nearness(at: Timestamp | null, times: readonly NamedTime[]): number {
  if (at === null) return 0
  let best = 0
  for (const { from, to, isDay } of times) {
    // A day is another one elsewhere.
    if (at >= from - dayMs / 2 && at < to + dayMs / 2) best = 1
    else if (at >= to && at < to + (isDay ? 7 : 10) * dayMs) best = Math.max(best, 0.5)
  }
  return best
}
