import { parseClockTime } from './clock-time.ts'
import { parseSourceTime, type SourceTime } from './source-time.ts'
import { wallTime } from './wall-time.ts'

/** `2023-5-1 @12h 30m 15s 682ms`, and later `2024-7-12@01h31m37s`. */
const humanized = /^(\d{4})-(\d{1,2})-(\d{1,2})\s*@\s*(\d{1,2})h\s*(\d{1,2})m\s*(\d{1,2})s(?:\s*(\d{1,3})ms)?$/
/** `June 19, 2023 2:20pm`, with the month in the language of the browser; elsewhere `Jun 19, 2023 14:20`. */
const spelled = /^(\p{L}[\p{L}\p{M}.]*|\d{1,2}[月월])\s+(\d{1,2}),?\s+(\d{4}),?\s+(\d{1,2}:\d{2}.*)$/u

const languages = ['en', 'de', 'es', 'fr', 'it', 'pt', 'nl', 'pl', 'ru', 'uk', 'tr', 'vi', 'id'] as const

/**
 * Understands every way in which SillyTavern and its kin have written times over the years; null for anything else.
 * What names no zone was the clock on the person's wall.
 */
export function parseTavernTime(value: unknown): SourceTime | null {
  const known = parseSourceTime(value)
  if (known || typeof value !== 'string') return known
  const text = value.trim()
  return parseHumanized(text) ?? parseSpelled(text)
}

function parseHumanized(text: string): SourceTime | null {
  const match = humanized.exec(text)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  if (hour > 23 || minute > 59 || second > 59) return null
  const time = wallTime({ year, month, day }, { hour, minute, second }, text)
  if (!time || match[7] === undefined) return time
  return { ...time, milliseconds: time.milliseconds + Number(match[7]), precision: 'millisecond' }
}

function parseSpelled(text: string): SourceTime | null {
  const [, monthName = '', day, year, clockText = ''] = spelled.exec(text) ?? []
  const month = monthOf(monthName)
  const clock = parseClockTime(clockText)
  if (month === null || clock === null) return null
  return wallTime({ year: Number(year), month, day: Number(day) }, clock, text)
}

let monthsByName: ReadonlyMap<string, number> | null = null

function monthOf(name: string): number | null {
  if (/^\d/.test(name)) return Number.parseInt(name, 10)
  monthsByName ??= nameMonths()
  return monthsByName.get(plainName(name)) ?? null
}

function nameMonths(): Map<string, number> {
  const months = new Map<string, number>()
  const forms = [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }] as const
  for (const language of languages) {
    for (const form of forms) {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2023, month - 1, 15))
        const name = plainName(parts.find(({ type }) => type === 'month')?.value ?? '')
        if (!months.has(name)) months.set(name, month)
      }
    }
  }
  return months
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll('.', '')
}
