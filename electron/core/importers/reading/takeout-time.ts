import { isCalendarDay, parseClockTime, type CalendarDay } from './clock-time.ts'
import type { SourceTime } from './source-time.ts'
import { wallTime } from './wall-time.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const clock =
  /(?:(?:上午|下午|午前|午後|오전|오후)\s*)?(?<![\d.])\d{1,2}([:.])\d{2}\1\d{2}(?!\d)(?:\s*[ap]\.?\s?m\b\.?)?/iu
const offset = /\b(?:GMT|UTC)(?:([+\-−])(\d{1,2})(?::?(\d{2}))?)?(?!\w)/u

/** Hours from UTC of zones whose short name means one thing only. */
const zones: Readonly<Record<string, number>> = {
  WET: 0,
  WEST: 1,
  CET: 1,
  CEST: 2,
  MEZ: 1,
  MESZ: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  EST: -5,
  EDT: -4,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
  JST: 9,
  KST: 9,
  HKT: 8,
  SGT: 8,
  AEST: 10,
  AEDT: 11,
  ACST: 9.5,
  AWST: 8,
  NZST: 12,
  NZDT: 13,
  BRT: -3,
}

/**
 * Understands a time as Google's activity pages write it: `Jul 26, 2026, 8:07:57 AM CEST`. Dates that could be read in
 * two ways are unknown; a zone whose name could mean several is taken as this machine's and not as known.
 */
export function parseTakeoutTime(text: string): SourceTime | null {
  const hours = offsetOf(text)
  const time = clock.exec(text)?.[0]
  const at = time === undefined ? null : parseClockTime(time.replaceAll(/\s+/gu, ' '))
  const day = time === undefined ? null : dayOf(text.replace(time, ' '))
  if (!at || !day || !isCalendarDay(day)) return null
  if (hours === null) return wallTime(day, at, text)
  const local = Date.UTC(day.year, day.month - 1, day.day, at.hour, at.minute, at.second ?? 0)
  return { milliseconds: local - hours * 3_600_000, original: text, precision: 'second', zoneKnown: true }
}

function offsetOf(text: string): number | null {
  const match = offset.exec(text)
  if (match) {
    const hours = Number(match[2] ?? 0) + Number(match[3] ?? 0) / 60
    return match[1] === '-' || match[1] === '−' ? -hours : hours
  }
  const name = [...text.matchAll(/\b[A-Z]{3,4}\b/g)].map(([word]) => word).find((word) => Object.hasOwn(zones, word))
  return name === undefined ? null : (zones[name] ?? null)
}

function dayOf(text: string): CalendarDay | null {
  const named = /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})\b/i.exec(text)
  if (named) return day(named[3], months.indexOf((named[1] ?? '').toLowerCase()) + 1, named[2])
  const dayFirst = /\b(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})\b/i.exec(text)
  if (dayFirst) return day(dayFirst[3], months.indexOf((dayFirst[2] ?? '').toLowerCase()) + 1, dayFirst[1])
  const yearFirst = /(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})/u.exec(text)
  if (yearFirst) return day(yearFirst[1], yearFirst[2], yearFirst[3])
  const dotted = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/.exec(text)
  if (dotted) return day(dotted[3], dotted[2], dotted[1])
  const slashed = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text)
  if (!slashed) return null
  if (Number(slashed[1]) > 12) return day(slashed[3], slashed[2], slashed[1])
  return Number(slashed[2]) > 12 ? day(slashed[3], slashed[1], slashed[2]) : null
}

function day(year: unknown, month: unknown, dayOfMonth: unknown): CalendarDay {
  return { year: Number(year), month: Number(month), day: Number(dayOfMonth) }
}
