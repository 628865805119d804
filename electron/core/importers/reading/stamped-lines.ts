import { parseClockTime, type ClockTime } from './clock-time.ts'
import type { WrittenDate } from './date-order.ts'

/** The beginning of a message in a text export: when it was said, and the rest of its line. */
export type StampedLine = {
  readonly date: WrittenDate
  readonly clock: ClockTime
  /** The moment exactly as written. */
  readonly original: string
  /** True for `[moment] …`, false for `moment - …`. */
  readonly bracketed: boolean
  readonly rest: string
}

const directionMarks = '[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]*'
const date = String.raw`(\d{1,4})([./-]) ?(\d{1,2})[./-] ?(\d{1,4})\.?`
const half = String.raw`\p{L}{1,4}\.?(?:\s?\p{L}\.)?`
const clock = String.raw`((?:${half}\s?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?${half})?)`
const linking = String.raw`,?\s+(?:(?:kl\.?|klo|à|às|um|at|ora)\s)?`
const stamped = new RegExp(`^${directionMarks}(\\[)?(${date}${linking}${clock})(?:(\\])\\s|\\s[-–]\\s)(.*)$`, 'su')
const bare = new RegExp(`^${directionMarks}(\\[)?(${date}${linking}${clock})(?:(\\])|\\s[-–])$`, 'su')

/** Reads a line that begins with a moment, in any phone's way of writing it; null for every other line. */
export function readStampedLine(line: string): StampedLine | null {
  const match = stamped.exec(line) ?? bare.exec(line)
  if (!match) return null
  const [, open, original = '', first = '', separator = '', second = '', third = '', time = '', close, rest = ''] =
    match
  if ((open === undefined) !== (close === undefined)) return null
  const read = parseClockTime(time)
  if (!read) return null
  return {
    date: { numbers: [first, second, third], separator, weekday: null },
    clock: read,
    original,
    bracketed: open !== undefined,
    rest,
  }
}

/** A stamp in a form that stands whichever order its date has, and however the phone writes its clock. */
export function stampKey({ numbers }: WrittenDate, { hour, minute, second }: ClockTime): string {
  return [...numbers.map(Number).toSorted((left, right) => left - right), hour, minute, second ?? ''].join(' ')
}
