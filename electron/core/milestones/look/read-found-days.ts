import { z } from 'zod'
import { isJson, listOf } from '#core/loose-json.ts'
import { isQuotedFrom } from '#core/model-work/quotes.ts'
import { excerpt } from '#shared/excerpt.ts'
import { LocalDate, MilestoneKind } from '#shared/model/milestone.ts'
import type { MessageId, Timestamp } from '#shared/model/ids.ts'
import { oneLine } from '#shared/one-line.ts'
import { addDays } from '../local-date.ts'
import type { FoundDay } from './found-day-repository.ts'

/** A message as a model was shown it. */
export type ShownLine = {
  readonly id: MessageId
  readonly text: string
  readonly at: Timestamp | null
  /** The day it was said on, for the person. */
  readonly date: LocalDate | null
}

export type ReadFoundDays = { readonly days: readonly FoundDay[]; readonly unfound: number }

/** The days that a text names, said at a moment. */
export type DaysNamedIn = (text: string, at: Timestamp) => readonly LocalDate[]

/** Of one part; more is a model that runs on. */
const mostDays = 20
const longestTitle = 40
const longestQuote = 200

const Told = z.object({
  line: z.union([z.number(), z.string().transform((text) => Number(/\d+/u.exec(text)?.[0]))]),
  quote: z.string(),
  date: z.string().trim().catch(''),
  kind: MilestoneKind.catch('custom'),
  title: z.string().catch(''),
})

/**
 * What a model says it found, each looked up: the quote has to stand in the line it names, and the day has to be the one
 * on which the line was said or one that the line itself speaks of. Whatever else it tells is left out and counted. Null
 * for an answer that holds no list.
 */
export function readFoundDays(
  json: unknown,
  {
    lines,
    daysNamedIn,
    fold,
  }: {
    readonly lines: ReadonlyMap<number, ShownLine>
    readonly daysNamedIn: DaysNamedIn
    readonly fold: (text: string) => string
  },
): ReadFoundDays | null {
  const told = Array.isArray(json) ? json : isJson(json) && Array.isArray(json['days']) ? json['days'] : null
  if (told === null) return null
  const days: FoundDay[] = []
  let unfound = 0
  for (const one of listOf(told).slice(0, mostDays)) {
    const day = readDay(one, { lines, daysNamedIn, fold })
    if (day) days.push(day)
    else unfound += 1
  }
  return { days, unfound }
}

function readDay(one: unknown, { lines, daysNamedIn, fold }: Parameters<typeof readFoundDays>[1]): FoundDay | null {
  const { data } = Told.safeParse(one)
  const line = data && lines.get(data.line)
  if (!line || !isQuotedFrom(data.quote, line.text, fold)) return null
  const date = data.date === '' ? line.date : (LocalDate.safeParse(data.date.slice(0, 10)).data ?? null)
  if (date === null || (date !== line.date && !speaksOf(line, date, daysNamedIn))) return null
  const title = oneLine(data.title)
  return {
    messageId: line.id,
    date,
    kind: data.kind,
    // A name leads nowhere: an address in it is somebody's who wrote into the history.
    title: /:\/\/|www\.|@/iu.test(title) ? '' : excerpt(title, longestTitle),
    ...placeOf(data.quote, line.text),
  }
}

const besides: readonly (readonly [RegExp, number])[] = [
  [/\byesterday\b|\blast night\b|昨[天日晚]/iu, -1],
  [/前天/u, -2],
  [/\btomorrow\b|明[天日早晚]/iu, 1],
  [/[后後]天/u, 2],
]

function speaksOf({ text, at, date: saidOn }: ShownLine, date: LocalDate, daysNamedIn: DaysNamedIn): boolean {
  if (at !== null && daysNamedIn(text, at).some((named) => isDayOf(named, { date, text, saidOn }))) return true
  return saidOn !== null && besides.some(([words, days]) => words.test(text) && addDays(saidOn, days) === date)
}

/** A day that is named without its year may be one just past or just to come. */
function isDayOf(
  named: LocalDate,
  { date, text, saidOn }: { readonly date: LocalDate; readonly text: string; readonly saidOn: LocalDate | null },
): boolean {
  if (named === date) return true
  const isNear = saidOn !== null && Math.abs(Number(date.slice(0, 4)) - Number(saidOn.slice(0, 4))) <= 1
  return isNear && named.slice(5) === date.slice(5) && !text.includes(named.slice(0, 4))
}

/** Where the words stand, or the beginning of the message where they are written a little differently. */
function placeOf(quote: string, text: string): Pick<FoundDay, 'quoteStart' | 'quoteLength'> {
  const start = text.indexOf(quote.trim())
  return start === -1
    ? { quoteStart: 0, quoteLength: longestQuote }
    : { quoteStart: start, quoteLength: Math.min(longestQuote, quote.trim().length) }
}
